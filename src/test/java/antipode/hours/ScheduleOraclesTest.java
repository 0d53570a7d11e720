package antipode.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.fortuna.ical4j.model.Recur;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The arithmetic against two others: a walk through every minute of all that is unusual about the world's clocks, and the
/// recurrence rules of a calendar library.
class ScheduleOraclesTest {

    private static final Instant FIRST = Instant.parse("1970-06-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2040-01-01T00:00:00Z");

    private record Change(ZoneId zone, Instant at) {

        boolean overDateLine() {
            var rules = zone.getRules();
            return Math.abs(rules.getOffset(at).getTotalSeconds() - rules.getOffset(at.minusSeconds(1)).getTotalSeconds()) > 12 * 3600;
        }
    }

    /// Clocks that change by something else than an hour, or over a midnight, or more than a day.
    private static List<Change> unusual() {
        var found = new ArrayList<Change>();
        ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).forEach(zone -> {
            for (var change = zone.getRules().nextTransition(FIRST);
                    change != null && change.getInstant().isBefore(LAST);
                    change = zone.getRules().nextTransition(change.getInstant())) {
                if (isUnusual(change)) {
                    found.add(new Change(zone, change.getInstant()));
                }
            }
        });
        return found;
    }

    private static boolean isUnusual(ZoneOffsetTransition change) {
        return change.getDuration().abs().compareTo(Duration.ofHours(1)) != 0
                || !change.getDateTimeBefore().toLocalDate().equals(change.getDateTimeAfter().toLocalDate());
    }

    @Test
    void unusual_changes_of_clocks_are_those_of_the_walk() {
        var changes = unusual();
        assertThat(changes).extracting(Change::zone).contains(
                ZoneId.of("Pacific/Apia"), ZoneId.of("Pacific/Kwajalein"), ZoneId.of("Pacific/Kiritimati"), ZoneId.of("Australia/Lord_Howe"));
        var random = new Random(41);
        for (var change : changes) {
            // Every tenth zone that moved over the date line, and one of eighty of all the rest.
            if (random.nextInt(change.overDateLine() ? 10 : 80) == 0 || change.zone.getId().matches("Pacific/(Apia|Kwajalein|Kiritimati)")
                    && change.overDateLine()) {
                walk(change, random);
            }
        }
    }

    @Test
    @Tag("long")
    void every_unusual_change_and_every_zone_is_that_of_the_walk() {
        var random = new Random(42);
        int cases = 0;
        for (var change : unusual()) {
            walk(change, random);
            cases++;
        }
        for (var id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            for (int i = 0; i < 4; i++) {
                var zone = ZoneId.of(id);
                walk(new Change(zone, Given.moment(random, zone)), random);
                cases++;
            }
        }
        System.out.println(cases + " random schedules in " + ZoneId.getAvailableZoneIds().size() + " zones, all equal to the walk");
    }

    private static void walk(Change change, Random random) {
        var around = Instant.ofEpochSecond(change.at.getEpochSecond() / 60 * 60).plus(Duration.ofMinutes(random.nextInt(1440) - 720));
        var schedule = Given.schedule(random, around, change.zone);
        ScheduleTest.compare(schedule, around, random, change + " around " + around + ": " + schedule);
    }

    @Test
    void windows_begin_where_a_recurrence_rule_says() {
        var random = new Random(43);
        for (int i = 0; i < 60; i++) {
            var zone = Given.ZONES.get(random.nextInt(Given.ZONES.size()));
            int minute = random.nextInt(1380);
            var window = new Window(minute, minute + 1 + random.nextInt(Math.min(120, 1439 - minute)));
            var week = WeeklyHours.parse("Mon-Fri " + WeeklyHours.text(List.of(window)));
            var start = LocalDate.of(2024 + random.nextInt(4), 1 + random.nextInt(12), 1);
            var from = start.atStartOfDay(zone).toInstant();
            var to = start.plusDays(100).atStartOfDay(zone).toInstant();
            var seed = start.atTime(window.start() / 60, window.start() % 60).atZone(zone);
            var ruled = new TreeSet<Instant>();
            for (var begins : new Recur<ZonedDateTime>("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR").getDates(seed, seed, seed.plusDays(99))) {
                // In a gap the library counts on from before it; the product begins when the gap ends.
                boolean gap = zone.getRules().getValidOffsets(begins.toLocalDate().atTime(seed.toLocalTime())).isEmpty();
                ruled.add(gap ? zone.getRules().getTransition(begins.toLocalDate().atTime(seed.toLocalTime())).getInstant() : begins.toInstant());
            }
            var begun = new TreeSet<Instant>();
            Schedule.of(zone, week).windows(from, to).stream().map(Interval::start).forEach(begun::add);
            // A window wholly in a gap is none.
            ruled.removeIf(begins -> !begun.contains(begins) && zone.getRules().getTransitionRules() != null && begins.equals(gapEnd(zone, begins)));
            ruled.removeIf(begins -> !begins.isBefore(to) || begins.isBefore(from));
            assertThat(begun).as(zone + " " + week + " from " + start).isEqualTo(ruled);
        }
    }

    private static Instant gapEnd(ZoneId zone, Instant at) {
        var change = zone.getRules().nextTransition(at.minusSeconds(1));
        return change == null ? Instant.MIN : change.getInstant();
    }
}
