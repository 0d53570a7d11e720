package antipode.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// When somebody may be reached: their zone and weekly hours, each from a date on, minus the time they are away: by public
/// holidays, by time off, or for any other stretch of time.
///
/// A period begins with its first date's first instant in its own zone, and serves until the next one begins; the first
/// serves for all time before, too. The dates of a period are those before the next period's first date, so that no
/// date is worked twice by somebody who moves. Windows that touch in time are one, also across midnight.
///
/// A holiday or a day off takes every moment at which the clock shows its date, whatever the clocks do on it, and also of a
/// window that began the evening before.
///
/// While no hours are stated, the workspace's response time serves: Monday to Friday, whole days, of the zone.
///
/// @param shifted the windows of dates that are worked at other times than the week says; none at all is a day off
public record Schedule(List<Period> periods, Map<LocalDate, List<Window>> shifted, List<DaysOff> daysOff, List<Interval> away) {

    /// Zone, hours and public holidays from this date on, by the clock of this zone.
    public record Period(LocalDate from, ZoneId zone, WeeklyHours hours, Holidays holidays) {

        public Period(LocalDate from, ZoneId zone, WeeklyHours hours) {
            this(from, zone, hours, Holidays.NONE);
        }

        Period withHours(WeeklyHours hours) {
            return new Period(from, zone, hours, holidays);
        }

        /// Its first moment.
        public Instant begin() {
            return Window.first(from, 0, zone.getRules());
        }
    }

    /// Dates off, from the first to the last, both included: dates in the zone they have on them.
    public record DaysOff(LocalDate first, LocalDate last) {

        public DaysOff {
            if (last.isBefore(first)) {
                throw new IllegalArgumentException("Days off end on " + last + ", before they begin on " + first + ".");
            }
        }

        boolean covers(LocalDate date) {
            return !date.isBefore(first) && !date.isAfter(last);
        }
    }

    /// A date of somebody's calendar and the moment their working day begins on it.
    public record DayStart(LocalDate date, Instant at) {
    }

    static final WeeklyHours RESPONSE_DAYS = WeeklyHours.parse("Mon-Fri 00:00-24:00");
    static final WeeklyHours DELIVERY_HOURS = WeeklyHours.parse("Mon-Fri 09:00-17:00");

    /// Who has no working time within so many days has none that can be waited for.
    private static final int HORIZON_DAYS = 800;

    public Schedule {
        if (periods.isEmpty()) {
            throw new IllegalArgumentException("A schedule has at least one period.");
        }
        for (int i = 1; i < periods.size(); i++) {
            if (!periods.get(i).from.isAfter(periods.get(i - 1).from)) {
                throw new IllegalArgumentException("Each period starts on a later date than the one before.");
            }
        }
        periods = List.copyOf(periods);
        shifted = Map.copyOf(shifted);
        daysOff = List.copyOf(daysOff);
        away = List.copyOf(Interval.union(away));
    }

    public Schedule(List<Period> periods, List<Interval> away) {
        this(periods, Map.of(), List.of(), away);
    }

    public static Schedule of(ZoneId zone, WeeklyHours hours) {
        return of(List.of(new Period(LocalDate.EPOCH, zone, hours)));
    }

    public static Schedule of(List<Period> periods) {
        return new Schedule(periods, List.of());
    }

    /// For somebody who has stated no hours.
    public static Schedule unstated(ZoneId zone) {
        return of(zone, WeeklyHours.NONE);
    }

    public Schedule withAway(List<Interval> away) {
        return new Schedule(periods, shifted, daysOff, away);
    }

    public Schedule withShifted(Map<LocalDate, List<Window>> shifted) {
        return new Schedule(periods, shifted, daysOff, away);
    }

    public Schedule withDaysOff(List<DaysOff> daysOff) {
        return new Schedule(periods, shifted, daysOff, away);
    }

    /// The same zones with these hours all the time, never away.
    Schedule withHours(WeeklyHours hours) {
        return of(periods.stream().map(period -> new Period(period.from, period.zone, hours)).toList());
    }

    /// For what is sent by itself: who has stated no hours gets it on working days from nine to five.
    public Schedule forDelivery() {
        return new Schedule(periods.stream()
                .map(period -> period.hours.isEmpty() ? period.withHours(DELIVERY_HOURS) : period).toList(), shifted, daysOff, away);
    }

