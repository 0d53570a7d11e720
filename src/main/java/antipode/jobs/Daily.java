package antipode.jobs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Optional;

/// Something done once on each date of a subject's own calendar, at the moment promised for that date.
///
/// The moment is looked up anew whenever it is planned and again when its time comes, so nothing that was planned by
/// older hours, another zone or older clock rules is believed. Done is done: the same date is never done twice, not after
/// a move across the date line either. What was missed while nothing ran is done once, late, for the last date of them.
/// [Dailies] plans it.
public interface Daily {

    /// Names its jobs, too; the subject is their id.
    String name();

    /// The first occasion of a subject at or after a moment; nothing if there is none in sight. It changes nothing, and
    /// leaves out dates that don't exist.
    Optional<Occasion> next(String subject, Instant from);

    void run(String subject, Run run);

    /// A date of the subject's calendar, and the moment promised for it.
    record Occasion(LocalDate date, Instant at) {

        /// The first time of day at or after a moment by the clock of a zone: in a gap the first moment after it, of two
        /// passes the first, and nothing on a date that doesn't exist.
        public static Occasion next(LocalTime time, ZoneId zone, Instant from) {
            for (var date = LocalDate.ofInstant(from, zone).minusDays(1); ; date = date.plusDays(1)) {
                var at = on(date, time, zone.getRules());
                if (at.isPresent() && !at.get().isBefore(from)) {
                    return new Occasion(date, at.get());
                }
            }
        }

        private static Optional<Instant> on(LocalDate date, LocalTime time, ZoneRules rules) {
            var gap = rules.getTransition(date.atStartOfDay());
            boolean leftOut = gap != null && gap.isGap() && !gap.getDateTimeAfter().toLocalDate().equals(date);
            if (leftOut) {
                return Optional.empty();
            }
            var local = date.atTime(time);
            var offsets = rules.getValidOffsets(local);
            return Optional.of(offsets.isEmpty() ? rules.getTransition(local).getInstant() : local.toInstant(offsets.getFirst()));
        }
    }

    /// @param promised the moment at which it was to be done
    /// @param late whether it is more than a minute later now
    /// @param missed how many dates before this one passed without it
    record Run(LocalDate date, Instant promised, boolean late, int missed) {
    }
}
