package antipode.todos;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Passes a turn on without a comment, "not mine, Kei's, because …", or takes what a team holds.
@Component
public class Passing {

    static final int LONGEST = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Threads threads;
    private final Access access;
    private final Events events;
    private final Turns turns;
    private final TurnRules rules;
    private final ApplicationEventPublisher publisher;

    Passing(
            JdbcClient jdbc, Clock clock, Threads threads, Access access, Events events, Turns turns, TurnRules rules,
            ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.threads = threads;
        this.access = access;
        this.events = events;
        this.turns = turns;
        this.rules = rules;
        this.publisher = publisher;
    }

    /// Makes it the turn of these and ends one's own. Nobody else's ends by it.
    ///
    /// @param to  usernames and team paths
    /// @param why a sentence for them; it may be empty
    @Transactional
    public List<Holder> pass(Actor actor, Issuable issuable, Collection<String> to, String why) {
        Issuable locked = threads.lock(issuable.id());
        access.require(actor, locked.projectId(), Role.GUEST);
        List<Holder> holders = rules.named(actor, locked, to);
        if (holders.isEmpty()) {
            throw Problem.invalid("turn", "needs somebody to pass to");
        }
        if (!locked.open()) {
            throw Problem.conflict("This " + locked.kind().word() + " is " + locked.state().key() + ". Reopen it first.");
        }
        if (why.length() > LONGEST) {
            throw Problem.invalid("because", "is too long (maximum is " + LONGEST + " characters)");
        }
        Map<String, String> detail = new HashMap<>(Map.of("to", names(holders)));
        if (!why.isBlank()) {
            detail.put("because", "“" + why.strip() + "”");
        }
        long note = events.append(actor, locked, "passed", detail);
        threads.touch(locked.id());
        if (holders.stream().noneMatch(holder -> holder.is(actor))) {
            turns.end(locked.id(), actor.id(), "you passed it to " + names(holders), actor.id(), note);
        }
        turns.passTo(
                locked,
                holders.stream().filter(holder -> !holder.is(actor)).toList(),
                new Turns.Cause(Todo.Action.PASSED, actor.id(), note, why.strip(), null));
        if (holders.stream().anyMatch(holder -> holder.is(actor))) {
            turns.pass(locked, List.of(actor.id()), new Turns.Cause(Todo.Action.PASSED, actor.id(), note, "", null));
        }
        return holders;
    }

    /// Makes a team's turn one's own: it keeps its age and its reasons, and is gone for everyone else in the team.
    ///
    /// @return one's own entry
    @Transactional
    public long take(Actor actor, long todo) {
        Issuable issuable = threads.lock(heldByTeam(actor, todo));
        String who = Person.of(actor.require()).firstName();
        Taken taken = jdbc.sql("""
                        update todo set state = 'done', done_at = :now, done_by = :actor, done_cause = :cause
                        where id = :todo and state = 'pending' returning team_id team, action""")
                .param("now", Timestamp.from(clock.instant()))
                .param("actor", actor.id())
                .param("cause", who + " took it")
                .param("todo", todo)
                .query(Taken.class)
                .optional()
                .orElseThrow(() -> Problem.conflict("Somebody else in the team has taken it meanwhile."));
        long note = events.append(actor, issuable, "took", Map.of("from", name(taken.team())));
        long own = turns.hold(issuable, actor.id(), todo);
        jdbc.sql("update todo set done_note_id = :note where id = :todo").param("note", note).param("todo", todo).update();
        publisher.publishEvent(new TeamTurns.Took(issuable, actor, todo, own, Todo.Action.of(taken.action())));
        return own;
    }

    private record Taken(long team, String action) {}

    /// What the team's turn is about, if the actor is part of the team and may see it.
    private long heldByTeam(Actor actor, long todo) {
        return access.bind(jdbc.sql(TeamTurns.MINE + """
                        select issuable.id from todo join mine on mine.id = todo.team_id
                        join issuable on issuable.id = todo.issuable_id join project on project.id = issuable.project_id
                        where todo.id = :todo and\s""" + Access.VISIBLE_ISSUABLE), actor)
                .param("todo", todo)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("Todo"));
    }

    private String name(long team) {
        return jdbc.sql("select name from namespace where id = :team").param("team", team).query(String.class).single();
    }

    /// "Kei and Support"
    static String names(List<Holder> holders) {
        List<String> names = holders.stream().map(Holder::firstName).toList();
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
