package antipode.guests;

import antipode.delivery.letters.ReplyKeys;
import antipode.delivery.letters.SentNotification;
import antipode.mail.Enclosure;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.mail.ReplyAddress;
import antipode.people.Secrets;
import antipode.web.PublicAddress;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// Tells a guest by mail what they are invited to. Their own link, and the key by which they answer, are made as the letter
/// leaves.
@Component
class GuestLetters implements Enclosure {

    private static final String NAME = "guest";
    private static final String LINK = "1";
    private static final String KEY = "2";

    private final JdbcClient jdbc;
    private final Letters letters;
    private final ReplyAddress replies;
    private final ReplyKeys keys;
    private final Clock clock;
    private final PublicAddress address;

    GuestLetters(
            JdbcClient jdbc, Letters letters, ReplyAddress replies, ReplyKeys keys, Clock clock,
            PublicAddress address) {
        this.jdbc = jdbc;
        this.letters = letters;
        this.replies = replies;
        this.keys = keys;
        this.clock = clock;
        this.address = address;
    }

    /// @param what "“Fares in winter”", "the project Booking"
    void post(Guest guest, String what) {
        var answers = guest.issuableId() != null && replies.exists();
        var words = guest.inviter() + " asks you to take part in " + what + ", until " + guest.lastDay() + ". You need no account: "
                + (answers ? "answer this letter, or read and answer here:" : "read and answer here:");
        var otherwise = "The link is yours alone; don't pass it on. It opens this, and nothing else.";
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(HEADER, NAME + " " + guest.id());
        if (answers) headers.put("Reply-To", replies.of(Enclosure.place(KEY)).orElseThrow());
        var harmless = Enclosure.harmless(words);
        var link = Enclosure.place(LINK);
        letters.post(new Letter(
                NAME + "-" + guest.id() + "-" + clock.instant().getEpochSecond(), null, guest.inviter(), guest.member().email(),
                guest.member().name(), guest.inviter() + " asks you about " + what,
                harmless + "\n\n" + link + "\n\n" + otherwise + "\n", html(harmless, link, otherwise), headers));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean due(String about) {
        return find(Long.parseLong(about)) != null;
    }

    private record Row(long member, @Nullable Long issuable) {}

    private @Nullable Row find(long id) {
        return jdbc.sql("select member_id, issuable_id from guest where id = :id and last_day >= :today")
                .param("id", id).param("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query((row, number) -> new Row(row.getLong(1), row.getObject(2, Long.class))).optional().orElse(null);
    }

    @Override
    public String written(String about) {
        return address.link(GuestController.HERE + secret(Long.parseLong(about)));
    }

    @Override
    public Map<String, String> written(String about, Collection<String> parts) {
        Map<String, String> written = new HashMap<>();
        if (parts.contains(LINK)) written.put(LINK, written(about));
        var row = parts.contains(KEY) ? find(Long.parseLong(about)) : null;
        if (row != null) written.put(KEY, keys.make(new SentNotification(row.member(), row.issuable(), null)));
        return written;
    }

    /// Another link, in the place of the one before.
    String secret(long id) {
        var secret = Secrets.random();
        jdbc.sql("update guest set hash = :hash where id = :id").param("hash", Secrets.hash(secret)).param("id", id).update();
        return secret;
    }

    private static String html(String words, String link, String otherwise) {
        return """
                <!doctype html><html lang="en"><body style="font:16px/1.5 Georgia,serif;color:#1b2330">
                <p>%s</p>
                <p><a href="%s">%s</a></p>
                <p style="font:13px/1.4 sans-serif;color:#596070;border-top:1px solid #ddd;padding-top:8px">%s</p>
                </body></html>
                """.formatted(HtmlUtils.htmlEscape(words), link, link, HtmlUtils.htmlEscape(otherwise));
    }
}
