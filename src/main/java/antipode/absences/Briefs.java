package antipode.absences;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.TodoFilter;
import antipode.todos.Todos;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Gathers the brief of an absence from what is on record, in a fixed number of questions.
@Component
public class Briefs {

    private static final int EACH = 50;

    private final JdbcClient jdbc;
    private final Access access;
    private final Todos todos;
    private final Clock clock;

    Briefs(JdbcClient jdbc, Access access, Todos todos, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.todos = todos;
        this.clock = clock;
    }

    Brief of(Actor actor, Stretch away) {
        Todos.Part waiting = todos.part(actor, TodoFilter.PENDING.of(Todo.Kind.OBLIGATION), "", EACH);
        return new Brief(
                decided(actor, away), waiting.rows(), !waiting.more().isEmpty(), taken(actor, away), silent(actor, away),
                answered(actor, away));
    }

    private List<Brief.Decided> decided(Actor actor, Stretch away) {
        return read(actor, away, """
                , issuable.closed_at at, giver.id giver_id, giver.username giver_username, giver.name giver_name, giver.zone giver_zone, giver.picture giver_picture
                from subscription mine join issuable on issuable.id = mine.issuable_id
                """, " left join member giver on giver.id = issuable.closed_by", """
                mine.member_id = :actor_id
                and issuable.closed_at >= :from and issuable.closed_at < :until and issuable.closed_by is distinct from :actor_id
                """, "issuable.closed_at desc", (row, number) -> new Brief.Decided(
                        Threads.header(row, number), at(row), row.getObject("giver_id") == null ? null : Threads.person(row, "giver_")));
    }

    private List<Brief.Taken> taken(Actor actor, Stretch away) {
        return read(actor, away, """
                , handoff.decided_at at, giver.id giver_id, giver.username giver_username, giver.name giver_name, giver.zone giver_zone, giver.picture giver_picture
                from handoff join issuable on issuable.id = handoff.issuable_id
                """, " join member giver on giver.id = handoff.taker_id", """
                handoff.giver_id = :actor_id and handoff.state in ('accepted', 'taken_over')
                and handoff.decided_at >= :from and handoff.decided_at < :until
                """, "handoff.decided_at desc", (row, number) -> new Brief.Taken(
                        Threads.header(row, number), Threads.person(row, "giver_"), at(row)));
    }

    private List<Brief.Silent> silent(Actor actor, Stretch away) {
        return read(actor, away, """
                , ask.ended_at at, ask.id ask_id, ask.question, ask.default_text, ask.state = 'defaulted' and ask_person.away reopens
                from ask_person join ask on ask.id = ask_person.ask_id join issuable on issuable.id = ask.issuable_id
                """, "", """
                ask_person.member_id = :actor_id and ask.state in ('defaulted', 'reopened') and ask.default_text is not null
                and ask.ended_at >= :from and ask.ended_at < :until
                """, "ask.ended_at desc", (row, number) -> new Brief.Silent(
                        row.getLong("ask_id"), Threads.header(row, number), row.getString("question"), row.getString("default_text"),
                        at(row), row.getBoolean("reopens")));
    }

    private List<Brief.Answered> answered(Actor actor, Stretch away) {
        return read(actor, away, """
                , ask_person.answered_at at, ask.id ask_id, ask.question,
                giver.id giver_id, giver.username giver_username, giver.name giver_name, giver.zone giver_zone, giver.picture giver_picture
                from ask_person join ask on ask.id = ask_person.ask_id join issuable on issuable.id = ask.issuable_id
                """, " join member giver on giver.id = ask_person.answered_by", """
                ask_person.member_id = :actor_id and ask_person.answered_by <> :actor_id
                and ask_person.answered_at >= :from and ask_person.answered_at < :until
                """, "ask_person.answered_at desc", (row, number) -> new Brief.Answered(
                        row.getLong("ask_id"), Threads.header(row, number), row.getString("question"), Threads.person(row, "giver_"), at(row)));
    }

    private <T> List<T> read(
            Actor actor, Stretch away, String from, String joins, String where, String order, RowMapper<T> reading) {
        return access.bind(
                        jdbc.sql("select " + Threads.HEADER + from + Threads.JOINS + joins + " where " + where + " and "
                                + Access.VISIBLE_ISSUABLE + " order by " + order + " limit " + EACH),
                        actor)
                .param("from", Timestamp.from(away.from()))
                .param("until", Timestamp.from(away.until()))
                .query(reading)
                .list();
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getTimestamp("at").toInstant();
    }

    /// The page of the brief that is ready and not read yet, if there is any.
    @Transactional(readOnly = true)
    public @Nullable String unread(Actor actor) {
        return jdbc.sql("""
                        select absence_id from absence_return where member_id = :member and read_at is null
                        order by ready_at desc, absence_id desc limit 1""")
                .param("member", actor.id())
                .query(Long.class)
                .optional()
                .map(absence -> "/-/absences/" + absence + "/brief")
                .orElse(null);
    }

    /// Says that what is ready is read.
    @Transactional
    void read(Actor actor) {
        jdbc.sql("update absence_return set read_at = :now where member_id = :member and read_at is null")
                .param("now", Timestamp.from(clock.instant()))
                .param("member", actor.id())
                .update();
    }
}
