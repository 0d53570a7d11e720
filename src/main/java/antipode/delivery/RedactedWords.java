package antipode.delivery;

import antipode.mail.Letters;
import antipode.threads.Redactions;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What we wrote of a thing whose words were redacted, and keep or have yet to send, says that and no more.
@Component
class RedactedWords {

    private static final String SAYS = "What stood here was redacted. The page says by whom and why: ";

    private final JdbcClient jdbc;
    private final Letters letters;

    RedactedWords(JdbcClient jdbc, Letters letters) {
        this.jdbc = jdbc;
        this.letters = letters;
    }

    @EventListener
    void takeAway(Redactions.Redacted redacted) {
        String says = SAYS + redacted.issuable().reference();
        letters.redact(about("mail_id", redacted.issuable().id()), says, redacted.title() ? redacted.issuable().reference() : null);
        jdbc.sql("update chat_message set text = :says where id = any (:ids)")
                .param("says", says)
                .param("ids", about("chat_id", redacted.issuable().id()).toArray(Long[]::new))
                .update();
    }

    private List<Long> about(String column, long issuable) {
        return jdbc.sql("select coalesce(notice." + column + ", digest." + column + ") from notice left join digest on digest.id = notice.digest_id"
                        + " where notice.issuable_id = :issuable and coalesce(notice." + column + ", digest." + column + ") is not null")
                .param("issuable", issuable)
                .query(Long.class)
                .list();
    }
}
