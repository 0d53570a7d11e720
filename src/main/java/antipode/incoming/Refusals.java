package antipode.incoming;

import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.mail.incoming.Incoming;
import antipode.people.Member;
import antipode.web.PublicAddress;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.HtmlUtils;

/// Says politely that a mail was not taken, or that it waits: to members alone, as a From can be anybody's, and to nobody
/// more than once an hour, so that two machines never go on writing to each other.
@Component
class Refusals {

    private static final Duration ONCE_IN = Duration.ofHours(1);

    private final Letters letters;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final PublicAddress address;

    Refusals(
            Letters letters, JdbcClient jdbc, Clock clock, PublicAddress address) {
        this.letters = letters;
        this.jdbc = jdbc;
        this.clock = clock;
        this.address = address;
    }

    /// That it was not taken.
    ///
    /// @param why the end of a sentence
    @Transactional
    void refused(Member member, Incoming mail, String why) {
        post(member, mail, "Your mail was not taken, because " + ended(why), "Nothing was posted. What you wrote is kept: ", "/-/settings/mail");
    }

    /// That it waits until its reader says that it is theirs.
    @Transactional
    void waiting(Member member, Incoming mail, String why) {
        post(
                member, mail, "A mail with a key of yours waits, because " + ended(why),
                "If you wrote it, sign in and post it with one click. If you didn’t, do nothing, or put it aside: ", "/-/settings/mail");
    }

    private static String ended(String why) {
        return why.endsWith(".") ? why : why + ".";
    }

    private void post(Member member, Incoming mail, String first, String second, String path) {
        if (!mayHear(member.email())) {
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Auto-Submitted", "auto-replied");
        headers.put("X-Antipode-Reason", "refusal");
        headers.put("Precedence", "auto_reply");
        if (mail.messageId().matches("<[!-~]{1,500}>")) {
            headers.put("In-Reply-To", mail.messageId());
            headers.put("References", mail.messageId());
        }
        String link = address.link(path);
        letters.post(new Letter(
                "refusal-" + mail.id(),
                member.email(),
                member.name(),
                mail.subject().isEmpty() ? "Your mail" : mail.subject().matches("(?i)re:.*") ? mail.subject() : "Re: " + mail.subject(),
                "Hello " + member.name() + ",\n\n" + first + "\n\n" + second + "\n" + link + "\n\nThis answer was written by the server; nobody reads answers to it.\n",
                "<!doctype html><html lang=\"en\"><body style=\"font:16px/1.5 Georgia,serif;color:#191d26\"><p>Hello "
                        + HtmlUtils.htmlEscape(member.name()) + ",</p><p>" + HtmlUtils.htmlEscape(first) + "</p><p>"
                        + HtmlUtils.htmlEscape(second) + " <a href=\"" + HtmlUtils.htmlEscape(link) + "\">your mail</a></p>"
                        + "<p style=\"font:13px/1.4 sans-serif;color:#596070\">This answer was written by the server; nobody reads answers to it.</p></body></html>",
                headers));
    }

    private boolean mayHear(String to) {
        return jdbc.sql("""
                        insert into mail_refusal (address, sent_at) values (:address, :now)
                        on conflict (address) do update set sent_at = excluded.sent_at where mail_refusal.sent_at <= :before""")
                        .param("address", to.toLowerCase(Locale.ROOT))
                        .param("now", Timestamp.from(clock.instant()))
                        .param("before", Timestamp.from(clock.instant().minus(ONCE_IN)))
                        .update()
                == 1;
    }
}
