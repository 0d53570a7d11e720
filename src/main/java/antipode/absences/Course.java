package antipode.absences;

import antipode.database.Outbox;
import antipode.hours.Schedule;
import antipode.jobs.Schedules;
import antipode.people.Absence;
import antipode.people.Absences;
import antipode.people.WorkingHours;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What an absence sets going: it is told when it is stated, turns are offered when it begins, and a brief is ready when
/// it is over. Whenever dates, hours or holidays change, this is planned anew.
@Component
class Course {

    /// Dates that ended so long ago are looked at still: their first working day may lie ahead.
    private static final int LATELY_DAYS = 14;

    private final Absences absences;
    private final WorkingHours hours;
    private final ObjectProvider<Schedules> schedules;
    private final Outbox outbox;
    private final Clock clock;

    Course(Absences absences, WorkingHours hours, ObjectProvider<Schedules> schedules, Outbox outbox, Clock clock) {
        this.absences = absences;
        this.hours = hours;
        this.schedules = schedules;
        this.outbox = outbox;
        this.clock = clock;
    }

    @EventListener
    void settled(TimeOff.Settled settled) {
        Absence absence = settled.absence();
        outbox.put(News.CONSUMER, "absence " + absence.id(), new News.Of(absence.id()));
        if (absence.withdrawn()) {
            schedules.getObject().cancel(Beginning.NAME, String.valueOf(absence.id()));
            schedules.getObject().cancel(Return.NAME, String.valueOf(absence.id()));
            outbox.put(Offers.CONSUMER, "absence " + absence.id(), new Offers.Of(absence.id(), null, false));
        } else {
            outbox.put(Offers.CONSUMER, "absence " + absence.id(), new Offers.Of(absence.id(), null, true));
            plan(absence, hours.of(absence.memberId()));
        }
    }

    @EventListener
    void changed(WorkingHours.Changed changed) {
        List<Absence> ahead = absences.ahead(
                List.of(changed.member()), java.time.LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).minusDays(LATELY_DAYS));
        if (!ahead.isEmpty()) {
            Schedule schedule = hours.of(changed.member());
            ahead.forEach(absence -> plan(absence, schedule));
        }
    }

    private void plan(Absence absence, Schedule schedule) {
        Instant now = clock.instant();
        String id = String.valueOf(absence.id());
        Instant begins = Stretch.begins(absence, schedule);
        if (Stretch.ends(absence, schedule).isAfter(now)) {
            schedules.getObject().at(Beginning.NAME, id, begins.isBefore(now) ? now : begins, new Planned(begins));
        } else {
            schedules.getObject().cancel(Beginning.NAME, id);
        }
        Stretch.back(absence, schedule)
                .filter(back -> !back.isBefore(now))
                .ifPresentOrElse(
                        back -> schedules.getObject().at(Return.NAME, id, back, new Planned(back)),
                        () -> schedules.getObject().cancel(Return.NAME, id));
    }

    /// @param at when it was to be
    record Planned(Instant at) {}
}
