package antipode.capacity.calendars;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.jspecify.annotations.Nullable;

/// How something recurs (RFC 5545), by the local clock: a library's rule, within bounds, as the library goes through every
/// time from the beginning of a series on.
///
/// @param until the end as written, which only its reader can tell from a start in a zone; empty without one
record Recurrence(RecurrenceRule rule, String until) {

    /// How many times may be gone through for all series of a calendar together.
    static final class Patience {
        private long left = 20_000_000;

        private boolean ends(long times) {
            left -= times;
            return left < 0;
        }
    }

    private static final int LONGEST_TEXT = 2000;
    private static final int MOST_TIMES_A_DAY = 24;
    private static final int MOST_FOUND = 5_000;
    private static final int MOST_PERIODS_BETWEEN = 10_000;

    /// Nothing of a rule that nobody's calendar has: every second or minute, dozens of times a day, or malformed.
    static @Nullable Recurrence of(String text) {
        if (text.length() > LONGEST_TEXT) {
            return null;
        }
        var parts = text.strip().toUpperCase(Locale.ROOT).split(";");
        var until = Stream.of(parts).filter(part -> part.startsWith("UNTIL=")).findFirst().orElse("UNTIL=");
        try {
            var rule = new RecurrenceRule(
                    Stream.of(parts).filter(part -> !part.startsWith("UNTIL=")).collect(Collectors.joining(";")),
                    RecurrenceRule.RfcMode.RFC5545_STRICT);
            boolean ordinary = List.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY).contains(rule.getFreq())
                    && rule.getInterval() <= MOST_PERIODS_BETWEEN
                    && timesADay(rule) <= MOST_TIMES_A_DAY
                    && many(rule, Part.BYSECOND) <= 1;
            return ordinary ? new Recurrence(rule, until.substring("UNTIL=".length())) : null;
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
            return null;
        }
    }

    private static int timesADay(RecurrenceRule rule) {
        return many(rule, Part.BYHOUR) * many(rule, Part.BYMINUTE);
    }

    private static int many(RecurrenceRule rule, Part part) {
        return Math.max(1, Objects.requireNonNullElse(rule.getByPart(part), List.of()).size());
    }

    /// The starts within these bounds, both included, in order.
    ///
    /// @param start the first, which counts even if the rule doesn't lead to it
    /// @param over  whether one lies after the end that the rule names
    List<LocalDateTime> between(
            LocalDateTime start, LocalDateTime from, LocalDateTime to, Predicate<LocalDateTime> over, Patience patience) {
        var found = new ArrayList<LocalDateTime>();
        if (!start.isBefore(from) && !start.isAfter(to)) {
            found.add(start);
        }
        if (patience.ends(Math.max(0, ChronoUnit.DAYS.between(start, to)) * timesADay(rule))) {
            return found;
        }
        try {
            var times = rule.iterator(there(start));
            if (from.isAfter(start)) {
                times.fastForward(there(from));
            }
            while (times.hasNext() && found.size() < MOST_FOUND) {
                var each = here(times.nextDateTime());
                if (each.isAfter(to) || over.test(each)) {
                    return found;
                }
                if (each.isAfter(start) && !each.isBefore(from)) {
                    found.add(each);
                }
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            // A rule that leads nowhere, such as to the 30th of February.
        }
        return found;
    }

    private static DateTime there(LocalDateTime at) {
        return new DateTime(at.getYear(), at.getMonthValue() - 1, at.getDayOfMonth(), at.getHour(), at.getMinute(), at.getSecond());
    }

    private static LocalDateTime here(DateTime at) {
        return LocalDateTime.of(
                at.getYear(), at.getMonth() + 1, at.getDayOfMonth(), at.getHours(), at.getMinutes(), at.getSeconds());
    }
}
