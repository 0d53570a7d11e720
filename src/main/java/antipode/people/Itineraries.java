package antipode.people;

import antipode.hours.Schedule;
import antipode.jobs.Dailies;
import antipode.jobs.Schedules;
import antipode.jobs.Task;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lets the clock of a member be that of the place they have come to: with the first moment of a period of their hours, its
/// zone becomes the one in which everything is shown to them.
@Component
class Itineraries implements Task<Itineraries.Journey> {

    static final String TASK = "itinerary";

    private final JdbcClient jdbc;
    private final WorkingHours hours;
    private final ObjectProvider<Schedules> schedules;
    private final Clock clock;

    Itineraries(JdbcClient jdbc, WorkingHours hours, ObjectProvider<Schedules> schedules, Clock clock) {
        this.jdbc = jdbc;
        this.hours = hours;
        this.schedules = schedules;
        this.clock = clock;
    }

    /// Whose.
    record Journey(long member) {}

    @Override
    public String name() {
        return TASK;
    }

    @Override
    public Class<Journey> payload() {
        return Journey.class;
    }

    @Override
    public void run(String id, Journey journey) {
        follow(journey.member());
    }

    @EventListener
    void hoursChanged(WorkingHours.Changed changed) {
        follow(changed.member());
    }

    /// The date on which somebody arrives may begin at another moment than was planned.
    @EventListener
    void rulesChanged(Dailies.RulesChanged changed) {
        jdbc.sql("select distinct member_id from member_hours where from_date >= :since order by 1")
                .param("since", java.time.LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).minusDays(2))
                .query(Long.class).list().forEach(this::follow);
    }

    private void follow(long member) {
        if (hours.stated(member).isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Schedule schedule = hours.of(member);
        if (!schedule.zoneAt(now).equals(java.time.ZoneOffset.UTC)) {
            jdbc.sql("update member set zone = :zone where id = :member and zone <> :zone")
                    .param("zone", schedule.zoneAt(now).getId())
                    .param("member", member)
                    .update();
        }
        Optional<Instant> next = schedule.periods().stream().skip(1).map(Schedule.Period::begin).filter(begin -> begin.isAfter(now)).findFirst();
        String id = String.valueOf(member);
        next.ifPresentOrElse(
                begin -> schedules.getObject().at(TASK, id, begin, new Journey(member)), () -> schedules.getObject().cancel(TASK, id));
    }
}
