package antipode.threads.uploads;

import antipode.jobs.Repeated;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Sweeps away files that no text has cited for two days.
@Component
class UploadsSwept implements Repeated {

    private final Uploads uploads;

    UploadsSwept(Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public String name() {
        return "sweep-uploads";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        uploads.sweep(Duration.ofDays(2));
    }
}
