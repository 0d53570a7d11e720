package antipode.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Instant WEDNESDAY = Instant.parse("2026-11-04T03:00:00Z");

    private static List<String> kept(String written, List<Instant> made) {
        var kept = Retention.read(written).orElseThrow().keeps(made, ZoneOffset.UTC);
        return new TreeSet<>(kept).descendingSet().stream().map(moment -> moment.toString().substring(0, 10)).toList();
    }

    private static List<Instant> daily(int days) {
        return IntStream.range(0, days).mapToObj(day -> WEDNESDAY.minus(Duration.ofDays(day))).toList();
    }

    @Test
    void the_newest_of_each_day_week_and_month_stays() {
        assertThat(kept("3d 3w 3m", daily(100)))
                .containsExactly("2026-11-04", "2026-11-03", "2026-11-02", "2026-11-01", "2026-10-31", "2026-10-25", "2026-09-30");
    }

    @Test
    void a_gap_costs_nothing_older() {
        assertThat(kept("2d", List.of(WEDNESDAY, WEDNESDAY.minus(Duration.ofDays(90))))).containsExactly("2026-11-04", "2026-08-06");
    }

    @Test
    void the_newest_stays_whatever_is_written() {
        assertThat(kept("0d", daily(3))).containsExactly("2026-11-04");
        assertThat(kept("2m", daily(3))).containsExactly("2026-11-04");
    }

    @Test
    void what_means_nothing_is_not_read() {
        for (var written : List.of("", "seven", "7", "7x", "7d7d", "-1d", "99999d")) {
            assertThat(Retention.read(written)).as(written).isEmpty();
        }
        assertThat(Retention.read("7d4w6m")).contains(new Retention(7, 4, 6));
        assertThat(Retention.read("6m")).contains(new Retention(0, 0, 6));
    }
}
