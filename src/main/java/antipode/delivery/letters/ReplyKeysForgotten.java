package antipode.delivery.letters;

import antipode.jobs.Repeated;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Forgets reply keys after a year and a month: a letter older than that is read here, not answered.
@Component
class ReplyKeysForgotten implements Repeated {

    private final ReplyKeys keys;

    ReplyKeysForgotten(ReplyKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "forget-reply-keys";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    @Override
    public void run() {
        keys.forget(Duration.ofDays(400));
    }
}
