package antipode.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The slow way to the same answers: a walk through every minute, looking at nothing but the clocks on the walls.
final class Walk {

    final Instant from;
    final boolean[] working;
    /// The first working minute of each date of the calendar.
    final TreeMap<LocalDate, Integer> dayStarts = new TreeMap<>();

    Walk(Schedule schedule, Instant from, int minutes, WeeklyHours unstated) {
        this.from = from;
        this.working = new boolean[minutes];
        var periods = schedule.periods();
        var clocks = new LocalDateTime[periods.size()][];
        var begins = new int[periods.size()];
        for (int i = 0; i < periods.size(); i++) {
            clocks[i] = clock(periods.get(i).zone(), minutes);
            begins[i] = i == 0 ? 0 : first(clocks[i], periods.get(i).from().atStartOfDay());
        }
        for (int i = 0; i < periods.size(); i++) {
            int end = minutes;
            for (int later = i + 1; later < periods.size(); later++) {
                end = Math.min(end, begins[later]);
            }
            var period = periods.get(i);
            var hours = period.hours().isEmpty() ? unstated : period.hours();
            for (var date = clocks[i][0].toLocalDate().minusDays(3); !date.isAfter(clocks[i][minutes - 1].toLocalDate().plusDays(2)); date = date.plusDays(1)) {
                boolean before = i > 0 && date.isBefore(period.from());
                boolean after = i + 1 < periods.size() && !date.isBefore(periods.get(i + 1).from());
                if (before || after) {
                    continue;
                }
                var shifted = schedule.shifted().get(date);
                for (var window : shifted != null ? shifted : hours.on(date.getDayOfWeek())) {
                    int start = first(clocks[i], date.atStartOfDay().plusMinutes(window.start()));
                    int stop = afterLast(clocks[i], date.atStartOfDay().plusMinutes(window.end()));
                    for (int minute = Math.max(start, begins[i]); minute < Math.min(stop, end); minute++) {
                        if (!away(schedule, minute) && !off(schedule, period, clocks[i][minute].toLocalDate())) {
                            working[minute] = true;
                            dayStarts.merge(date, minute, Math::min);
                        }
                    }
                }
            }
        }
    }

    private LocalDateTime[] clock(ZoneId zone, int minutes) {
        var clock = new LocalDateTime[minutes];
        for (int minute = 0; minute < minutes; minute++) {
            clock[minute] = LocalDateTime.ofInstant(at(minute), zone);
        }
        return clock;
    }

    private static int first(LocalDateTime[] clock, LocalDateTime reading) {
        for (int minute = 0; minute < clock.length; minute++) {
            if (!clock[minute].isBefore(reading)) {
                return minute;
            }
        }
        return clock.length;
    }

    private static int afterLast(LocalDateTime[] clock, LocalDateTime reading) {
        for (int minute = clock.length; minute > 0; minute--) {
            if (clock[minute - 1].isBefore(reading)) {
                return minute;
            }
        }
        return 0;
    }

    private boolean away(Schedule schedule, int minute) {
        var at = at(minute);
        for (var away : schedule.away()) {
            if (!at.isBefore(away.start()) && at.isBefore(away.end())) {
                return true;
            }
        }
        return false;
    }

    private static boolean off(Schedule schedule, Schedule.Period period, LocalDate date) {
        boolean off = period.holidays().on(date).isPresent();
        for (var days : schedule.daysOff()) {
            for (var day = days.first(); !day.isAfter(days.last()); day = day.plusDays(1)) {
                off |= day.equals(date);
            }
        }
        return off;
    }

    Instant at(int minute) {
        return from.plus(Duration.ofMinutes(minute));
    }

    List<Interval> windows(int start, int end) {
        var windows = new ArrayList<Interval>();
        for (int minute = start; minute < end; minute++) {
            if (working[minute]) {
                int first = minute;
                while (minute < end && working[minute]) {
                    minute++;
                }
                windows.add(new Interval(at(first), at(minute)));
            }
        }
        return windows;
    }

    int worked(int start, int end) {
        int worked = 0;
        for (int minute = start; minute < end; minute++) {
            worked += working[minute] ? 1 : 0;
        }
        return worked;
    }

    /// The first minute from this one on that is (or isn't) worked; the walk's end if none.
    int next(int start, boolean work) {
        int minute = start;
        while (minute < working.length && working[minute] != work) {
            minute++;
        }
        return minute;
    }

    int plus(int start, int time) {
        int left = time;
        int minute = start;
        for (; minute < working.length && left > 0; minute++) {
            left -= working[minute] ? 1 : 0;
        }
        return left > 0 ? -1 : minute;
    }
}
