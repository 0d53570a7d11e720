package antipode.todos;

import antipode.hours.Schedule;
import antipode.jobs.Repeated;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Gives turns back to whoever is responsible: once, where nobody touched one for so many of its holder's own working
/// days, and at once where its holder may no longer see the thing. A turn of whoever is responsible stays.
@Component
class GivingBack implements Repeated {

    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final Members members;
    private final Threads threads;
    private final Events events;
    private final Turns turns;
    private final Idleness idleness;
    private final WorkingHours hours;
    private final Clock clock;

    GivingBack(
            JdbcClient jdbc, Members members, Threads threads, Events events, Turns turns, Idleness idleness, WorkingHours hours, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.threads = threads;
        this.events = events;
        this.turns = turns;
        this.idleness = idleness;
        this.hours = hours;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "idle-turns";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    private record Due(long id, long thing) {}

    @Override
    @Transactional
    public void run() {
        int days = idleness.days();
        List<Due> due = jdbc.sql("""
                        select id, issuable_id thing from todo
                        where kind = 'obligation' and state = 'pending' and idle_at <= :now order by idle_at limit :most""")
                .param("now", Timestamp.from(clock.instant()))
                .param("most", AT_ONCE)
                .query(Due.class)
                .list();
        due.stream().sorted(Comparator.comparing(Due::thing)).forEach(one -> look(one, days));
    }

    /// The turn as it stands once its thread is locked.
    private record Waiting(Holder holder, Instant touched) {}

    private void look(Due due, int days) {
        Issuable issuable = threads.lock(due.thing());
        Waiting waiting = waiting(due.id()).orElse(null);
        if (waiting == null) {
            return;
        }
        Person person = waiting.holder().person();
        Schedule schedule = person == null ? null : hours.of(person.id());
        Instant idleAt = (schedule == null ? Idleness.ofTeam(days, waiting.touched()) : Idleness.after(days, schedule, waiting.touched()))
                .orElse(null);
        if (idleAt != null && !idleAt.isAfter(clock.instant()) && mayGoBack(issuable, waiting.holder())) {
            String after = "after " + (days == 1 ? "one working day" : days + " working days") + " without an answer";
            back(issuable, due.id(), waiting.holder(), Todo.Action.RETURNED,
                    waiting.holder().firstName() + "’s turn went back to " + issuable.dri().firstName() + ", " + after,
                    "it went back to " + issuable.dri().firstName() + " " + after);
        } else {
            // What stays with whoever is responsible is not looked at again.
            jdbc.sql("update todo set idle_at = :at where id = :id")
                    .param("at", idleAt == null || !idleAt.isAfter(clock.instant()) ? null : Timestamp.from(idleAt), Types.TIMESTAMP)
                    .param("id", due.id())
                    .update();
        }
    }

    private Optional<Waiting> waiting(long todo) {
        return jdbc.sql("""
                        select holder.id holder_id, holder.username holder_username, holder.name holder_name,
                               holder.zone holder_zone, holder.picture holder_picture, todo.team_id, team.full_path team_path, team.name team_name,
                               (select max(since) from todo_reason where todo_id = todo.id) touched
                        from todo left join member holder on holder.id = todo.member_id
                        left join namespace team on team.id = todo.team_id
                        where todo.id = :id and todo.state = 'pending'""")
                .param("id", todo)
                .query((row, _) -> {
                    var team = TodoRows.team(row);
                    return new Waiting(
                            team != null ? Holder.of(team) : Holder.of(Threads.person(row, "holder_")),
                            row.getTimestamp("touched").toInstant());
                })
                .optional();
    }

    private boolean mayGoBack(Issuable issuable, Holder holder) {
        Person dri = issuable.dri();
        return issuable.open() && (holder.person() == null || holder.person().id() != dri.id()) && present(dri, issuable);
    }

    private boolean present(Person person, Issuable issuable) {
        return members.find(person.id())
                .filter(member -> member.active() && threads.sees(Actor.of(member), issuable.id()))
                .isPresent();
    }

    /// Whoever held it may no longer see the thing, or is no longer here.
    @Transactional
    public void lost(long todo, long thing) {
        Issuable issuable = threads.lock(thing);
        Waiting waiting = waiting(todo).orElse(null);
        if (waiting == null) {
            return;
        }
        String why = waiting.holder().firstName() + " can no longer answer here";
        if (mayGoBack(issuable, waiting.holder())) {
            back(issuable, todo, waiting.holder(), Todo.Action.LEFT,
                    waiting.holder().firstName() + " can no longer answer here, so it is " + issuable.dri().firstName() + "’s turn", why);
        } else {
            turns.endOne(todo, why, null, null);
        }
    }

    private void back(Issuable issuable, long todo, Holder holder, Todo.Action action, String sentence, String cause) {
        long note = events.append(Actor.nobody(), issuable, "returned", Map.of("sentence", sentence));
        threads.touch(issuable.id());
        turns.endOne(todo, cause, null, note);
        Long had = holder.person() == null ? null : holder.person().id();
        turns.pass(issuable, List.of(issuable.dri().id()), new Turns.Cause(action, had, note, "", null));
        if (had != null && action == Todo.Action.RETURNED) {
            turns.inform(issuable, List.of(had), new Turns.Cause(Todo.Action.TAKEN_BACK, issuable.dri().id(), note, "", null));
        }
    }
}
