package antipode.people;

import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import antipode.hours.Window;
import antipode.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Days that are worked at other times than the week says: *I shift today*.
@Component
public class Shifts {

    private static final int FURTHEST = 12 * 60;

    private final JdbcClient jdbc;
    private final WorkingHours hours;
    private final Clock clock;

    Shifts(JdbcClient jdbc, WorkingHours hours, Clock clock) {
        this.jdbc = jdbc;
        this.hours = hours;
        this.clock = clock;
    }

    /// One's working day: the date, and its windows as they now stand.
    ///
    /// @param shifted whether they differ from those of the week
    public record Day(LocalDate date, List<Window> windows, boolean shifted) {

        /// “11:00–15:00 and 18:00–22:00”, “off”.
        public String words() {
            return windows.isEmpty() ? "off" : WeeklyHours.words(windows);
        }
    }

    /// The day one is in: today's, or yesterday's while a window of it still runs past midnight.
    @Transactional(readOnly = true)
    public Day today(long member) {
        return today(hours.of(member), clock.instant());
    }

    public static Day today(Schedule schedule, Instant now) {
        LocalDate today = schedule.workingDate(now);
        return new Day(today, schedule.windowsOn(today), schedule.shifted().containsKey(today));
    }

    /// Moves what is left of today: the windows that aren't over yet, whole. Earlier with negative minutes.
    @Transactional
    public Day move(long member, int minutes) {
        Schedule schedule = locked(member);
        Day day = today(schedule, clock.instant());
        if (minutes == 0 || Math.abs(minutes) > FURTHEST) {
            throw Problem.invalid("by", "is at most twelve hours, earlier or later");
        }
        if (!schedule.statedAt(clock.instant())) {
            throw Problem.conflict("You have stated no hours, so there are none to move.");
        }
        int now = schedule.minuteOn(day.date(), clock.instant());
        if (day.windows().stream().allMatch(window -> window.end() <= now)) {
            throw Problem.conflict(day.windows().isEmpty()
                    ? "You have no hours today. State them for this one day, if you work."
                    : "Your hours today are over, so there are none to move.");
        }
        try {
            return shift(member, day.date(), Window.union(day.windows().stream()
                    .map(window -> window.end() <= now ? window : window.plus(minutes)).toList()));
        } catch (IllegalArgumentException outside) {
            throw Problem.conflict("That would begin on another date. State the hours of that day instead.");
        }
    }

    /// Ends today now: what has been worked stays, the rest falls away.
    @Transactional
    public Day off(long member) {
        Schedule schedule = locked(member);
        Day day = today(schedule, clock.instant());
        int now = schedule.minuteOn(day.date(), clock.instant());
        return shift(member, day.date(), day.windows().stream().filter(window -> window.start() < now)
                .map(window -> window.end() <= now ? window : new Window(window.start(), now)).toList());
    }

    /// States the hours of one date to come; nothing makes it a free one.
    @Transactional
    public Day state(long member, LocalDate date, String text) {
        LocalDate today = locked(member).dateAt(clock.instant());
        if (date.isBefore(today)) throw Problem.invalid("date", "lies behind");
        if (date.isAfter(today.plusYears(1))) throw Problem.invalid("date", "is more than a year away");
        try {
            return shift(member, date, WeeklyHours.day(text));
        } catch (IllegalArgumentException mistake) {
            throw Problem.invalid("hours", "can’t be read: " + mistake.getMessage());
        }
    }

    /// Today as the week says it.
    @Transactional
    public Day usual(long member) {
        Schedule schedule = locked(member);
        LocalDate today = today(schedule, clock.instant()).date();
        hours.unshift(member, today);
        return new Day(today, hours.of(member).windowsOn(today), false);
    }

    private Day shift(long member, LocalDate date, List<Window> windows) {
        hours.shift(member, date, windows);
        return new Day(date, windows, true);
    }

    /// Of two taps at once, the second finds what the first made.
    private Schedule locked(long member) {
        jdbc.sql("select id from member where id = :member for no key update").param("member", member).query(Long.class).single();
        return hours.of(member);
    }
}
