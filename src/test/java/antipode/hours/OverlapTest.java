package antipode.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What people share, held against a walk through every minute.
class OverlapTest {

    private static final Instant TUESDAY = Instant.parse("2026-11-17T00:00:00Z");
    private static final Schedule ANA = schedule("Europe/Lisbon", "Mon-Fri 09:00-13:00 16:00-20:00");
    private static final Schedule KEI = schedule("Asia/Tokyo", "Mon-Fri 08:30-12:30 14:00-18:00");
    private static final Schedule INES = schedule("America/Sao_Paulo", "Mon-Fri 09:00-12:00 13:30-18:00");

    private static Schedule schedule(String zone, String hours) {
        return Schedule.of(ZoneId.of(zone), WeeklyHours.parse(hours));
    }

    @Test
    void ana_and_ines_share_an_hour_before_the_break_and_three_and_a_half_after_it() {
        var overlap = Overlap.of(List.of(ANA, INES), TUESDAY, TUESDAY.plus(Duration.ofDays(1)));
        assertThat(overlap.clock(ZoneId.of("Europe/Lisbon"))).isEqualTo("12:00–13:00 and 16:30–20:00");
        assertThat(Spoken.exact(overlap.total())).isEqualTo("4 h 30 min");
        assertThat(Overlap.of(List.of(ANA, KEI), TUESDAY, TUESDAY.plus(Duration.ofDays(1))).isEmpty()).isTrue();
    }

    @Test
    void nobody_and_somebody_without_hours_share_nothing() {
        assertThat(Overlap.of(List.of(), TUESDAY, TUESDAY.plusSeconds(86400)).isEmpty()).isTrue();
        assertThat(Overlap.of(List.of(ANA, Schedule.unstated(ZoneId.of("UTC"))), TUESDAY, TUESDAY.plusSeconds(86400)).isEmpty()).isTrue();
        assertThat(Overlap.next(List.of(ANA, KEI), TUESDAY, Duration.ofMinutes(30))).isEmpty();
    }

    @Test
    void the_next_overlap_is_whole_long_enough_and_may_have_begun() {
        var half = Duration.ofMinutes(30);
        assertThat(Overlap.next(List.of(ANA, INES), Instant.parse("2026-11-17T12:15:00Z"), half))
                .contains(new Interval(Instant.parse("2026-11-17T12:15:00Z"), Instant.parse("2026-11-17T13:00:00Z")));
        assertThat(Overlap.next(List.of(ANA, INES), Instant.parse("2026-11-17T12:45:00Z"), half))
                .contains(new Interval(Instant.parse("2026-11-17T16:30:00Z"), Instant.parse("2026-11-17T20:00:00Z")));
        assertThat(Overlap.next(List.of(ANA, INES), Instant.parse("2026-11-20T20:00:00Z"), half).orElseThrow().start())
                .isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
    }

    @Test
    void an_overlap_moves_with_the_clocks_of_each() {
        var lisbon = schedule("Europe/Lisbon", "Mon-Fri 14:00-18:00");
        var boston = schedule("America/New_York", "Mon-Fri 09:00-17:00");
        // Between 8 March and 29 March 2026 only America keeps summer time.
        assertThat(Overlap.of(List.of(lisbon, boston), Instant.parse("2026-03-06T00:00:00Z"), Instant.parse("2026-03-07T00:00:00Z")).total())
                .isEqualTo(Duration.ofHours(4));
        assertThat(Overlap.of(List.of(lisbon, boston), Instant.parse("2026-03-09T00:00:00Z"), Instant.parse("2026-03-10T00:00:00Z")).times())
                .containsExactly(new Interval(Instant.parse("2026-03-09T14:00:00Z"), Instant.parse("2026-03-09T18:00:00Z")));
        var tokyo = schedule("Asia/Tokyo", "Mon-Fri 17:00-19:00");
        var berlin = schedule("Europe/Berlin", "Mon-Fri 09:00-12:00");
        assertThat(Overlap.of(List.of(tokyo, berlin), Instant.parse("2026-03-27T00:00:00Z"), Instant.parse("2026-03-28T00:00:00Z")).total())
                .isEqualTo(Duration.ofHours(2));
        assertThat(Overlap.of(List.of(tokyo, berlin), Instant.parse("2026-03-30T00:00:00Z"), Instant.parse("2026-03-31T00:00:00Z")).times())
                .containsExactly(new Interval(Instant.parse("2026-03-30T08:00:00Z"), Instant.parse("2026-03-30T10:00:00Z")));
    }

