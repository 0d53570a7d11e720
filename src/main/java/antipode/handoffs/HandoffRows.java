package antipode.handoffs;

import antipode.people.Person;
import antipode.threads.Threads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How hand-offs are read.
final class HandoffRows {

    static final String SELECT = """
            select handoff.*, giver.username giver_username, giver.name giver_name, giver.zone giver_zone, giver.picture giver_picture,
                   giver_team.full_path giver_team_path, giver_team.name giver_team_name,
                   receiver.username to_member_username, receiver.name to_member_name, receiver.zone to_member_zone, receiver.picture to_member_picture,
                   to_team.full_path to_team_path, to_team.name to_team_name,
                   taker.username taker_username, taker.name taker_name, taker.zone taker_zone, taker.picture taker_picture
            from handoff
            join member giver on giver.id = handoff.giver_id
            left join namespace giver_team on giver_team.id = handoff.giver_team_id
            left join member receiver on receiver.id = handoff.to_member_id
            left join namespace to_team on to_team.id = handoff.to_team_id
            left join member taker on taker.id = handoff.taker_id
            """;

    private HandoffRows() {}

    static Handoff read(ResultSet row, int number) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        return new Handoff(
                row.getLong("id"),
                row.getLong("issuable_id"),
                Threads.person(row, "giver_"),
                team(row, "giver_team_"),
                receiver(row),
                row.getBoolean("responsibility"),
                new Handoff.Words(
                        row.getString("done"), row.getString("next"), row.getString("blocked"), row.getString("open_questions"),
                        row.getString("links")),
                Handoff.State.of(row.getString("state")),
                row.getString("question"),
                row.getTimestamp("offered_at").toInstant(),
                row.getLong("note_id"),
                decided == null ? null : decided.toInstant(),
                person(row, "taker_"));
    }

    private static @Nullable Receiver receiver(ResultSet row) throws SQLException {
        Person person = person(row, "to_member_");
        return person != null ? Receiver.of(person) : team(row, "to_team_");
    }

    private static @Nullable Person person(ResultSet row, String prefix) throws SQLException {
        return row.getObject(prefix + "id") == null ? null : Threads.person(row, prefix);
    }

    private static @Nullable Receiver team(ResultSet row, String prefix) throws SQLException {
        return row.getObject(prefix + "id") == null
                ? null
                : new Receiver(
                        row.getLong(prefix + "id"),
                        Objects.requireNonNull(row.getString(prefix + "path")),
                        Objects.requireNonNull(row.getString(prefix + "name")),
                        null);
    }
}
