package antipode.todos;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.threads.Issuable;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A member's list: their own entries, and the turns of their teams while they are among those next at work. What one may
/// no longer see is not on it, and comes back with the right to see it. [Deeds] is what one does to it.
@Component
public class Todos {

    /// Counting goes no further than this.
    public static final int COUNTED = 100;

    private static final Long[] NONE = {};

    private final JdbcClient jdbc;
    private final Access access;
    private final TeamTurns teams;
    private final Clock clock;

    Todos(JdbcClient jdbc, Access access, TeamTurns teams, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.teams = teams;
        this.clock = clock;
    }

    /// In which order a list stands, and what in it comes after an entry.
    private enum Order {
        /// What came back from a snooze, then what was owed longest.
        OWED("(todo.snoozed_until is null), todo.id", "((todo.snoozed_until is null), todo.id) > (:fresh, :id)"),
        /// What came back from a snooze, then the newest.
        NEWS(
                "(todo.snoozed_until is null), todo.id desc",
                "((todo.snoozed_until is null) > :fresh or (todo.snoozed_until is null) = :fresh and todo.id < :id)"),
        SNOOZED("todo.snoozed_until, todo.id", "(todo.snoozed_until, todo.id) > (:at, :id)"),
        DONE("todo.done_at desc, todo.id desc", "(todo.done_at, todo.id) < (:at, :id)");

        private final String sql;
        private final String after;

        Order(String sql, String after) {
            this.sql = sql;
            this.after = after;
        }

        static Order of(TodoFilter filter) {
            return switch (filter.state()) {
                case SNOOZED -> SNOOZED;
                case DONE -> DONE;
                case PENDING -> filter.kind() == Todo.Kind.NEWS ? NEWS : OWED;
            };
        }
    }

    /// A part of a list.
    ///
    /// @param more the cursor of the part after this one; empty at the end
    public record Part(List<Todo> rows, String more) {}

    /// So many of a list, from a cursor on; an empty cursor, or one that nobody gave, begins it. A list of pending entries
    /// is of one kind.
    public Part part(Actor actor, TodoFilter filter, String cursor, int limit) {
        Order order = Order.of(filter);
        Cursor after = Cursor.of(cursor);
        Long[] team = ofTeams(actor, filter);
        List<Todo> rows = bound(actor, filter, team, TodoRows.SELECT + where(filter, team)
                        + (after == null ? "" : " and " + order.after) + " order by " + order.sql + " limit :limit")
                .param("fresh", after != null && after.fresh())
                .param("at", after == null ? null : Timestamp.from(after.at()), Types.TIMESTAMP)
                .param("id", after == null ? 0 : after.id())
                // Bound, so that the plan follows the index: by its averages a list is shorter than a part of it, and sorted.
                .param("limit", limit + 1)
                .query(TodoRows::read)
                .list();
        boolean more = rows.size() > limit;
        List<Todo> shown = more ? rows.subList(0, limit) : rows;
        return new Part(shown, more ? Cursor.after(shown.getLast()) : "");
    }

    /// A desk: what was owed longest stands first, news the newest first.
    ///
    /// @param obligations how many there are in all, and so on; counted no further than [#COUNTED]
    public record Desk(List<Todo> rows, int obligations, int bookmarks, int news) {

        public List<Todo> of(Todo.Kind kind) {
            return rows.stream().filter(todo -> todo.kind() == kind).toList();
        }
    }

    /// What is pending of each kind, so many at most.
    public Desk desk(Actor actor, int each) {
        return desk(actor, TodoFilter.PENDING, each);
    }

    public Desk desk(Actor actor, TodoFilter filter, int each) {
        List<Todo> rows = new ArrayList<>();
        int[] totals = new int[Todo.Kind.values().length];
        for (Todo.Kind kind : Todo.Kind.values()) {
            Part part = part(actor, filter.of(kind), "", each);
            rows.addAll(part.rows());
            totals[kind.ordinal()] = part.more().isEmpty() ? part.rows().size() : count(actor, filter.of(kind), COUNTED);
        }
        return new Desk(rows, totals[0], totals[1], totals[2]);
    }

