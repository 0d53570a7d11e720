package antipode.capacity.calendars;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How something recurs (RFC 5545), by the local clock. Asked for a window, it looks at that window alone, wherever the
/// series began; only a rule that counts is followed from its beginning, and not without end.
record Recurrence(
        Frequency frequency,
        int interval,
        int count,
        String until,
        List<Integer> months,
        List<Integer> weeks,
        List<Integer> yearDays,
        List<Integer> monthDays,
        List<Day> days,
        List<Integer> hours,
        List<Integer> minutes,
        List<Integer> positions,
        DayOfWeek weekStart) {

    enum Frequency { DAILY, WEEKLY, MONTHLY, YEARLY }

    /// "-1FR"; 0 for every one.
    record Day(int ordinal, DayOfWeek day) {}

    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    /// How many days, weeks, months or years may be looked at, for all series of a calendar together.
    static final class Patience {
        private int left = 100_000;

        private boolean ends() {
            return --left < 0;
        }
    }

    private static final int MOST_TIMES = 24;

    /// Nothing of a rule that nobody's calendar has: every second or minute, dozens of times a day, or malformed.
    static @Nullable Recurrence of(String text) {
        if (text.length() > 2000) {
            return null;
        }
        Map<String, String> parts = new HashMap<>();
        for (var part : text.strip().toUpperCase(Locale.ROOT).split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        try {
            var rule = new Recurrence(
                    Frequency.valueOf(parts.getOrDefault("FREQ", "")), number(parts.get("INTERVAL"), 1),
                    number(parts.get("COUNT"), 0), parts.getOrDefault("UNTIL", ""), numbers(parts.get("BYMONTH"), 1, 12),
                    numbers(parts.get("BYWEEKNO"), -53, 53), numbers(parts.get("BYYEARDAY"), -366, 366),
                    numbers(parts.get("BYMONTHDAY"), -31, 31), days(parts.get("BYDAY")), numbers(parts.get("BYHOUR"), 0, 23),
                    numbers(parts.get("BYMINUTE"), 0, 59), numbers(parts.get("BYSETPOS"), -366, 366),
                    parts.containsKey("WKST") ? day(parts.get("WKST")) : DayOfWeek.MONDAY);
            boolean ordinary = Math.max(1, rule.hours.size()) * Math.max(1, rule.minutes.size()) <= MOST_TIMES
                    && numbers(parts.get("BYSECOND"), 0, 60).size() <= 1;
            return ordinary ? rule : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int number(@Nullable String text, int otherwise) {
        int number = text == null ? otherwise : Integer.parseInt(text);
        if (text != null && number < 1) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static List<Integer> numbers(@Nullable String text, int least, int most) {
        if (text == null) {
            return List.of();
        }
        var numbers = Arrays.stream(text.split(",")).map(Integer::valueOf).distinct().sorted().toList();
        if (numbers.stream().anyMatch(number -> number < least || number > most || number == 0 && least < 0)) {
            throw new IllegalArgumentException(text);
        }
        return numbers;
    }

    private static List<Day> days(@Nullable String text) {
        return text == null ? List.of() : Arrays.stream(text.split(",")).map(one -> {
            var name = one.substring(Math.max(0, one.length() - 2));
            var ordinal = one.substring(0, one.length() - name.length());
            return new Day(ordinal.isEmpty() ? 0 : Integer.parseInt(ordinal), day(name));
        }).distinct().toList();
    }

    private static DayOfWeek day(@Nullable String name) {
        int index = DAYS.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(name);
        }
        return DayOfWeek.of(index + 1);
    }

    /// The starts within these bounds, both included, in order.
    ///
    /// @param start the first, which counts even if the rule doesn't lead to it
    /// @param over  whether one lies after the end that the rule names
    List<LocalDateTime> between(
            LocalDateTime start, LocalDateTime from, LocalDateTime to, Predicate<LocalDateTime> over, Patience patience) {
        var found = new ArrayList<LocalDateTime>();
        int seen = 1;
        if (!start.isBefore(from) && !start.isAfter(to)) {
            found.add(start);
        }
        try {
            boolean counted = count > 0 && !onceEach();
            long first = counted ? 0 : Math.max(0, periods(start, from) / interval - 1);
            for (long period = first; !patience.ends() && (counted || count == 0 || period < count); period++) {
                long steps = Math.multiplyExact(period, (long) interval);
                if (begin(start, steps).isAfter(to.toLocalDate())) {
                    return found;
                }
                for (var each : chosen(times(start, dates(start, steps)))) {
                    if (!each.isAfter(start)) {
                        continue;
                    }
                    if (each.isAfter(to) || over.test(each) || counted && ++seen > count) {
                        return found;
                    }
                    if (!each.isBefore(from)) {
                        found.add(each);
                    }
                }
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Beyond all calendars.
        }
        return found;
    }

    /// Whether it takes place once in each period, so that a rule that counts needn't be followed.
    private boolean onceEach() {
        return (frequency == Frequency.DAILY || frequency == Frequency.WEEKLY)
                && Stream.of(months, weeks, yearDays, monthDays, days, hours, minutes, positions).allMatch(List::isEmpty);
    }

    private long periods(LocalDateTime start, LocalDateTime from) {
        return switch (frequency) {
            case DAILY -> ChronoUnit.DAYS.between(start.toLocalDate(), from.toLocalDate());
            case WEEKLY -> ChronoUnit.WEEKS.between(start.toLocalDate(), from.toLocalDate());
            case MONTHLY -> ChronoUnit.MONTHS.between(YearMonth.from(start), YearMonth.from(from));
            case YEARLY -> from.getYear() - start.getYear();
        };
    }

    private LocalDate begin(LocalDateTime start, long steps) {
        var date = start.toLocalDate();
        return switch (frequency) {
            case DAILY -> date.plusDays(steps);
            case WEEKLY -> week(date).plusWeeks(steps);
            case MONTHLY -> date.withDayOfMonth(1).plusMonths(steps);
            // The first week of a year may begin in the one before.
            case YEARLY -> date.withDayOfYear(1).plusYears(steps).minusDays(7);
        };
    }

    private LocalDate week(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(weekStart));
    }

    private List<LocalDate> dates(LocalDateTime start, long steps) {
        var date = start.toLocalDate();
        Stream<LocalDate> dates = switch (frequency) {
            case DAILY -> Stream.of(date.plusDays(steps)).filter(this::inMonths).filter(this::onMonthDays).filter(this::onDays);
            case WEEKLY -> {
                var week = week(date).plusWeeks(steps);
                yield Stream.iterate(0, i -> i < 7, i -> i + 1).map(week::plusDays)
                        .filter(day -> days.isEmpty() ? day.getDayOfWeek() == date.getDayOfWeek() : onDays(day))
                        .filter(this::inMonths);
            }
            case MONTHLY -> {
                var month = YearMonth.from(date).plusMonths(steps);
                yield inMonth(month, date).filter(this::inMonths);
            }
            case YEARLY -> inYear(Math.toIntExact(date.getYear() + steps), date);
        };
        return dates.distinct().sorted().toList();
    }

    private Stream<LocalDate> inMonth(YearMonth month, LocalDate start) {
        if (!monthDays.isEmpty()) {
            return all(month).filter(this::onMonthDays).filter(day -> days.isEmpty() || onOrdinals(day, month.atDay(1), month.atEndOfMonth()));
        }
        if (!days.isEmpty()) {
            return all(month).filter(day -> onOrdinals(day, month.atDay(1), month.atEndOfMonth()));
        }
        return month.isValidDay(start.getDayOfMonth()) ? Stream.of(month.atDay(start.getDayOfMonth())) : Stream.of();
    }

    private Stream<LocalDate> inYear(int year, LocalDate start) {
        var first = LocalDate.of(year, 1, 1);
        var last = LocalDate.of(year, 12, 31);
        var whole = Stream.iterate(first, day -> !day.isAfter(last), day -> day.plusDays(1));
        if (!weeks.isEmpty()) {
            var fields = WeekFields.of(weekStart, 4);
            return Stream.iterate(first.minusDays(7), day -> !day.isAfter(last.plusDays(7)), day -> day.plusDays(1))
                    .filter(day -> day.get(fields.weekBasedYear()) == year)
                    .filter(day -> {
                        int week = day.get(fields.weekOfWeekBasedYear());
                        // The 28th of December always lies in the last week of its year.
                        int most = LocalDate.of(year, 12, 28).get(fields.weekOfWeekBasedYear());
                        return weeks.contains(week) || weeks.contains(week - most - 1);
                    })
                    .filter(day -> days.isEmpty() ? day.getDayOfWeek() == start.getDayOfWeek() : onDays(day))
                    .filter(this::inMonths);
        }
        if (!yearDays.isEmpty()) {
            return whole.filter(day -> yearDays.contains(day.getDayOfYear()) || yearDays.contains(day.getDayOfYear() - day.lengthOfYear() - 1))
                    .filter(this::inMonths).filter(this::onMonthDays).filter(this::onDays);
        }
        if (!monthDays.isEmpty()) {
            return whole.filter(this::inMonths).filter(this::onMonthDays).filter(this::onDays);
        }
        if (!days.isEmpty()) {
            return months.isEmpty()
                    ? whole.filter(day -> onOrdinals(day, first, last))
                    : months.stream().flatMap(month -> inMonth(YearMonth.of(year, month), start));
        }
        return (months.isEmpty() ? Stream.of(start.getMonthValue()) : months.stream())
                .map(month -> YearMonth.of(year, month))
                .filter(month -> month.isValidDay(start.getDayOfMonth()))
                .map(month -> month.atDay(start.getDayOfMonth()));
    }

    private static Stream<LocalDate> all(YearMonth month) {
        return Stream.iterate(month.atDay(1), day -> !day.isAfter(month.atEndOfMonth()), day -> day.plusDays(1));
    }

    private boolean inMonths(LocalDate date) {
        return months.isEmpty() || months.contains(date.getMonthValue());
    }

    private boolean onMonthDays(LocalDate date) {
        return monthDays.isEmpty() || monthDays.contains(date.getDayOfMonth())
                || monthDays.contains(date.getDayOfMonth() - date.lengthOfMonth() - 1);
    }

    private boolean onDays(LocalDate date) {
        return days.isEmpty() || days.stream().anyMatch(day -> day.day == date.getDayOfWeek());
    }

    private boolean onOrdinals(LocalDate date, LocalDate first, LocalDate last) {
        return days.stream().filter(day -> day.day == date.getDayOfWeek()).anyMatch(day -> {
            long before = ChronoUnit.DAYS.between(first, date) / 7 + 1;
            long behind = -(ChronoUnit.DAYS.between(date, last) / 7 + 1);
            return day.ordinal == 0 || day.ordinal == before || day.ordinal == behind;
        });
    }

    private List<LocalDateTime> times(LocalDateTime start, List<LocalDate> dates) {
        var at = hours.isEmpty() ? List.of(start.getHour()) : hours;
        var minute = minutes.isEmpty() ? List.of(start.getMinute()) : minutes;
        return dates.stream()
                .flatMap(date -> at.stream().flatMap(hour -> minute.stream().map(m -> date.atTime(hour, m, start.getSecond()))))
                .sorted()
                .toList();
    }

    private List<LocalDateTime> chosen(List<LocalDateTime> times) {
        if (positions.isEmpty()) {
            return times;
        }
        return positions.stream()
                .map(position -> position > 0 ? position - 1 : times.size() + position)
                .filter(index -> index >= 0 && index < times.size())
                .distinct()
                .sorted()
                .map(times::get)
                .toList();
    }
}
