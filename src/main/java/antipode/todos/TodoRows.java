package antipode.todos;

import antipode.threads.Text;
import antipode.people.Person;
import antipode.threads.Threads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads rows of lists with what they are about: one question, however many.
final class TodoRows {

    static final String COLUMNS = "todo.id todo_id, todo.kind todo_kind, todo.member_id, todo.team_id, team.full_path team_path, "
            + "team.name team_name, todo.action, todo.note_id, todo.question, todo.since, todo.deliver_from, "
            + "todo.snoozed_until, todo.state todo_state, todo.done_at, todo.done_cause, giver.id giver_id, "
            + "giver.username giver_username, giver.name giver_name, giver.zone giver_zone, giver.picture giver_picture, " + Threads.HEADER;

    static final String JOINS = " join issuable on issuable.id = todo.issuable_id " + Threads.JOINS + """
             left join member giver on giver.id = todo.by_id
            left join namespace team on team.id = todo.team_id
            """;

    static final String SELECT = "select " + COLUMNS + " from todo" + JOINS;

    private TodoRows() {}

    static Todo read(ResultSet row, int number) throws SQLException {
        Person giver = row.getObject("giver_id") == null ? null : Threads.person(row, "giver_");
        return new Todo(
                row.getLong("todo_id"),
                Todo.Kind.of(row.getString("todo_kind")),
                Threads.header(row, number),
                row.getLong("member_id"),
                team(row),
                Todo.Action.of(row.getString("action")),
                giver,
                row.getObject("note_id", Long.class),
                row.getString("question"),
                row.getTimestamp("since").toInstant(),
                instant(row.getTimestamp("deliver_from")),
                instant(row.getTimestamp("snoozed_until")),
                "done".equals(row.getString("todo_state")),
                instant(row.getTimestamp("done_at")),
                row.getString("done_cause"));
    }

    static Text.@Nullable Team team(ResultSet row) throws SQLException {
        Long team = row.getObject("team_id", Long.class);
        return team == null ? null : new Text.Team(team, row.getString("team_path"), row.getString("team_name"));
    }

    static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
