package antipode.hours;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A day as one says it: "2026-12-31", "in 2 days", "this Friday", "December 31st". Whatever could mean two days is none.
public final class SpokenDay {

    private static final Pattern IN = Pattern.compile("in (an?|one|\\d{1,4}) (day|week|month|year)s?");
    private static final Pattern WEEKDAY = Pattern.compile("(?:(this|next|on) )?([a-z]{3,9})");
    private static final Pattern MONTH_FIRST = Pattern.compile("([a-z]{3,9}) (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?");
    private static final Pattern DAY_FIRST = Pattern.compile("(?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\.? (?:of )?([a-z]{3,9})\\.?(?:,? (\\d{4}))?");
    private static final Map<String, Integer> AHEAD =
            Map.of("today", 0, "tomorrow", 1, "the day after tomorrow", 2, "next week", 7);

    private SpokenDay() {}

    /// @param today the speaker's
    /// @return nothing if it is no day, or one that no calendar of ours shows
    public static Optional<LocalDate> parse(String said, LocalDate today) {
        String plain = said.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").replaceFirst("^(by|until) ", "");
        if (plain.length() > 60) {
            return Optional.empty();
        }
        return Optional.ofNullable(day(plain, today)).filter(day -> day.getYear() >= 1970 && day.getYear() <= 9999);
    }

    private static @Nullable LocalDate day(String said, LocalDate today) {
        Integer ahead = AHEAD.get(said);
        if (ahead != null) {
            return today.plusDays(ahead);
        }
        Matcher in = IN.matcher(said);
        if (in.matches()) {
            long count = in.group(1).matches("\\d+") ? Long.parseLong(in.group(1)) : 1;
            return switch (in.group(2)) {
                case "day" -> today.plusDays(count);
                case "week" -> today.plusWeeks(count);
                case "month" -> today.plusMonths(count);
                default -> today.plusYears(count);
            };
        }
        Matcher weekday = WEEKDAY.matcher(said);
        if (weekday.matches() && weekday(weekday.group(2)) instanceof DayOfWeek day) {
            // Next Friday is the one of the next week; weeks begin on Monday.
            return "next".equals(weekday.group(1))
                    ? today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).with(TemporalAdjusters.nextOrSame(day))
                    : today.with(TemporalAdjusters.nextOrSame(day));
        }
        Matcher monthFirst = MONTH_FIRST.matcher(said);
        if (monthFirst.matches()) {
            return date(monthFirst.group(2), monthFirst.group(1), monthFirst.group(3), today);
        }
        Matcher dayFirst = DAY_FIRST.matcher(said);
        if (dayFirst.matches()) {
            return date(dayFirst.group(1), dayFirst.group(2), dayFirst.group(3), today);
        }
        try {
            return LocalDate.parse(said);
        } catch (DateTimeParseException noDay) {
            return null;
        }
    }

    /// Without a year, the next time there is such a day.
    private static @Nullable LocalDate date(String day, String monthName, @Nullable String year, LocalDate today) {
        Month month = month(monthName);
        int number = Integer.parseInt(day);
        if (month == null || number < 1 || number > month.maxLength()) {
            return null;
        }
        if (year != null) {
            int stated = Integer.parseInt(year);
            return number > month.length(java.time.Year.isLeap(stated)) ? null : LocalDate.of(stated, month, number);
        }
        for (int next = today.getYear(); next <= today.getYear() + 8; next++) {
            if (number <= month.length(java.time.Year.isLeap(next)) && !LocalDate.of(next, month, number).isBefore(today)) {
                return LocalDate.of(next, month, number);
            }
        }
        return null;
    }

    private static @Nullable DayOfWeek weekday(String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (named(day.name(), name)) {
                return day;
            }
        }
        return null;
    }

    private static @Nullable Month month(String name) {
        for (Month month : Month.values()) {
            if (named(month.name(), name)) {
                return month;
            }
        }
        return null;
    }

    /// In full, or its first three letters; "tues", "thurs" and "sept" too.
    private static boolean named(String full, String said) {
        return said.length() >= 3 && said.length() <= full.length() && full.toLowerCase(Locale.ROOT).startsWith(said)
                && (said.length() <= 5 || said.length() == full.length());
    }
}
