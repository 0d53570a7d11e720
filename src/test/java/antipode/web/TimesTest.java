package antipode.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/// How Ana in Lisbon reads times on Tuesday 17 November 2026, 17:30.
class TimesTest {

    private final Times times = new Times(Instant.parse("2026-11-17T17:30:00Z"), ZoneId.of("Europe/Lisbon"));

    @Test
    void near_times_are_named_by_their_day_and_far_ones_by_their_date() {
        assertThat(times.time(Instant.parse("2026-11-17T16:52:00Z"))).isEqualTo("Today 16:52");
        assertThat(times.within(Instant.parse("2026-11-17T16:52:00Z"))).isEqualTo("today 16:52");
        assertThat(times.within(Instant.parse("2026-11-18T05:00:00Z"))).isEqualTo("tomorrow 05:00");
        assertThat(times.time(Instant.parse("2026-11-19T12:00:00Z"))).isEqualTo("Thu 12:00");
        assertThat(times.time(Instant.parse("2026-11-16T09:40:00Z"))).isEqualTo("Mon 09:40");
        assertThat(times.time(Instant.parse("2026-11-03T12:00:00Z"))).isEqualTo("3 Nov, 12:00");
        assertThat(times.time(Instant.parse("2025-11-03T12:00:00Z"))).isEqualTo("3 Nov 2025");
        assertThat(times.exact(Instant.parse("2026-11-16T00:40:00Z"))).isEqualTo("Mon 16 Nov, 00:40");
        assertThat(times.full(times.now())).isEqualTo("Tuesday 17 November, 17:30 in Lisbon");
    }

    @Test
    void what_is_today_is_decided_on_the_reader_s_clock() {
        var kei = new Times(times.now(), ZoneId.of("Asia/Tokyo"));
        assertThat(kei.time(Instant.parse("2026-11-17T16:52:00Z"))).isEqualTo("Today 01:52");
        assertThat(kei.time(Instant.parse("2026-11-17T14:00:00Z"))).isEqualTo("Tue 23:00");
    }

    @Test
    void a_time_is_said_for_both_unless_the_clocks_agree() {
        var at = Instant.parse("2026-11-17T16:52:00Z");
        assertThat(times.both(at, ZoneId.of("America/Sao_Paulo"), "São Paulo"))
                .isEqualTo("Today 16:52, São Paulo 13:52");
        assertThat(times.both(at, ZoneId.of("Asia/Tokyo"), "Tokyo")).isEqualTo("Today 16:52, Tokyo Wed 01:52");
        assertThat(times.both(at, ZoneId.of("Europe/London"), "London")).isEqualTo("Today 16:52");
    }

    @Test
    void dates_and_distances_are_short() {
        assertThat(times.date(LocalDate.of(2026, 11, 27))).isEqualTo("Fri 27 Nov");
        assertThat(times.date(LocalDate.of(2027, 3, 1))).isEqualTo("1 Mar 2027");
        assertThat(times.distance(times.now().plus(Duration.ofHours(6)))).isEqualTo("in 6 h");
        assertThat(times.distance(times.now().plus(Duration.ofMinutes(690)))).isEqualTo("in 11½ h");
        assertThat(times.distance(times.now().minus(Duration.ofMinutes(20)))).isEqualTo("20 min ago");
        assertThat(Times.place(ZoneId.of("America/Argentina/Buenos_Aires"))).isEqualTo("Buenos Aires");
        assertThat(Times.place(ZoneId.of("America/Sao_Paulo"))).isEqualTo("São Paulo");
    }

    @Test
    void initials_are_of_the_first_and_the_last_name() {
        assertThat(Viewer.initials("Ana Ferreira")).isEqualTo("AF");
        assertThat(Viewer.initials("Cher")).isEqualTo("C");
        assertThat(Viewer.initials("")).isEqualTo("?");
    }
}
