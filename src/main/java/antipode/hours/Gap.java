package antipode.hours;

import java.time.Duration;
import java.time.Instant;

/// How long a question waits that somebody asks at the end of their working day, until another is at work.
public record Gap(Instant asked, Instant answered) {

    public Duration length() {
        return Duration.between(asked, answered);
    }
}
