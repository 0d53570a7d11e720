package antipode.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");

    private static Schedule lisbon(String hours) {
        return Schedule.of(LISBON, WeeklyHours.parse(hours));
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }

    private static Interval interval(String start, String end) {
        return new Interval(at(start), at(end));
    }

    @Test
    void a_window_that_starts_in_a_gap_begins_when_the_gap_ends() {
        // On 29 March 2026 Lisbon's clocks go from 01:00 to 02:00.
        assertThat(lisbon("Sun 01:30-04:00").windows(at("2026-03-29T00:00:00Z"), at("2026-03-30T00:00:00Z")))
                .containsExactly(interval("2026-03-29T01:00:00Z", "2026-03-29T03:00:00Z"));
    }

    @Test
    void a_window_wholly_in_a_gap_is_nothing() {
        assertThat(lisbon("Sun 01:10-01:50").windows(at("2026-03-29T00:00:00Z"), at("2026-03-30T00:00:00Z"))).isEmpty();
    }

    @Test
    void a_window_in_an_overlap_lasts_from_the_first_pass_to_the_second() {
        // On 25 October 2026 Lisbon's clocks go from 02:00 back to 01:00.
        assertThat(lisbon("Sun 01:15-01:45").windows(at("2026-10-25T00:00:00Z"), at("2026-10-26T00:00:00Z")))
                .containsExactly(interval("2026-10-25T00:15:00Z", "2026-10-25T01:45:00Z"));
    }

    @Test
    void a_window_that_ends_where_the_second_pass_begins_does_not_run_on() {
        assertThat(lisbon("Sun 00:00-01:00").windows(at("2026-10-24T22:00:00Z"), at("2026-10-26T00:00:00Z")))
                .containsExactly(interval("2026-10-24T23:00:00Z", "2026-10-25T00:00:00Z"));
    }

    @Test
    void samoa_worked_no_friday_on_30_december_2011() {
        var apia = Schedule.of(ZoneId.of("Pacific/Apia"), WeeklyHours.parse("Thu-Sat 08:00-12:00; Thu 22:00-02:00"));
        var windows = apia.windows(at("2011-12-28T12:00:00Z"), at("2012-01-01T12:00:00Z"));
        // Thursday 22:00 runs to midnight, and after midnight it is Saturday.
        assertThat(windows).containsExactly(interval("2011-12-29T18:00:00Z", "2011-12-29T22:00:00Z"),
                interval("2011-12-30T08:00:00Z", "2011-12-30T10:00:00Z"), interval("2011-12-30T18:00:00Z", "2011-12-30T22:00:00Z"));
        assertThat(apia.nextDayStart(at("2011-12-29T18:00:00Z")))
                .contains(new Schedule.DayStart(LocalDate.of(2011, 12, 31), at("2011-12-30T18:00:00Z")));
    }

    @Test
    void kiritimati_is_a_day_ahead_of_honolulu_by_the_same_clock() {
        var hours = WeeklyHours.parse("Mon 09:00-10:00");
        var from = at("2026-11-20T00:00:00Z");
        var kiritimati = Schedule.of(ZoneId.of("Pacific/Kiritimati"), hours).nextWorking(from).orElseThrow();
        var honolulu = Schedule.of(ZoneId.of("Pacific/Honolulu"), hours).nextWorking(from).orElseThrow();
        assertThat(Duration.between(kiritimati, honolulu)).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void windows_that_touch_across_midnight_are_one() {
        assertThat(lisbon("Mon 20:00-24:00; Tue 00:00-04:00").windows(at("2026-11-16T00:00:00Z"), at("2026-11-18T00:00:00Z")))
                .containsExactly(interval("2026-11-16T20:00:00Z", "2026-11-17T04:00:00Z"));
    }

    @Test
    void who_moves_works_no_date_twice() {
        var hours = WeeklyHours.parse("Mon-Sun 09:00-12:00");
        var tuesday = LocalDate.of(2026, 11, 10);
        var west = Schedule.of(List.of(new Schedule.Period(LocalDate.EPOCH, ZoneId.of("Asia/Tokyo"), hours),
                new Schedule.Period(tuesday, ZoneId.of("America/Los_Angeles"), hours)));
        assertThat(west.windows(at("2026-11-08T15:00:00Z"), at("2026-11-11T00:00:00Z"))).containsExactly(
                interval("2026-11-09T00:00:00Z", "2026-11-09T03:00:00Z"), interval("2026-11-10T17:00:00Z", "2026-11-10T20:00:00Z"));
    }

    @Test
    void an_absence_takes_its_time_out_and_the_day_begins_when_it_ends() {
        var schedule = lisbon("Mon-Fri 09:00-17:00").withAway(List.of(interval("2026-11-16T00:00:00Z", "2026-11-17T11:00:00Z")));
        assertThat(schedule.nextWorking(at("2026-11-16T08:00:00Z"))).contains(at("2026-11-17T11:00:00Z"));
        assertThat(schedule.nextDayStart(at("2026-11-15T08:00:00Z")))
                .contains(new Schedule.DayStart(LocalDate.of(2026, 11, 17), at("2026-11-17T11:00:00Z")));
        assertThat(schedule.workingTimeBetween(at("2026-11-16T00:00:00Z"), at("2026-11-18T00:00:00Z"))).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void the_next_window_is_the_one_after_the_break_and_the_next_day_the_one_after_the_night() {
        var schedule = lisbon("Mon-Fri 09:00-13:00 16:00-20:00");
        assertThat(schedule.nextWindowStart(at("2026-11-17T10:00:00Z"))).contains(at("2026-11-17T16:00:00Z"));
        assertThat(schedule.nextDayStart(at("2026-11-17T10:00:00Z")))
                .contains(new Schedule.DayStart(LocalDate.of(2026, 11, 18), at("2026-11-18T09:00:00Z")));
    }

    @Test
    void who_works_around_the_clock_begins_each_date_at_midnight_and_never_ends() {
        var schedule = lisbon("Mon-Sun 00:00-24:00");
        assertThat(schedule.nextDayStart(at("2026-11-17T10:00:00Z")).orElseThrow().at()).isEqualTo(at("2026-11-18T00:00:00Z"));
        assertThat(schedule.workingUntil(at("2026-11-17T10:00:00Z"))).isEmpty();
        assertThat(schedule.nextWindowStart(at("2026-11-17T10:00:00Z"))).isEmpty();
    }

    @Test
    void who_stated_no_hours_has_working_days_and_hears_of_things_at_nine() {
        var schedule = Schedule.unstated(LISBON);
        assertThat(schedule.plus(at("2026-11-20T15:00:00Z"), FairTime.UNSTATED)).contains(at("2026-11-24T15:00:00Z"));
        assertThat(schedule.statedAt(at("2026-11-20T15:00:00Z"))).isFalse();
        assertThat(schedule.nextDayStart(at("2026-11-20T15:00:00Z")).orElseThrow().at()).isEqualTo(at("2026-11-23T09:00:00Z"));
        assertThat(schedule.forDelivery().isWorking(at("2026-11-23T03:00:00Z"))).isFalse();
    }

    @Test
    void nobody_is_waited_for_without_end() {
        var schedule = lisbon("Mon 09:00-10:00").withAway(List.of(interval("2026-01-01T00:00:00Z", "2036-01-01T00:00:00Z")));
        assertThat(schedule.nextWorking(at("2026-11-17T10:00:00Z"))).isEmpty();
        assertThat(schedule.plus(at("2026-11-17T10:00:00Z"), Duration.ofHours(1))).isEmpty();
        assertThat(schedule.nextDayStart(at("2026-11-17T10:00:00Z"))).isEmpty();
    }

    @Test
    void periods_start_one_after_the_other() {
        var period = new Schedule.Period(LocalDate.EPOCH, LISBON, WeeklyHours.NONE);
        assertThatThrownBy(() -> Schedule.of(List.of(period, period))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Schedule.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void every_answer_is_that_of_a_walk_through_every_minute() {
        var random = new Random(20261123);
        int cases = Integer.getInteger("hours.cases", 800);
        for (int i = 0; i < cases; i++) {
            var zone = Given.ZONES.get(i % Given.ZONES.size());
            var around = Given.moment(random, zone);
            var schedule = Given.schedule(random, around, zone);
            compare(schedule, around, random, "case " + i + " around " + around + ": " + schedule);
        }
    }

    static void compare(Schedule schedule, Instant around, Random random, String story) {
        int days = 10;
        // The walk starts and ends some days outside of what is asked, so that its own edges are not in the answers.
        var walk = new Walk(schedule, around.minus(Duration.ofDays(5)), days * 1440, Schedule.RESPONSE_DAYS);
        int low = 3 * 1440;
        int high = 7 * 1440;
        assertThat(schedule.windows(walk.at(low), walk.at(high))).as(story).isEqualTo(walk.windows(low, high));
        for (int i = 0; i < 8; i++) {
            int one = low + random.nextInt(high - low);
            int two = low + random.nextInt(high - low);
            int start = Math.min(one, two);
            int end = Math.max(one, two);
            var at = walk.at(start);
            var by = at + " " + story;
            assertThat(schedule.isWorking(at)).as(by).isEqualTo(walk.working[start]);
            assertThat(schedule.workingTimeBetween(at, walk.at(end))).as(by).isEqualTo(Duration.ofMinutes(walk.worked(start, end)));
            assertThat(schedule.workingTimeBetween(walk.at(end), at)).as(by).isEqualTo(Duration.ofMinutes(-walk.worked(start, end)));
            int next = walk.next(start, true);
            if (next < high) {
                assertThat(schedule.nextWorking(at)).as(by).contains(walk.at(next));
            }
            int stop = walk.next(start, false);
            if (stop < high) {
                assertThat(schedule.workingUntil(at)).as(by).contains(walk.at(stop));
                int again = walk.next(stop, true);
                if (again < high) {
                    assertThat(schedule.nextWindowStart(at)).as(by).contains(walk.at(again));
                }
            }
            int time = 1 + random.nextInt(900);
            int had = walk.plus(start, time);
            if (had >= 0 && had < high) {
                assertThat(schedule.plus(at, Duration.ofMinutes(time))).as(by).contains(walk.at(had));
            }
        }
        compareDays(schedule, around, low, high, story);
    }

    private static void compareDays(Schedule schedule, Instant around, int low, int high, String story) {
        var walk = new Walk(schedule, around.minus(Duration.ofDays(5)), 10 * 1440, Schedule.DELIVERY_HOURS);
        walk.dayStarts.entrySet().stream().filter(start -> start.getValue() > low).filter(start -> start.getValue() < high)
                .min(java.util.Map.Entry.comparingByValue())
                .ifPresent(start -> assertThat(schedule.nextDayStart(walk.at(low))).as(story)
                        .contains(new Schedule.DayStart(start.getKey(), walk.at(start.getValue()))));
    }
}
