package antipode.decisions;

import antipode.hours.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The days on which something decided or written is looked at again.
public final class Days {

    private static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

    private Days() {}

    /// A day as it was typed; nothing for nothing. What is no day, or lies behind, is added to what is wrong.
    public static @Nullable LocalDate read(String typed, LocalDate today, Map<String, String> wrong) {
        if (typed.isEmpty()) {
            return null;
        }
        LocalDate day;
        try {
            day = LocalDate.parse(typed);
        } catch (DateTimeParseException unclear) {
            wrong.put("review_on", "“" + typed + "” is no day. Write it like 2027-02-01.");
            return null;
        }
        if (!day.isAfter(today)) {
            wrong.put("review_on", "The day to look again has to lie ahead; it is " + today + ".");
        } else if (day.getYear() > 9999) {
            wrong.put("review_on", "That is a day nobody will see.");
        }
        return day;
    }

    /// When this day begins anywhere on earth.
    public static Instant first(LocalDate day) {
        return day.atStartOfDay(FIRST).toInstant();
    }

    /// When somebody's working day begins on this day of their calendar, or on the first after it that they work.
    public static Instant start(Schedule schedule, LocalDate day) {
        Instant from = first(day).minusSeconds(86_400);
        for (int tries = 0; tries < 10; tries++) {
            var start = schedule.nextDayStart(from).orElse(null);
            if (start == null) {
                break;
            }
            if (!start.date().isBefore(day)) {
                return start.at();
            }
            from = start.at();
        }
        return day.atStartOfDay(schedule.zoneAt(first(day))).toInstant();
    }
}
