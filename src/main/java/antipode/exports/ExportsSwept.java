package antipode.exports;

import antipode.jobs.Repeated;
import antipode.repositories.FileRedactions;
import antipode.threads.Redactions;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Takes exports away when their day is over, or when something that is in them is redacted.
@Component
class ExportsSwept implements Repeated {

    private final Exports exports;

    ExportsSwept(Exports exports) {
        this.exports = exports;
    }

    @Override
    public String name() {
        return "sweep-exports";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        exports.sweep();
    }

    @EventListener
    void takeAway(Redactions.Redacted redacted) {
        exports.forget(redacted.issuable().projectId());
    }

    @EventListener
    void takeAway(FileRedactions.Redacted redacted) {
        exports.forget(redacted.project());
    }
}
