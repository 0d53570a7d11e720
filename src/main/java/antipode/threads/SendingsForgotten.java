package antipode.threads;

import antipode.jobs.Repeated;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Forgets after two days which forms were sent.
@Component
class SendingsForgotten implements Repeated {

    private final Sendings sendings;

    SendingsForgotten(Sendings sendings) {
        this.sendings = sendings;
    }

    @Override
    public String name() {
        return "forget-sendings";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        sendings.forget(Duration.ofDays(2));
    }
}
