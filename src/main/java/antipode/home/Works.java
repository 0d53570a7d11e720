package antipode.home;

import antipode.absences.Briefs;
import antipode.asks.Ask;
import antipode.asks.AskLists;
import antipode.hours.Schedule;
import antipode.onboarding.Greetings;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.WorkingHours;
import antipode.projects.Access;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.todos.Snooze;
import antipode.todos.Todo;
import antipode.todos.TodoSettings;
import antipode.todos.Todos;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what is on somebody's desk: the same seventeen questions, however much lies there.
@Component
class Works {

    /// How much of each kind the first page lists.
    private static final int LISTED = 20;

    private static final int MOVES = 8;
    private static final int NEWS = 12;

    private final JdbcClient jdbc;
    private final Access access;
    private final Todos todos;
    private final AskLists asks;
    private final WorkingHours hours;
    private final Moves moves;
    private final Evenings evenings;
    private final TodoSettings settings;
    private final Briefs briefs;
    private final Greetings greetings;
    private final Clock clock;

    Works(
            JdbcClient jdbc, Access access, Todos todos, AskLists asks, WorkingHours hours, Moves moves,
            Evenings evenings, TodoSettings settings, Briefs briefs, Greetings greetings,
            Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.todos = todos;
        this.asks = asks;
        this.hours = hours;
        this.moves = moves;
        this.evenings = evenings;
        this.settings = settings;
        this.briefs = briefs;
        this.greetings = greetings;
        this.clock = clock;
    }

    WorkPage of(Actor actor) {
        Instant now = clock.instant();
        Member me = actor.require();
        Todos.Desk desk = todos.desk(actor, LISTED);
        List<Owed> turns = owed(desk.of(Todo.Kind.OBLIGATION), asks.awaiting(actor), now);
        Schedule schedule = hours.of(me.id());
        List<Waiting> waiting = moves.waiting(actor, LISTED + 1, 0);
        List<Move> movable = moves.movable(actor, false, MOVES + 1, 0);
        Set<String> givers = new LinkedHashSet<>();
        turns.forEach(turn -> givers.add(turn.who()));
        return new WorkPage(
                MyDay.of(schedule, me.zone(), now),
                turns,
                givers.size(),
                desk.obligations(),
                movable.stream().limit(MOVES).toList(),
                movable.size() > MOVES,
                desk.of(Todo.Kind.BOOKMARK),
                desk.bookmarks(),
                desk.of(Todo.Kind.NEWS).stream().limit(NEWS).toList(),
                desk.news(),
                waiting.stream().limit(LISTED).toList(),
                waiting.size() > LISTED,
                defaults(actor, now),
                new Snooze(schedule, me.zone(), now),
                evenings.of(actor),
                settings.of(actor).keys(),
                !greetings.due(actor),
                briefs.unread(actor));
    }

    /// What came back from a snooze first, then what is due soonest, then what has waited longest.
    private static List<Owed> owed(List<Todo> obligations, List<Ask> awaiting, Instant now) {
        Map<Long, Ask> open = new HashMap<>();
        for (Ask ask : awaiting) {
            open.merge(ask.issuableId(), ask, Works::sooner);
        }
        return obligations.stream()
                .map(todo -> new Owed(todo, open.get(todo.issuable().id())))
                .sorted(Comparator.comparing((Owed turn) -> !turn.todo().returned(now))
                        .thenComparing(turn -> turn.until(), Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(turn -> turn.todo().since())
                        .thenComparing(turn -> turn.todo().id()))
                .toList();
    }

    private static Ask sooner(Ask one, Ask other) {
        return other.takesEffectAt().isBefore(one.takesEffectAt()) ? other : one;
    }

    private List<Defaulted> defaults(Actor actor, Instant now) {
        List<Ask> mine = asks.withDefaultBy(actor);
        Map<Long, Issuable> things = visible(actor, mine.stream().map(Ask::issuableId).toList());
        List<Defaulted> defaults = new ArrayList<>();
        for (Ask ask : mine) {
            Issuable thing = things.get(ask.issuableId());
            if (thing != null) {
                defaults.add(Defaulted.of(ask, thing, now));
            }
        }
        return defaults;
    }

    /// Those of these things that the actor may see, in one question.
    Map<Long, Issuable> visible(Actor actor, Collection<Long> ids) {
        Map<Long, Issuable> things = new LinkedHashMap<>();
        access.bind(
                        jdbc.sql("select " + Threads.HEADER + " from issuable " + Threads.JOINS
                                + " where issuable.id = any (:ids) and " + Access.VISIBLE_ISSUABLE),
                        actor)
                .param("ids", ids.toArray(Long[]::new))
                .query(Threads::header)
                .list()
                .forEach(thing -> things.put(thing.id(), thing));
        return things;
    }
}
