package antipode.git;

import antipode.jobs.Repeated;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Clears away what pushes that broke off have left: packs staged more than an hour ago, by real time.
@Component
class Sweeping implements Repeated {

    private static final Duration KEPT = Duration.ofHours(1);

    private final Repositories repositories;

    Sweeping(Repositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public String name() {
        return "sweep-staged-packs";
    }

    @Override
    public Duration every() {
        return KEPT;
    }

    @Override
    public void run() {
        repositories.sweepStaged(Instant.now().minus(KEPT));
    }
}
