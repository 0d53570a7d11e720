package antipode.delivery.letters;

import antipode.delivery.Notice;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.people.Member;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// One letter about one thing, posted when its reader may be told.
@Component
public class ThreadLetters {

    private final Letters letters;
    private final String address;

    ThreadLetters(Letters letters, @Value("${antipode.url:http://localhost:8080}") String address) {
        this.letters = letters;
        this.address = address.replaceAll("/+$", "");
    }

    /// Posts it in the caller's transaction; the same notice is the same letter, however often it is posted.
    ///
    /// @return the id of the letter
    public long post(Member reader, Notice notice) {
        String path = address + notice.path();
        return letters.post(new Letter(
                "notice-" + notice.id(),
                reader.email(),
                reader.name(),
                notice.issuable().title() + " (" + notice.issuable().reference() + ")",
                notice.sentence() + "\n\n" + path + "\n",
                "<p>" + HtmlUtils.htmlEscape(notice.sentence()) + "</p><p><a href=\"" + HtmlUtils.htmlEscape(path) + "\">"
                        + HtmlUtils.htmlEscape(path) + "</a></p>",
                Map.of("X-Antipode-Reason", notice.kind().key())));
    }
}
