package antipode.git;

import antipode.jobs.Repeated;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Packs repositories anew, a few each minute.
@Component
class Tidying implements Repeated {

    private final Housekeeping housekeeping;

    Tidying(Housekeeping housekeeping) {
        this.housekeeping = housekeeping;
    }

    @Override
    public String name() {
        return "tidy-repositories";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        housekeeping.tidy();
    }
}
