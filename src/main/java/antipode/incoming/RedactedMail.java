package antipode.incoming;

import antipode.mail.incoming.IncomingMails;
import antipode.threads.Redactions;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Mail that came in for a thing whose words were redacted is no longer kept as it came: an answer quotes what it answers.
@Component
class RedactedMail {

    private final JdbcClient jdbc;
    private final IncomingMails mails;

    RedactedMail(JdbcClient jdbc, IncomingMails mails) {
        this.jdbc = jdbc;
        this.mails = mails;
    }

    @EventListener
    void takeAway(Redactions.Redacted redacted) {
        mails.redact(jdbc.sql("select mail_id from incoming_claim where issuable_id = :thing or became_id = :thing")
                .param("thing", redacted.issuable().id()).query(Long.class).list());
    }
}
