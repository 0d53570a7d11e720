package antipode.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Moments as one says them. It is Wednesday 4 November, noon in Lisbon, where one works from nine to six.
class SpokenTimeTest {

    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
    private static final Instant NOW = Instant.parse("2026-11-04T12:00:00Z");
    private static final Schedule SCHEDULE = Schedule.of(LISBON, WeeklyHours.parse("Mon-Fri 09:00-18:00"));

    private static Optional<String> said(String words) {
        return SpokenTime.parse(words, NOW, LISBON, SCHEDULE).map(Instant::toString);
    }

    @Test
    void a_day_a_time_or_both_are_a_moment() {
        Map.of(
                "tomorrow 17:00", "2026-11-05T17:00:00Z", "Friday at 5pm", "2026-11-06T17:00:00Z", "in 3 hours", "2026-11-04T15:00:00Z",
                "noon", "2026-11-05T12:00:00Z", "18:30", "2026-11-04T18:30:00Z", "2026-12-31T18:00", "2026-12-31T18:00:00Z",
                "Friday", "2026-11-06T18:00:00Z", "Saturday", "2026-11-07T17:00:00Z", "next Tuesday, 9:15 am", "2026-11-10T09:15:00Z",
                "the 27th of November 12am", "2026-11-27T00:00:00Z").forEach((words, at) -> assertThat(said(words)).as(words).contains(at));
    }

    @Test
    void what_is_no_moment_is_none() {
        for (String words : new String[] {"", "soon", "25:00", "13pm", "tomorrow 17:60", "Blursday 17:00", "in 9999 hours", "x".repeat(500)}) {
            assertThat(said(words)).as(words).isEmpty();
        }
    }
}
