package antipode.home;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/// Ana in Lisbon works from nine to one and from four to eight.
class MyDayTest {

    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
    private static final Schedule ANA = Schedule.of(LISBON, WeeklyHours.parse("Mon-Fri 09:00-13:00 16:00-20:00"));

    @Test
    void the_day_says_its_hours_and_what_waits_for_tomorrow() {
        assertThat(on("2026-11-17T17:30:00Z"))
                .isEqualTo("Your day: 9–13 and 16–20. Quiet from 20:00; what arrives then waits for tomorrow, 9:00.");
    }

    @Test
    void when_it_is_over_it_is_quiet_already() {
        assertThat(on("2026-11-17T21:00:00Z"))
                .isEqualTo("Your day: 9–13 and 16–20. Quiet since 20:00; what arrives now waits for tomorrow, 9:00.");
    }

    @Test
    void on_a_friday_it_waits_for_monday() {
        assertThat(on("2026-11-20T12:00:00Z")).endsWith("waits for Monday, 9:00.");
    }

    @Test
    void on_a_free_day_there_are_no_hours() {
        assertThat(on("2026-11-21T12:00:00Z")).isEqualTo("No working hours today. What arrives waits for Monday, 9:00.");
    }

    @Test
    void half_hours_and_nights_are_said_as_they_are() {
        Schedule night = Schedule.of(LISBON, WeeklyHours.parse("Mon-Fri 08:30-12:00 22:00-02:00"));
        assertThat(MyDay.of(night, LISBON, Instant.parse("2026-11-18T09:00:00Z")).sentence())
                .isEqualTo("Your day: 0–2, 8:30–12 and 22–24. Quiet from 2:00; what arrives then waits for tomorrow, 8:30.");
    }

    @Test
    void who_has_said_nothing_is_told_how_that_is_read() {
        MyDay day = MyDay.of(Schedule.unstated(LISBON), LISBON, Instant.parse("2026-11-18T09:00:00Z"));
        assertThat(day.stated()).isFalse();
        assertThat(day.sentence()).contains("haven’t said when you work");
    }

    private static String on(String now) {
        return MyDay.of(ANA, LISBON, Instant.parse(now)).sentence();
    }
}
