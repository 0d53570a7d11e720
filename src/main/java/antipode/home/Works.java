package antipode.home;

import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.hours.DayBand;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Access;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.todos.Todo;
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
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what is on somebody's desk: the same nine questions, however much lies there.
@Component
class Works {

    /// How much of each kind the first page lists.
    private static final int LISTED = 20;

    private static final int MOVES = 8;
    private static final int NEWS = 12;

    private static final String MOVE = """
            case when not draft and door = 'two-way' and level >= 30 and approved >= approvals_required then 'MERGE'
                 when draft then 'CONTINUE' else 'OPEN' end""";

    private final JdbcClient jdbc;
    private final Access access;
    private final Todos todos;
    private final Asks asks;
    private final WorkingHours hours;
    private final Members members;
    private final Clock clock;

    Works(
            JdbcClient jdbc, Access access, Todos todos, Asks asks, WorkingHours hours, Members members, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.todos = todos;
        this.asks = asks;
        this.hours = hours;
        this.members = members;
        this.clock = clock;
    }

    WorkPage of(Actor actor) {
        Instant now = clock.instant();
        Member me = actor.require();
        Todos.Desk desk = todos.desk(actor, LISTED);
        List<Owed> turns = owed(desk.of(Todo.Kind.OBLIGATION), asks.awaiting(actor));
        List<Todo> waited = todos.waitedFor(actor, LISTED);
        Map<Long, Schedule> schedules = schedules(me, waited);
        Map<Long, Member> holders = members.byIds(waited.stream().map(Todo::memberId).toList());
        Set<String> givers = new LinkedHashSet<>();
        turns.forEach(turn -> givers.add(turn.who()));
        return new WorkPage(
                MyDay.of(Objects.requireNonNull(schedules.get(me.id())), me.zone(), now),
                turns,
                givers.size(),
                desk.obligations(),
                moves(actor),
                desk.of(Todo.Kind.BOOKMARK),
                desk.bookmarks(),
                desk.of(Todo.Kind.NEWS).stream().limit(NEWS).toList(),
                desk.news(),
                waiting(waited, holders, me, schedules, now),
                waited.size(),
                defaults(actor, now));
    }

    /// What is due soonest first, then what has waited longest.
    private static List<Owed> owed(List<Todo> obligations, List<Ask> awaiting) {
        Map<Long, Ask> open = new HashMap<>();
        for (Ask ask : awaiting) {
            open.merge(ask.issuableId(), ask, Works::sooner);
        }
        return obligations.stream()
                .map(todo -> new Owed(todo, open.get(todo.issuable().id())))
                .sorted(Comparator.comparing(
                                (Owed turn) -> turn.until(), Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(turn -> turn.todo().since())
                        .thenComparing(turn -> turn.todo().id()))
                .toList();
    }

    private static Ask sooner(Ask one, Ask other) {
        return other.takesEffectAt().isBefore(one.takesEffectAt()) ? other : one;
    }

    private Map<Long, Schedule> schedules(Member me, List<Todo> waited) {
        Set<Long> people = new LinkedHashSet<>(List.of(me.id()));
        waited.forEach(todo -> people.add(todo.memberId()));
        return hours.of(people);
    }

    /// Those who are asked the same stand together.
    private static List<Waiting> waiting(
            List<Todo> waited, Map<Long, Member> holders, Member me, Map<Long, Schedule> schedules, Instant now) {
        Map<Long, List<Todo>> things = new LinkedHashMap<>();
        waited.forEach(todo -> things.computeIfAbsent(todo.issuable().id(), _ -> new ArrayList<>()).add(todo));
        List<Waiting> waiting = new ArrayList<>();
        for (List<Todo> thing : things.values()) {
            for (Todo todo : thing) {
                Schedule schedule = Objects.requireNonNull(schedules.get(todo.memberId()));
                waiting.add(new Waiting(
                        todo,
                        todo != thing.getFirst(),
                        Person.of(Objects.requireNonNull(holders.get(todo.memberId()))),
                        NextAtWork.of(schedule, now).sentence(me.zone()),
                        DayBand.comingDay(schedule, me.zone(), now)
                                .sized(DayBand.Size.LIST)
                                .withoutHours()));
            }
        }
        return waiting;
    }

    /// Open things I am responsible for or assigned to where nobody holds the turn: what may merge, then drafts, then the
    /// rest, the latest first.
    private List<Move> moves(Actor actor) {
        return access.bind(
                        jdbc.sql("select mine.*, " + MOVE + " move"
                                + " from (select " + Threads.HEADER + ", " + Access.LEVEL + """
                                 as level, project.approvals_required, merge_request.draft,
                                merge_request.door, (select count(*) from approval where approval.merge_request_id = issuable.id
                                    and approval.head = merge_request.head and approval.member_id <> issuable.author_id) approved
                                from issuable
                                """ + Threads.JOINS + """
                                left join merge_request on merge_request.id = issuable.id
                                where issuable.state = 'opened' and issuable.id in (
                                        select id from issuable where dri_id = :actor_id and state = 'opened'
                                        union select issuable_id from issuable_assignee where member_id = :actor_id)
                                  and not exists (select from todo where todo.issuable_id = issuable.id
                                                     and todo.kind = 'obligation' and todo.state = 'pending') and\s"""
                                + Access.VISIBLE_ISSUABLE
                                + ") mine order by array_position(array['MERGE', 'CONTINUE', 'OPEN'], " + MOVE
                                + "), updated_at desc, id desc limit :most"),
                        actor)
                .param("most", MOVES)
                .query((row, number) -> new Move(
                        Threads.header(row, number),
                        Move.Kind.valueOf(row.getString("move")),
                        "one-way".equals(row.getString("door")),
                        row.getLong("approved")))
                .list();
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
