package antipode.absences;

import antipode.database.Outbox;
import antipode.hours.Schedule;
import antipode.jobs.Task;
import antipode.people.Absence;
import antipode.people.Absences;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.WorkingHours;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The first working moment after an absence: what nobody took is theirs alone again, and a brief waits on their work, once
/// for all absences that ended in one. It is no letter of its own: the day already begins with one.
@Component
class Return implements Task<Course.Planned> {

    static final String NAME = "absence-returns";

    private final JdbcClient jdbc;
    private final Absences absences;
    private final Members members;
    private final WorkingHours hours;
    private final Outbox outbox;
    private final Clock clock;

    Return(
            JdbcClient jdbc, Absences absences, Members members, WorkingHours hours, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.absences = absences;
        this.members = members;
        this.hours = hours;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Course.Planned> payload() {
        return Course.Planned.class;
    }

    @Override
    public void run(String id, Course.Planned planned) {
        Absence absence = absences.find(Long.parseLong(id)).filter(found -> !found.withdrawn()).orElse(null);
        Member member = absence == null ? null : members.find(absence.memberId()).filter(Member::active).orElse(null);
        if (absence == null || member == null) {
            return;
        }
        outbox.put(Offers.CONSUMER, "absence " + id, new Offers.Of(absence.id(), null, false));
        if (last(absence)) {
            jdbc.sql("""
                            insert into absence_return (absence_id, member_id, ready_at) values (:absence, :member, :now)
                            on conflict (absence_id) do nothing""")
                    .param("absence", absence.id())
                    .param("member", member.id())
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        }
    }

    /// Whether no other absence of theirs ends with the same return and counts as the later one.
    private boolean last(Absence absence) {
        Schedule schedule = hours.of(absence.memberId());
        Instant back = Stretch.back(absence, schedule).orElse(Instant.MAX);
        return absences.of(absence.memberId()).stream()
                .filter(other -> Stretch.back(other, schedule).orElse(Instant.MAX).equals(back))
                .max(Comparator.comparing(Absence::lastOn).thenComparing(Absence::id))
                .filter(other -> other.id() == absence.id())
                .isPresent();
    }
}
