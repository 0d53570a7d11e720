package antipode.absences;

import antipode.hours.Interval;
import antipode.hours.Schedule;
import antipode.people.Absence;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// From when until when an absence keeps somebody away: with what touches it, as one.
record Stretch(Instant from, Instant until) {

    static Stretch of(Absence absence, Schedule schedule) {
        Instant from = begins(absence, schedule);
        Interval away = schedule.awayAt(from).orElse(null);
        return away == null ? new Stretch(from, ends(absence, schedule)) : new Stretch(away.start(), away.end());
    }

    static Instant begins(Absence absence, Schedule schedule) {
        return absence.firstOn().atStartOfDay(zone(schedule, absence.firstOn())).toInstant();
    }

    static Instant ends(Absence absence, Schedule schedule) {
        return absence.lastOn().plusDays(1).atStartOfDay(zone(schedule, absence.lastOn())).toInstant();
    }

    /// The first working moment after it; nothing if none is in sight.
    static Optional<Instant> back(Absence absence, Schedule schedule) {
        return schedule.forDelivery().nextWorking(ends(absence, schedule));
    }

    private static ZoneId zone(Schedule schedule, java.time.LocalDate date) {
        return schedule.periodOn(date).zone();
    }
}