    @Test
    void overlap_and_coverage_are_what_a_walk_through_every_minute_finds() {
        var random = new Random(4);
        for (int round = 0; round < 120; round++) {
            var zone = Given.ZONES.get(random.nextInt(Given.ZONES.size()));
            var from = Given.moment(random, zone);
            int minutes = 2 * 1440;
            var schedules = new ArrayList<Schedule>();
            var walks = new ArrayList<Walk>();
            for (int person = 0; person < 1 + random.nextInt(4); person++) {
                var schedule = Schedule.of(person == 0 ? zone : Given.ZONES.get(random.nextInt(Given.ZONES.size())), Given.hours(random));
                schedules.add(schedule);
                walks.add(new Walk(schedule, from, minutes, WeeklyHours.NONE));
            }
            var to = from.plus(Duration.ofMinutes(minutes));
            var overlap = Overlap.of(schedules, from, to);
            var coverage = Coverage.of(schedules, from, to);
            for (int minute = 0; minute < minutes; minute++) {
                int at = minute;
                var moment = from.plus(Duration.ofMinutes(minute));
                int atWork = (int) walks.stream().filter(walk -> walk.working[at]).count();
                assertThat(coverage.at(moment)).as("round %d, %s", round, moment).isEqualTo(atWork);
                assertThat(overlap.times().stream().anyMatch(time -> time.contains(moment))).isEqualTo(atWork == schedules.size());
            }
        }
    }

    @Test
    void asked_at_lisbons_end_of_day_tokyo_answers_three_and_a_half_hours_later() {
        var gaps = Gaps.of(List.of(ANA, KEI, INES), LocalDate.of(2026, 11, 17));
        assertThat(gaps.between(0, 1)).contains(new Gap(Instant.parse("2026-11-17T20:00:00Z"), Instant.parse("2026-11-17T23:30:00Z")));
        // Kei goes home at 09:00 in Lisbon, when Ana begins.
        assertThat(gaps.between(1, 0).orElseThrow().length()).isEqualTo(Duration.ZERO);
        assertThat(gaps.between(2, 0).orElseThrow().length()).isEqualTo(Duration.ofHours(12));
        assertThat(gaps.longest().orElseThrow()).isEqualTo(new Gaps.Between(2, 0, gaps.between(2, 0).orElseThrow()));
        assertThat(gaps.longestForAnybody().orElseThrow()).extracting(Gaps.Between::asker, Gaps.Between::answerer).containsExactly(2, 1);
    }

    @Test
    void a_gap_is_as_long_as_the_night_with_the_change_of_clocks_is_and_a_day_off_asks_nothing() {
        var early = schedule("Europe/Lisbon", "Mon-Sun 08:00-20:00");
        var late = schedule("Europe/Lisbon", "Mon-Sun 09:00-21:00");
        // On 25 October 2026 the night is an hour longer, on 28 March 2027 an hour shorter.
        assertThat(Gaps.of(List.of(late, early), LocalDate.of(2026, 10, 24)).between(0, 1).orElseThrow().length()).isEqualTo(Duration.ofHours(12));
        assertThat(Gaps.of(List.of(late, early), LocalDate.of(2027, 3, 27)).between(0, 1).orElseThrow().length()).isEqualTo(Duration.ofHours(10));
        var off = ANA.withDaysOff(List.of(new Schedule.DaysOff(LocalDate.of(2026, 11, 17), LocalDate.of(2026, 11, 17))));
        assertThat(Gaps.of(List.of(off, KEI), LocalDate.of(2026, 11, 17)).between(0, 1)).isEmpty();
        assertThat(Gaps.of(List.of(ANA, Schedule.unstated(ZoneId.of("UTC"))), LocalDate.of(2026, 11, 17)).between(0, 1)).isEmpty();
    }
}