    /// The newest first, whatever their kind, as GitLab lists them.
    public List<Todo> newest(Actor actor, TodoFilter filter, int limit, long offset) {
        Long[] team = ofTeams(actor, filter);
        return bound(actor, filter, team, TodoRows.SELECT + where(filter, team) + " order by todo.id desc limit :limit offset :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query(TodoRows::read)
                .list();
    }

    /// The newest pending entries.
    public List<Todo> pending(Actor actor, int limit) {
        return newest(actor, TodoFilter.PENDING, limit, 0);
    }

    /// What was done last.
    public List<Todo> done(Actor actor, int limit) {
        return part(actor, TodoFilter.PENDING.in(TodoFilter.State.DONE), "", limit).rows();
    }

    /// How many of them there are, counted no further than to the most. Each entry looks up its thing: however long a list
    /// somebody has, no other way is taken, which might be good for a short one alone.
    public int count(Actor actor, TodoFilter filter, int most) {
        Long[] team = ofTeams(actor, filter);
        Map<Boolean, List<String>> conditions = conditions(filter, team).stream()
                .collect(Collectors.partitioningBy(condition -> condition.contains("issuable.")));
        return bound(actor, filter, team, "select count(*) from (select from todo where "
                        + String.join(" and ", Objects.requireNonNull(conditions.get(false)))
                        + " and (select true from issuable join project on project.id = issuable.project_id"
                        + " where issuable.id = todo.issuable_id and "
                        + String.join(" and ", Objects.requireNonNull(conditions.get(true))) + ") limit " + most + ") counted")
                .query(Integer.class)
                .single();
    }

    /// One's own entry.
    public Todo find(Actor actor, long id) {
        return access.bind(
                        jdbc.sql(TodoRows.SELECT + " where todo.id = :id and todo.member_id = :actor_id and "
                                + Access.VISIBLE_ISSUABLE),
                        actor)
                .param("id", id)
                .query(TodoRows::read)
                .optional()
                .orElseThrow(() -> Problem.notFound("Todo"));
    }

    /// Puts a bookmark on one's own list; one that is there already stays as it is.
    @Transactional
    public Todo mark(Actor actor, Issuable issuable) {
        Long there = bookmark(actor, issuable).orElse(null);
        if (there != null) {
            return find(actor, there);
        }
        long id = jdbc.sql("""
                        insert into todo (kind, issuable_id, member_id, action, by_id, since)
                        values ('bookmark', :issuable, :member, 'marked', :member, :now) returning id""")
                .param("issuable", issuable.id())
                .param("member", actor.id())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        return find(actor, id);
    }

    /// Takes one's bookmark off a thing again, if there is one.
    @Transactional
    public void unmark(Actor actor, Issuable issuable) {
        jdbc.sql("""
                        update todo set state = 'done', done_at = :now, done_by = member_id, done_cause = 'you took the bookmark off'
                        where issuable_id = :issuable and member_id = :member and kind = 'bookmark' and state = 'pending'""")
                .param("now", Timestamp.from(clock.instant()))
                .param("issuable", issuable.id())
                .param("member", actor.id())
                .update();
    }

    /// The id of the actor's own bookmark on a thing.
    public Optional<Long> bookmark(Actor actor, Issuable issuable) {
        return jdbc.sql("""
                        select id from todo where issuable_id = :issuable and member_id = :member
                          and kind = 'bookmark' and state = 'pending'""")
                .param("issuable", issuable.id())
                .param("member", actor.idOrNull(), Types.BIGINT)
                .query(Long.class)
                .optional();
    }

    private Long[] ofTeams(Actor actor, TodoFilter filter) {
        boolean turns = filter.kind() == null || filter.kind() == Todo.Kind.OBLIGATION;
        return !turns || filter.state() == TodoFilter.State.SNOOZED
                ? NONE
                : filter.state() == TodoFilter.State.DONE ? teams.ended(actor) : teams.shownTo(actor);
    }

    private static String where(TodoFilter filter, Long[] ofTeams) {
        return " where " + String.join(" and ", conditions(filter, ofTeams));
    }

    private static List<String> conditions(TodoFilter filter, Long[] ofTeams) {
        List<String> conditions = filter.conditions();
        conditions.addFirst(ofTeams.length == 0
                ? "todo.member_id = :actor_id"
                : "(todo.member_id = :actor_id or todo.id = any (:teams))");
        conditions.add(Access.VISIBLE_ISSUABLE);
        return conditions;
    }

    private JdbcClient.StatementSpec bound(Actor actor, TodoFilter filter, Long[] ofTeams, String sql) {
        return filter.bind(access.bind(jdbc.sql(sql), actor), clock.instant()).param("teams", ofTeams);
    }

    /// Where in a list one has read to.
    private record Cursor(boolean fresh, Instant at, long id) {

        static @Nullable Cursor of(String text) {
            if (!text.matches("[fr]-\\d{1,18}-\\d{1,18}")) {
                return null;
            }
            String[] parts = text.split("-");
            long micros = Long.parseLong(parts[1]);
            return new Cursor(
                    parts[0].equals("f"),
                    Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000),
                    Long.parseLong(parts[2]));
        }

        static String after(Todo todo) {
            Instant at = todo.doneAt() != null ? todo.doneAt() : todo.snoozedUntil() != null ? todo.snoozedUntil() : Instant.EPOCH;
            return (todo.snoozedUntil() == null ? "f-" : "r-")
                    + (at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000) + "-" + todo.id();
        }
    }
}
