package antipode.todos;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A member's list. What one may no longer see is not on it, and comes back with the right to see it.
@Component
public class Todos {

    private static final String SELECT = "select todo.id todo_id, todo.kind todo_kind, todo.member_id, todo.action, "
            + "todo.note_id, todo.question, todo.since, todo.deliver_from, todo.state todo_state, todo.done_at, "
            + "todo.done_cause, giver.id giver_id, giver.username giver_username, giver.name giver_name, "
            + "giver.zone giver_zone, " + Threads.HEADER + """
             from todo
            join issuable on issuable.id = todo.issuable_id
            """ + Threads.JOINS + """
            left join member giver on giver.id = todo.by_id
            """;

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;

    Todos(JdbcClient jdbc, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /// What to list, as GitLab's `GET /todos` filters.
    ///
    /// @param after list only what is older than this id; 0 begins with the newest
    public record Filter(
            boolean done,
            @Nullable String action,
            @Nullable Long projectId,
            @Nullable Long authorId,
            Issuable.@Nullable Kind kind,
            long after,
            int limit) {

        public static Filter pending(int limit) {
            return new Filter(false, null, null, null, null, 0, limit);
        }

        public static Filter done(int limit) {
            return new Filter(true, null, null, null, null, 0, limit);
        }
    }

    /// The newest of a list is not what one does first: what was owed longest stands first, news the newest first.
    ///
    /// @param obligations how many there are in all, and so on
    public record Desk(List<Todo> rows, int obligations, int bookmarks, int news) {

        public List<Todo> of(Todo.Kind kind) {
            return rows.stream().filter(todo -> todo.kind() == kind).toList();
        }
    }

    /// Everything pending of each kind, so many at most, in one question.
    public Desk desk(Actor actor, int each) {
        int[] totals = new int[Todo.Kind.values().length];
        List<Todo> rows = access.bind(
                        jdbc.sql("select * from (" + SELECT.replaceFirst("select ", """
                                select row_number() over (partition by todo.kind
                                         order by case todo.kind when 'news' then -todo.id else todo.id end) place,
                                       count(*) over (partition by todo.kind) total,\s""")
                                + " where todo.member_id = :actor_id and todo.state = 'pending' and "
                                + Access.VISIBLE_ISSUABLE + ") ranked where place <= :each order by place"),
                        actor)
                .param("each", each)
                .query((row, number) -> {
                    Todo todo = todo(row, number);
                    totals[todo.kind().ordinal()] = row.getInt("total");
                    return todo;
                })
                .list();
        return new Desk(rows, totals[0], totals[1], totals[2]);
    }

    /// The actor's own list, newest first.
    public List<Todo> of(Actor actor, Filter filter) {
        return of(actor, filter, 0);
    }

    /// The same from some place on.
    public List<Todo> of(Actor actor, Filter filter, long offset) {
        return bound(actor, filter, SELECT + where(filter) + " order by todo.id desc limit :limit offset :offset")
                .param("limit", filter.limit())
                .param("offset", offset)
                .query(Todos::todo)
                .list();
    }

    /// How many of them there are, counted up to a hundred.
    public int count(Actor actor, Filter filter) {
        return count(actor, filter, 100);
    }

    public int count(Actor actor, Filter filter, int most) {
        return bound(actor, filter, "select count(*) from (select from todo join issuable on issuable.id = todo.issuable_id "
                        + "join project on project.id = issuable.project_id " + where(filter) + " limit :most) counted")
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /// What others owe the actor, longest waiting first.
    public List<Todo> waitedFor(Actor actor, int limit) {
        return access.bind(
                        jdbc.sql(SELECT + """
                                where todo.by_id = :actor_id and todo.member_id <> :actor_id
                                  and todo.kind = 'obligation' and todo.state = 'pending' and\s"""
                                + Access.VISIBLE_ISSUABLE + " order by todo.since, todo.id limit :limit"),
                        actor)
                .param("limit", limit)
                .query(Todos::todo)
                .list();
    }

    public Todo find(Actor actor, long id) {
        return access.bind(
                        jdbc.sql(SELECT + " where todo.id = :id and todo.member_id = :actor_id and " + Access.VISIBLE_ISSUABLE),
                        actor)
                .param("id", id)
                .query(Todos::todo)
                .optional()
                .orElseThrow(() -> Problem.notFound("Todo"));
    }

    /// Puts a bookmark on one's own list; one that is there already stays as it is.
    @Transactional
    public Todo mark(Actor actor, Issuable issuable) {
        Instant now = clock.instant();
        Long there = bookmark(actor, issuable).orElse(null);
        if (there != null) {
            return find(actor, there);
        }
        long id = jdbc.sql("""
                        insert into todo (kind, issuable_id, member_id, action, by_id, since)
                        values ('bookmark', :issuable, :member, 'marked', :member, :now) returning id""")
                .param("issuable", issuable.id())
                .param("member", actor.id())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
        return find(actor, id);
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

    /// Done by hand, which says no more than that.
    @Transactional
    public Todo done(Actor actor, long id) {
        find(actor, id);
        jdbc.sql("""
                        update todo set state = 'done', done_at = :now, done_by = member_id, done_cause = 'you marked it done'
                        where id = :id and state = 'pending'""")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
        return find(actor, id);
    }

    /// Puts it back on the list, unless a new turn on the same thing has begun meanwhile.
    @Transactional
    public Todo undo(Actor actor, long id) {
        Todo todo = find(actor, id);
        jdbc.sql("""
                        update todo set state = 'pending', done_at = null, done_by = null, done_cause = null, done_note_id = null
                        where id = :id and state = 'done' and not exists (
                            select from todo other where other.issuable_id = todo.issuable_id
                               and other.member_id = todo.member_id and other.kind = 'obligation'
                               and other.state = 'pending' and todo.kind = 'obligation')""")
                .param("id", id)
                .update();
        return find(actor, todo.id());
    }

    /// Clears news, never what somebody waits for or what one has marked.
    @Transactional
    public int clearNews(Actor actor) {
        return clear(actor, "kind = 'news'", "you cleared the news");
    }

    /// Clears the whole list: what the API's `mark_as_done` of all does.
    @Transactional
    public int clearAll(Actor actor) {
        return clear(actor, "true", "you marked everything done");
    }

    private int clear(Actor actor, String which, String cause) {
        return jdbc.sql("""
                        update todo set state = 'done', done_at = :now, done_by = member_id, done_cause = :cause
                        where member_id = :member and state = 'pending' and\s""" + which)
                .param("now", Timestamp.from(clock.instant()))
                .param("cause", cause)
                .param("member", actor.id())
                .update();
    }

    private JdbcClient.StatementSpec bound(Actor actor, Filter filter, String sql) {
        return access.bind(jdbc.sql(sql), actor)
                .param("state", filter.done() ? "done" : "pending")
                .param("action", filter.action(), Types.VARCHAR)
                .param("project", filter.projectId(), Types.BIGINT)
                .param("author", filter.authorId(), Types.BIGINT)
                .param("kind", filter.kind() == null ? null : filter.kind().key(), Types.VARCHAR)
                .param("after", filter.after());
    }

    private static String where(Filter filter) {
        List<String> conditions = new ArrayList<>(
                List.of("where todo.member_id = :actor_id", "todo.state = :state", Access.VISIBLE_ISSUABLE));
        if (filter.action() != null) {
            conditions.add("todo.action = :action");
        }
        if (filter.projectId() != null) {
            conditions.add("issuable.project_id = :project");
        }
        if (filter.authorId() != null) {
            conditions.add("todo.by_id = :author");
        }
        if (filter.kind() != null) {
            conditions.add("issuable.kind = :kind");
        }
        if (filter.after() > 0) {
            conditions.add("todo.id < :after");
        }
        return String.join(" and ", conditions);
    }

    private static Todo todo(ResultSet row, int number) throws SQLException {
        Person giver = row.getObject("giver_id") == null ? null : Threads.person(row, "giver_");
        Timestamp deliverFrom = row.getTimestamp("deliver_from");
        Timestamp doneAt = row.getTimestamp("done_at");
        return new Todo(
                row.getLong("todo_id"),
                Todo.Kind.of(row.getString("todo_kind")),
                Threads.header(row, number),
                row.getLong("member_id"),
                Todo.Action.of(row.getString("action")),
                giver,
                row.getObject("note_id", Long.class),
                row.getString("question"),
                row.getTimestamp("since").toInstant(),
                deliverFrom == null ? null : deliverFrom.toInstant(),
                "done".equals(row.getString("todo_state")),
                doneAt == null ? null : doneAt.toInstant(),
                row.getString("done_cause"));
    }
}
