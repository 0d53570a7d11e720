package antipode.capacity;

import antipode.hours.Schedule;
import antipode.web.Choice;
import antipode.web.Problem;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When what somebody says of themselves ends, by their own clock and working days.
record Ending(Schedule schedule, ZoneId zone, Instant now) {

    /// GitLab's `clear_status_after`.
    static final Map<String, Duration> LENGTHS = lengths();

    /// What the page offers; `at` takes a date and a time.
    static final List<Choice> CHOICES = List.of(
            new Choice("", "no end"),
            new Choice("30_minutes", "30 minutes"),
            new Choice("2_hours", "2 hours"),
            new Choice("3_hours", "3 hours"),
            new Choice("8_hours", "8 hours"),
            new Choice("end_of_day", "the end of my day"),
            new Choice("tomorrow", "my next working day"),
            new Choice("next_week", "next week"),
            new Choice("3_days", "3 days"),
            new Choice("7_days", "7 days"),
            new Choice("30_days", "30 days"),
            new Choice("at", "a day and a time"));

    private static Map<String, Duration> lengths() {
        var lengths = new LinkedHashMap<String, Duration>();
        lengths.put("30_minutes", Duration.ofMinutes(30));
        lengths.put("3_hours", Duration.ofHours(3));
        lengths.put("8_hours", Duration.ofHours(8));
        lengths.put("1_day", Duration.ofDays(1));
        lengths.put("3_days", Duration.ofDays(3));
        lengths.put("7_days", Duration.ofDays(7));
        lengths.put("30_days", Duration.ofDays(30));
        return lengths;
    }

    /// By a word of the page or of GitLab.
    ///
    /// @param at a local date and time, for "at"
    @Nullable Instant of(String word, String at) {
        return switch (word) {
            case "" -> null;
            case "2_hours" -> now.plus(Duration.ofHours(2));
            case "end_of_day" -> endOfDay();
            case "tomorrow" -> begins(today().plusDays(1));
            case "next_week" -> begins(today().with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
            case "at" -> at(at);
            default -> {
                var length = LENGTHS.get(word);
                if (length == null) {
                    throw Problem.invalid("until", "is none of the times that are offered");
                }
                yield now.plus(length);
            }
        };
    }

    private Instant at(String text) {
        try {
            var local = LocalDateTime.parse(text.strip());
            if (local.getYear() < 2000 || local.getYear() > 2200) {
                throw Problem.invalid("until", "is in no year one can mean");
            }
            return local.atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw Problem.invalid("until", "is not a day and a time; one looks like 2026-11-30T09:00");
        }
    }

    /// When their last window of this day ends; midnight if none is left of it.
    private Instant endOfDay() {
        var midnight = today().plusDays(1).atStartOfDay(zone).toInstant();
        if (!schedule.statedAt(now)) {
            return midnight;
        }
        var left = schedule.windows(now, midnight);
        if (left.isEmpty()) {
            return midnight;
        }
        // A window past midnight is of this day, too.
        var end = left.getLast().end();
        return end.equals(midnight) ? schedule.workingUntil(midnight.minusNanos(1)).orElse(midnight) : end;
    }

    /// The beginning of their first working day from this date on; nine o'clock if there is none.
    private Instant begins(LocalDate date) {
        var midnight = date.atStartOfDay(zone).toInstant();
        return schedule.nextDayStart(midnight.minusNanos(1))
                .map(Schedule.DayStart::at)
                .orElse(date.atTime(9, 0).atZone(zone).toInstant());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }
}
