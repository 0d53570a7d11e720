package antipode.delivery;

import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When a member is told what is held for them, seen from now. What was there before the boundary is owed already: it goes
/// out at the first moment they may be reached, which may be now. Whatever came after it waits for the next beginning.
///
/// @param day the date, on their calendar, of the day or week that has begun
record Plan(Instant boundary, Moment owed, Moment next, @Nullable LocalDate day) {

    /// @param rule why then
    record Moment(Instant at, Rule rule) {}

    /// Who has no working time ahead is looked at again after so long.
    private static final Duration NO_HOURS = Duration.ofDays(60);

    /// @param told the date of their last digest, if there was one
    static Plan of(Mode mode, Schedule schedule, @Nullable Quiet quiet, @Nullable LocalDate told, Instant now) {
        Moment first = first(schedule, quiet, mode == Mode.DIGEST ? Rule.DAY : mode == Mode.WEEKLY ? Rule.WEEK : Rule.AT_ONCE, now);
        if (mode == Mode.AS_IT_HAPPENS || mode == Mode.NONE) {
            return new Plan(Instant.MAX, first, first, null);
        }
        boolean weekly = mode == Mode.WEEKLY;
        Optional<Schedule.DayStart> last = begun(schedule, weekly, now);
        boolean owes = last.isPresent() && (told == null || last.get().date().isAfter(told));
        return new Plan(
                owes ? last.get().at() : Instant.MIN, first, beginning(schedule, weekly, quiet, told, now),
                last.map(Schedule.DayStart::date).orElse(null));
    }

    /// When what came at this moment is told.
    Moment of(Instant createdAt) {
        return createdAt.isBefore(boundary) ? owed : next;
    }

    /// The first moment from now on at which they may be reached.
    private static Moment first(Schedule schedule, @Nullable Quiet quiet, Rule atOnce, Instant now) {
        Quiet hushed = quiet != null && quiet.until().isAfter(now) ? quiet : null;
        Instant from = hushed == null ? now : hushed.until();
        Instant at = schedule.forDelivery().nextWorking(from).orElse(null);
        if (at == null) {
            return new Moment(now.plus(NO_HOURS), Rule.NO_HOURS);
        }
        if (hushed != null) {
            return new Moment(at, hushed.because());
        }
        return new Moment(at, at.equals(now) ? atOnce : waits(schedule, now, at) ? Rule.BACK : Rule.HOURS);
    }

    /// Whether days they are away lie before it.
    private static boolean waits(Schedule schedule, Instant now, Instant at) {
        return Duration.between(now, at).compareTo(Duration.ofDays(1)) > 0 
                && schedule.awayBetween(now, at).stream()
                        .anyMatch(away -> away.start().isBefore(at) && away.end().isAfter(now));
    }

    private static Moment beginning(
            Schedule schedule, boolean weekly, @Nullable Quiet quiet, @Nullable LocalDate told, Instant now) {
        Schedule.DayStart start = next(schedule, weekly, told, now);
        if (start == null) {
            return new Moment(now.plus(NO_HOURS), Rule.NO_HOURS);
        }
        if (quiet != null && quiet.until().isAfter(start.at())) {
            return new Moment(
                    schedule.forDelivery().nextWorking(quiet.until()).orElse(start.at()), quiet.because());
        }
        boolean away = !weekly && waits(schedule, now, start.at());
        return new Moment(start.at(), weekly ? Rule.WEEK : away ? Rule.BACK : Rule.DAY);
    }

    /// The next day, or week, that begins after now and of which they weren't told.
    private static Schedule.@Nullable DayStart next(
            Schedule schedule, boolean weekly, @Nullable LocalDate told, Instant now) {
        Optional<Schedule.DayStart> start = schedule.nextDayStart(now);
        while (start.isPresent()) {
            boolean fresh = told == null || start.get().date().isAfter(told);
            if (fresh && (!weekly || firstOfWeek(schedule, start.get()))) {
                return start.get();
            }
            start = schedule.nextDayStart(start.get().at());
        }
        return null;
    }

    /// The day, or the week, that began last.
    private static Optional<Schedule.DayStart> begun(Schedule schedule, boolean weekly, Instant now) {
        Schedule.DayStart last = null;
        // Nobody's working week has a longer gap than this, but for absences, at whose end a day begins.
        Instant from = now.minus(Duration.ofDays(weekly ? 15 : 8));
        Optional<Schedule.DayStart> start = schedule.nextDayStart(from);
        while (start.isPresent() && !start.get().at().isAfter(now)) {
            if (!weekly || firstOfWeek(schedule, start.get())) {
                last = start.get();
            }
            start = schedule.nextDayStart(start.get().at());
        }
        return Optional.ofNullable(last);
    }

    /// Whether no day of the same week of theirs begins before it.
    private static boolean firstOfWeek(Schedule schedule, Schedule.DayStart start) {
        DayOfWeek begins = weekBegins(schedule, start);
        int into = Math.floorMod(start.date().getDayOfWeek().getValue() - begins.getValue(), 7);
        LocalDate monday = start.date().minusDays(into);
        Optional<Schedule.DayStart> earlier = schedule.nextDayStart(start.at().minus(into + 1L, ChronoUnit.DAYS));
        while (earlier.isPresent() && earlier.get().date().isBefore(start.date())) {
            if (!earlier.get().date().isBefore(monday)) {
                return false;
            }
            earlier = schedule.nextDayStart(earlier.get().at());
        }
        return true;
    }

    /// The weekday on which their working week begins: the one after their longest row of free days; else Monday.
    private static DayOfWeek weekBegins(Schedule schedule, Schedule.DayStart start) {
        Set<DayOfWeek> worked = EnumSet.noneOf(DayOfWeek.class);
        WeeklyHours week = schedule.forDelivery().periodAt(start.at()).hours();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (!week.on(day).isEmpty()) {
                worked.add(day);
            }
        }
        DayOfWeek begins = DayOfWeek.MONDAY;
        int longest = 0;
        for (DayOfWeek day : worked) {
            int free = 0;
            while (free < 7 && !worked.contains(day.minus(free + 1L))) {
                free++;
            }
            if (free > longest) {
                longest = free;
                begins = day;
            }
        }
        return begins;
    }
}