    public Period periodAt(Instant at) {
        for (int i = periods.size() - 1; i > 0; i--) {
            if (!periods.get(i).begin().isAfter(at)) {
                return periods.get(i);
            }
        }
        return periods.getFirst();
    }

    public ZoneId zoneAt(Instant at) {
        return periodAt(at).zone;
    }

    /// Whether they have stated hours that are in force then.
    public boolean statedAt(Instant at) {
        return !periodAt(at).hours.isEmpty();
    }

    /// The date by their clock.
    public LocalDate dateAt(Instant at) {
        return LocalDate.ofInstant(at, zoneAt(at));
    }

    /// The date of their working day: yesterday's while a window of it still runs past midnight.
    public LocalDate workingDate(Instant at) {
        var today = dateAt(at);
        var yesterday = today.minusDays(1);
        boolean runs = windowsOn(yesterday).stream().map(window -> window.on(yesterday, periodOn(yesterday).zone.getRules()))
                .anyMatch(window -> window != null && window.contains(at));
        return runs ? yesterday : today;
    }

    /// How many minutes after the midnight that a date begins with the clock on their wall reads; where clocks go back, the
    /// reading at which what was before is over.
    public int minuteOn(LocalDate date, Instant at) {
        var rules = zoneAt(at).getRules();
        var local = LocalDateTime.ofInstant(at, zoneAt(at));
        var change = rules.getTransition(local);
        boolean firstPass = change != null && change.isOverlap() && at.isBefore(change.getInstant());
        return (int) Duration.between(date.atStartOfDay(), firstPass ? change.getDateTimeAfter() : local).toMinutes();
    }

    /// The windows of a date, as stated; none if the date is free.
    public List<Window> windowsOn(LocalDate date) {
        var windows = shifted.get(date);
        return windows != null ? windows : periodOn(date).hours.on(date.getDayOfWeek());
    }

    /// The period a date belongs to.
    public Period periodOn(LocalDate date) {
        return periods.stream().filter(period -> !period.from.isAfter(date)).reduce((_, later) -> later).orElseGet(periods::getFirst);
    }

    /// The stretch of time away that covers this moment: all that touches is one.
    public Optional<Interval> awayAt(Instant at) {
        for (int days = 8; ; days *= 4) {
            var from = at.minus(Duration.ofDays(days));
            var to = at.plus(Duration.ofDays(days));
            var found = awayBetween(from, to).stream().filter(interval -> interval.contains(at)).findFirst();
            boolean whole = found.map(interval -> interval.start().isAfter(from) && interval.end().isBefore(to)).orElse(true);
            if (whole || days > HORIZON_DAYS) {
                return found;
            }
        }
    }

    /// The longest stretch away that touches these bounds, whole.
    Optional<Interval> longestAway(Instant from, Instant to) {
        return awayBetween(from, to).stream().max(Comparator.comparing(Interval::length)).flatMap(longest -> awayAt(longest.start()));
    }

    /// The public holiday they have then, unless they are away anyway.
    public Optional<String> holidayAt(Instant at) {
        var date = dateAt(at);
        return daysOff.stream().anyMatch(days -> days.covers(date)) ? Optional.empty() : periodAt(at).holidays.on(date);
    }

    /// When they are away within these bounds, in order.
    public List<Interval> awayBetween(Instant from, Instant to) {
        if (daysOff.isEmpty() && periods.stream().allMatch(period -> period.holidays.isNone())) {
            return away;
        }
        var found = new ArrayList<>(away);
        eachStretch(from, to, (number, start, end) -> {
            var period = periods.get(number);
            var rules = period.zone.getRules();
            var first = LocalDate.ofInstant(start, period.zone).minusDays(1);
            var last = LocalDate.ofInstant(end, period.zone).plusDays(1);
            period.holidays.between(first, last).keySet().forEach(date -> Window.eachMoment(date, date, rules, start, end, found::add));
            for (var days : daysOff) {
                if (!days.first.isAfter(last) && !days.last.isBefore(first)) {
                    Window.eachMoment(days.first, days.last, rules, start, end, found::add);
                }
            }
        });
        return Interval.union(found);
    }

