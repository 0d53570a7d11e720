package antipode.incoming;

import antipode.jobs.Repeated;
import antipode.mail.incoming.IncomingMails;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Forgets after a year and a month mail as it came in; what became of it stays.
@Component
class IncomingForgotten implements Repeated {

    private final IncomingMails mails;

    IncomingForgotten(IncomingMails mails) {
        this.mails = mails;
    }

    @Override
    public String name() {
        return "forget-incoming-mail";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    @Override
    public void run() {
        mails.forget(Duration.ofDays(400));
    }
}
