package antipode.todos;

import antipode.hours.Schedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/// Until when something can be put out of sight. A day means the beginning of one's own working day, by one's own clock.
public record Snooze(Schedule schedule, ZoneId zone, Instant now) {

    /// Somebody who doesn't work on a day they choose begins it at nine.
    private static final LocalTime NINE = LocalTime.of(9, 0);

    /// One of the usual times.
    ///
    /// @param key  as it is sent: `hour`, `four-hours`, `tomorrow`, `next-week`
    /// @param name "In an hour", "Tomorrow"
    public record Choice(String key, String name, Instant until) {}

    public List<Choice> choices() {
        LocalDate today = today();
        Instant tomorrow = begins(today.plusDays(1));
        Instant monday = begins(today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
        return List.of(
                new Choice("hour", "In an hour", now.plus(Duration.ofHours(1))),
                new Choice("four-hours", "In four hours", now.plus(Duration.ofHours(4))),
                new Choice("tomorrow", tomorrow.isBefore(today.plusDays(2).atStartOfDay(zone).toInstant()) ? "Tomorrow" : "Next working day", tomorrow),
                new Choice("next-week", "Next week", monday));
    }

    /// The beginning of the first working day of theirs from this date on; nine o'clock of the date if there is none.
    private Instant begins(LocalDate date) {
        Instant midnight = date.atStartOfDay(zone).toInstant();
        return schedule.nextDayStart(midnight.minusNanos(1))
                .map(Schedule.DayStart::at)
                .orElse(date.atTime(NINE).atZone(zone).toInstant());
    }

    /// The beginning of their working day on this very date; nine o'clock if they don't work then.
    public Instant on(LocalDate date) {
        Instant begins = begins(date);
        return begins.atZone(zone).toLocalDate().equals(date) ? begins : date.atTime(NINE).atZone(zone).toInstant();
    }

    public LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }
}