    /// Their working time within these bounds, in order, absences taken out.
    public List<Interval> windows(Instant from, Instant to) {
        return Interval.without(hours(from, to, RESPONSE_DAYS), awayBetween(from, to));
    }

    /// As [#windows], only of hours they have stated themselves: what may be drawn.
    public List<Interval> statedWindows(Instant from, Instant to) {
        return Interval.without(hours(from, to, WeeklyHours.NONE), awayBetween(from, to));
    }

    private List<Interval> hours(Instant from, Instant to, WeeklyHours unstated) {
        var found = new ArrayList<Interval>();
        eachWindow(from, to, unstated, (date, window) -> found.add(window));
        return Interval.union(found);
    }

    private interface Visitor {
        void window(LocalDate date, Interval window);
    }

    private interface Stretch {
        void of(int period, Instant start, Instant end);
    }

    /// The part of these bounds that each period serves.
    private void eachStretch(Instant from, Instant to, Stretch stretch) {
        for (int i = 0; i < periods.size(); i++) {
            var start = i == 0 ? from : Interval.later(from, periods.get(i).begin());
            var end = to;
            for (var later : periods.subList(i + 1, periods.size())) {
                end = Interval.earlier(end, later.begin());
            }
            if (start.isBefore(end)) {
                stretch.of(i, start, end);
            }
        }
    }

    private void eachWindow(Instant from, Instant to, WeeklyHours unstated, Visitor visitor) {
        eachStretch(from, to, (number, start, end) -> {
            var period = periods.get(number);
            var hours = period.hours.isEmpty() ? unstated : period.hours;
            var rules = period.zone.getRules();
            // Where clocks go back over midnight, a window of the day before yesterday may still run, or tomorrow's have begun.
            var first = LocalDate.ofInstant(start, period.zone).minusDays(2);
            var last = LocalDate.ofInstant(end, period.zone).plusDays(1);
            if (number > 0 && first.isBefore(period.from)) {
                first = period.from;
            }
            if (number + 1 < periods.size() && !last.isBefore(periods.get(number + 1).from)) {
                last = periods.get(number + 1).from.minusDays(1);
            }
            var steady = steadyOffset(rules, start, end);
            for (var date = first; !date.isAfter(last); date = date.plusDays(1)) {
                var other = shifted.get(date);
                for (var window : other == null ? hours.on(date.getDayOfWeek()) : other) {
                    if (steady != null && window.isOutside(date, steady, start, end)) {
                        continue;
                    }
                    var on = steady == null ? window.on(date, rules) : window.on(date, steady);
                    if (on != null && on.start().isBefore(end) && on.end().isAfter(start)) {
                        visitor.window(date, new Interval(Interval.later(on.start(), start), Interval.earlier(on.end(), end)));
                    }
                }
            }
        });
    }

    /// The offset from UTC, if no change of clocks is near enough to matter: nearly always, and several times as fast.
    private static @Nullable ZoneOffset steadyOffset(ZoneRules rules, Instant start, Instant end) {
        var before = start.minus(Duration.ofDays(4));
        var change = rules.isFixedOffset() ? null : rules.nextTransition(before);
        boolean steady = change == null || change.getInstant().isAfter(end.plus(Duration.ofDays(4)));
        return steady ? rules.getOffset(before) : null;
    }

    public boolean isWorking(Instant at) {
        return !windows(at, at.plusNanos(1)).isEmpty();
    }

    /// The first working moment from this one on, which may be this one; nothing if there is none within two years.
    public Optional<Instant> nextWorking(Instant at) {
        return search(at, windows -> windows.isEmpty() ? null : windows.getFirst().start());
    }

    /// When the window they are in ends; this moment itself if they aren't at work. Empty: it doesn't within two years.
    public Optional<Instant> workingUntil(Instant at) {
        var end = at;
        for (int day = 0; day < HORIZON_DAYS; day += 2) {
            var limit = end.plus(Duration.ofDays(2));
            var windows = windows(end, limit);
            if (windows.isEmpty() || windows.getFirst().start().isAfter(end)) {
                return Optional.of(end);
            }
            end = windows.getFirst().end();
            if (end.isBefore(limit)) {
                return Optional.of(end);
            }
        }
        return Optional.empty();
    }

