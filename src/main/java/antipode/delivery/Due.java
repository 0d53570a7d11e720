package antipode.delivery;

import antipode.capacity.Capacities;
import antipode.people.Members;
import antipode.people.WorkingHours;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Whom something is held for, and when the first of it is due.
@Component
class Due {

    /// So often everybody is looked at again, whatever was heard of them: less than the five minutes that we promise.
    static final Duration LOOK = Duration.ofMinutes(4);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    Due(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Notes that something is held for them until then; waits for whoever works on them at this moment.
    @Transactional(propagation = Propagation.MANDATORY)
    public void noLaterThan(Map<Long, Instant> moments) {
        List<Long> members = moments.keySet().stream().sorted().toList();
        jdbc.sql("""
                        insert into delivery (member_id, due_at, looked_at)
                        select member, at, :now from unnest(:members, :moments::timestamptz[]) planned (member, at) order by member
                        on conflict (member_id) do update set due_at = least(delivery.due_at, excluded.due_at)""")
                .param("members", members.toArray(Long[]::new))
                .param("moments", members.stream().map(member -> String.valueOf(moments.get(member))).toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// Has what is held for them planned anew, as something that mattered to it has changed.
    @Transactional
    public void lookAgain(Collection<Long> members) {
        jdbc.sql("update delivery set due_at = least(due_at, :now) where member_id = any (:members)")
                .param("now", Timestamp.from(clock.instant()))
                .param("members", members.toArray(Long[]::new))
                .update();
    }

    @EventListener
    void changed(Members.Changed changed) {
        lookAgain(List.of(changed.member()));
    }

    @EventListener
    void reachable(WorkingHours.Changed changed) {
        lookAgain(List.of(changed.member()));
    }

    @EventListener
    void busier(Capacities.Changed changed) {
        lookAgain(List.of(changed.member()));
    }

    /// Takes those whose time has come, longest due first, and else those nobody has looked at for long. They stay taken
    /// until the transaction ends; whom another one has taken is left out.
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Long> take(int most) {
        Instant now = clock.instant();
        List<Long> due = jdbc.sql("""
                        select member_id from delivery where due_at <= :now
                        order by due_at, member_id limit :most for update skip locked""")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(Long.class)
                .list();
        return due.isEmpty()
                ? jdbc.sql("""
                                select member_id from delivery where looked_at <= :then
                                order by looked_at limit :most for update skip locked""")
                        .param("then", Timestamp.from(now.minus(LOOK)))
                        .param("most", most)
                        .query(Long.class)
                        .list()
                : due;
    }

    /// Plans their next look by what is held for them still; for whom nothing is held is out of it.
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(Collection<Long> members) {
        Long[] ids = members.toArray(Long[]::new);
        jdbc.sql("""
                        update delivery set due_at = next.at, looked_at = :now, attempts = 0, problem = null
                        from (select member.id, (select min(held_until) from notice
                                                  where notice.member_id = member.id and notice.state = 'held') at
                                from unnest(:members::bigint[]) member (id)) next
                        where delivery.member_id = next.id and next.at is not null""")
                .param("now", Timestamp.from(clock.instant()))
                .param("members", ids)
                .update();
        jdbc.sql("""
                        delete from delivery where member_id = any (:members)
                          and not exists (select from notice where notice.member_id = delivery.member_id and notice.state = 'held')""")
                .param("members", ids)
                .update();
    }

    /// Lets one wait whose letter failed, longer each time, so that the others go on.
    @Transactional(propagation = Propagation.MANDATORY)
    public void putOff(long member, RuntimeException why) {
        jdbc.sql("""
                        update delivery set attempts = attempts + 1, problem = :problem, looked_at = :now,
                          due_at = :now::timestamptz + make_interval(secs => least(:longest, 2 ^ least(attempts + 1, 20)))
                        where member_id = :member""")
                .param("problem", String.valueOf(why).replace("\0", ""))
                .param("now", Timestamp.from(clock.instant()))
                .param("longest", LONGEST_PAUSE.toSeconds())
                .param("member", member)
                .update();
    }

    /// Somebody whose letters fail.
    record Failing(String name, int attempts, String problem) {}

    /// Whose letters have failed so often that somebody has to look.
    List<Failing> failing() {
        return jdbc.sql("""
                        select member.name, attempts, problem from delivery join member on member.id = delivery.member_id
                        where attempts >= 3 order by attempts desc, member.id limit 200""")
                .query(Failing.class)
                .list();
    }

    /// When the first of anybody is due.
    Optional<Instant> next() {
        return jdbc.sql("select min(due_at) from delivery")
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }
}
