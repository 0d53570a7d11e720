package antipode.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When a decision comes back: at the start of somebody's working day, whatever the clocks do around it.
class DaysTest {

    private static Instant start(String zone, String hours, String day) {
        return Days.start(Schedule.of(ZoneId.of(zone), WeeklyHours.parse(hours)), LocalDate.parse(day));
    }

    @Test
    void ana_finds_it_at_nine_by_her_clock_on_both_sides_of_a_change() {
        assertThat(start("Europe/Lisbon", "Mon-Fri 09:00-13:00", "2027-03-26")).isEqualTo("2027-03-26T09:00:00Z");
        assertThat(start("Europe/Lisbon", "Mon-Fri 09:00-13:00", "2027-03-29")).isEqualTo("2027-03-29T08:00:00Z");
        assertThat(start("Europe/Lisbon", "Mon-Fri 09:00-13:00", "2027-11-01")).isEqualTo("2027-11-01T09:00:00Z");
    }

    @Test
    void a_start_that_the_clocks_skip_is_when_they_have_skipped_it() {
        assertThat(start("America/Los_Angeles", "Mon-Sun 02:30-06:00", "2027-03-14")).isEqualTo("2027-03-14T10:00:00Z");
    }

    @Test
    void a_day_that_nobody_works_comes_on_the_next_that_they_do() {
        assertThat(start("Europe/Lisbon", "Mon-Fri 09:00-13:00", "2026-11-07")).isEqualTo("2026-11-09T09:00:00Z");
        assertThat(start("Asia/Tokyo", "Tue 08:30-12:00", "2026-11-04")).isEqualTo("2026-11-09T23:30:00Z");
    }

    @Test
    void a_date_that_a_zone_left_out_comes_on_the_next() {
        assertThat(start("Pacific/Apia", "Mon-Sun 09:00-17:00", "2011-12-30")).isEqualTo("2011-12-30T19:00:00Z");
    }

    @Test
    void at_the_edges_of_the_earth_it_is_neither_a_day_early_nor_a_day_late() {
        assertThat(start("Pacific/Kiritimati", "Mon-Sun 00:00-24:00", "2026-11-10")).isEqualTo("2026-11-09T10:00:00Z");
        assertThat(start("Pacific/Pago_Pago", "Mon-Sun 09:00-17:00", "2026-11-10")).isEqualTo("2026-11-10T20:00:00Z");
    }

    @Test
    void who_has_stated_no_hours_finds_it_at_nine() {
        assertThat(Days.start(Schedule.unstated(ZoneId.of("Asia/Seoul")).forDelivery(), LocalDate.parse("2026-11-10")))
                .isEqualTo("2026-11-10T00:00:00Z");
    }

    @Test
    void what_is_no_day_or_lies_behind_is_said() {
        assertThat(wrong("2026-02-30")).contains("is no day");
        assertThat(wrong("next week")).contains("is no day");
        assertThat(wrong("2026-11-04")).contains("has to lie ahead");
        assertThat(wrong("+10000-01-01")).contains("nobody will see");
        assertThat(wrong("2026-11-05")).isNull();
        assertThat(wrong("")).isNull();
    }

    private static @Nullable String wrong(String typed) {
        Map<String, String> wrong = new LinkedHashMap<>();
        Days.read(typed, LocalDate.parse("2026-11-04"), wrong);
        return wrong.get("review_on");
    }
}
