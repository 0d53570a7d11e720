package antipode.incoming;

import antipode.mail.incoming.IncomingMails;
import antipode.people.Erasures;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Mail that somebody wrote who is erased is gone as it came; what was posted of it stays.
@Component
class ErasedWriter {

    private final JdbcClient jdbc;
    private final IncomingMails mails;

    ErasedWriter(JdbcClient jdbc, IncomingMails mails) {
        this.jdbc = jdbc;
        this.mails = mails;
    }

    @EventListener
    void forget(Erasures.Erased erased) {
        mails.forget(jdbc.sql("select mail_id from incoming_claim where member_id = :member")
                .param("member", erased.before().id()).query(Long.class).list());
    }
}