    /// Their working time between two moments; negative if `to` is the earlier one.
    public Duration workingTimeBetween(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return workingTimeBetween(to, from).negated();
        }
        var sum = Duration.ZERO;
        for (var window : windows(from, to)) {
            sum = sum.plus(window.length());
        }
        return sum;
    }

    /// The earliest moment by which they have had so much working time since `at`; nothing if not within two years.
    public Optional<Instant> plus(Instant at, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("Working time is added, not taken away.");
        }
        if (time.isZero()) {
            return Optional.of(at);
        }
        var left = new Duration[] {time};
        return search(at, windows -> {
            for (var window : windows) {
                var length = window.length();
                if (length.compareTo(left[0]) >= 0) {
                    return window.start().plus(left[0]);
                }
                left[0] = left[0].minus(length);
            }
            return null;
        });
    }

    private Optional<Instant> search(Instant at, Function<List<Interval>, @Nullable Instant> look) {
        var from = at;
        for (int days = 1, searched = 0; searched < HORIZON_DAYS; searched += days, days = Math.min(2 * days, 64)) {
            var to = from.plus(Duration.ofDays(days));
            var found = look.apply(windows(from, to));
            if (found != null) {
                return Optional.of(found);
            }
            from = to;
        }
        return Optional.empty();
    }

    /// The next moment after this one at which working time begins: after a break, a night, an absence.
    public Optional<Instant> nextWindowStart(Instant at) {
        return workingUntil(at).flatMap(this::nextWorking);
    }

    /// The next beginning, after this moment, of a working day of theirs, once for each date of their calendar: when
    /// the digest goes out. A window past midnight belongs to the date it starts on, a day that begins within an
    /// absence begins when that ends, and a date wholly away, or one that doesn't exist, has no beginning. Who has
    /// stated no hours begins at nine from Monday to Friday.
    public Optional<DayStart> nextDayStart(Instant at) {
        var from = at.minus(Duration.ofDays(3));
        for (int days = 3; days < HORIZON_DAYS; days += days) {
            var to = at.plus(Duration.ofDays(days));
            for (var start : dayStarts(from, to)) {
                if (start.at.isAfter(at)) {
                    return Optional.of(start);
                }
            }
        }
        return Optional.empty();
    }

    /// The working day they have stated that begins on a date of their calendar: from its first moment to its last, breaks
    /// and absences within it included; nothing if they don't work on it.
    public Optional<Interval> workingDay(LocalDate date) {
        var zone = periodOn(date).zone;
        var from = Window.first(date, 0, zone.getRules());
        var ends = new Instant[2];
        eachWindow(from, from.plus(Duration.ofDays(3)), WeeklyHours.NONE, (day, window) -> {
            if (day.equals(date)) {
                for (var left : Interval.without(List.of(window), awayBetween(window.start(), window.end()))) {
                    ends[0] = ends[0] == null ? left.start() : Interval.earlier(ends[0], left.start());
                    ends[1] = ends[1] == null ? left.end() : Interval.later(ends[1], left.end());
                }
            }
        });
        return ends[0] == null ? Optional.empty() : Optional.of(new Interval(ends[0], ends[1]));
    }

    private List<DayStart> dayStarts(Instant from, Instant to) {
        var starts = new ArrayList<DayStart>();
        var away = awayBetween(from, to);
        eachWindow(from, to, DELIVERY_HOURS, (date, window) -> {
            if (starts.isEmpty() || !starts.getLast().date.equals(date)) {
                var left = Interval.without(List.of(window), away);
                if (!left.isEmpty()) {
                    starts.add(new DayStart(date, left.getFirst().start()));
                }
            }
        });
        return starts;
    }

    /// How many whole working days they lose to absences within these bounds.
    int workingDaysAway(Instant from, Instant to) {
        var away = awayBetween(from, to);
        if (away.isEmpty()) {
            return 0;
        }
        var dates = new ArrayList<LocalDate>();
        var worked = new ArrayList<LocalDate>();
        eachWindow(from, to, RESPONSE_DAYS, (date, window) -> {
            dates.add(date);
            if (!Interval.without(List.of(window), away).isEmpty()) {
                worked.add(date);
            }
        });
        return (int) dates.stream().distinct().filter(date -> !worked.contains(date)).count();
    }
}
