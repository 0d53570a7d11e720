package antipode.hints;

import antipode.hours.Interval;
import antipode.hours.Schedule;
import antipode.hours.WallClock;
import antipode.markdown.Moment;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/// Where and when somebody writes, by their own clock and working hours.
///
/// @param schedule the writer's
record WritersDay(Instant now, ZoneId zone, Schedule schedule) {

    private static final LocalTime USUAL_END = LocalTime.of(17, 0);

    LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }

    Moment at(LocalDate date, LocalTime time) {
        return Moment.of(WallClock.at(date, time, zone), zone);
    }

    /// When the writer's working day ends on that date; at five where they don't work on it.
    Moment endOf(LocalDate date) {
        List<Interval> windows = windows(date);
        return windows.isEmpty() ? at(date, USUAL_END) : Moment.of(windows.getLast().end(), zone);
    }

    /// Today's, or the next working day's if that is over.
    Moment endOfThisDay() {
        for (int ahead = 0; ahead < 15; ahead++) {
            LocalDate date = today().plusDays(ahead);
            if (works(date) && end(date).isAfter(now)) {
                return endOf(date);
            }
        }
        return endOf(today());
    }

    /// The end of the last working day of this week; of the next where it is over.
    Moment endOfThisWeek() {
        LocalDate monday = today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (int week = 0; week < 3; week++) {
            for (int day = 6; day >= 0; day--) {
                LocalDate date = monday.plusDays(7L * week + day);
                if (works(date)) {
                    if (end(date).isAfter(now)) {
                        return endOf(date);
                    }
                    break;
                }
            }
        }
        return endOf(monday.plusDays(4));
    }

    /// The end of the working day so many working days ahead.
    Moment endInWorkingDays(int days) {
        LocalDate date = today();
        for (int left = days, looked = 0; left > 0 && looked < 60; looked++) {
            date = date.plusDays(1);
            left -= works(date) ? 1 : 0;
        }
        return endOf(date);
    }

    private boolean works(LocalDate date) {
        return !windows(date).isEmpty();
    }

    private Instant end(LocalDate date) {
        var time = endOf(date).time();
        return time == null ? now : time.toInstant();
    }

    private List<Interval> windows(LocalDate date) {
        return schedule.forDelivery().windows(WallClock.at(date, LocalTime.MIN, zone), WallClock.at(date.plusDays(1), LocalTime.MIN, zone));
    }
}
