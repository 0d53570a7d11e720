package antipode.mergerequests;

import antipode.people.Person;
import antipode.threads.Door;
import antipode.threads.Threads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads merge requests with their headers.
final class MergeRequestRows {

    static final String FROM = " from merge_request join issuable on issuable.id = merge_request.id " + Threads.JOINS + """
            left join member door_by on door_by.id = merge_request.door_by
            left join member merger on merger.id = merge_request.merged_by
            left join auto_merge on auto_merge.merge_request_id = merge_request.id
            left join member auto_merger on auto_merger.id = auto_merge.member_id
            """;

    static final String SELECT = "select " + Threads.HEADER + """
            , merge_request.source_branch, merge_request.target_branch, merge_request.proposed_at, merge_request.door,
            merge_request.door_reason, merge_request.head, merge_request.base, merge_request.start_commit,
            merge_request.remove_source, merge_request.question, merge_request.merged_at, merge_request.merge_commit,
            door_by.id door_by_id, door_by.username door_by_username, door_by.name door_by_name, door_by.zone door_by_zone, door_by.picture door_by_picture,
            merger.id merger_id, merger.username merger_username, merger.name merger_name, merger.zone merger_zone, merger.picture merger_picture,
            merge_request.squash, merge_request.squashed, merge_request.landed_from, merge_request.merge_error,
            auto_merger.id auto_merger_id,
            auto_merger.username auto_merger_username, auto_merger.name auto_merger_name, auto_merger.zone auto_merger_zone, auto_merger.picture auto_merger_picture
            """ + FROM;

    private MergeRequestRows() {}

    static MergeRequest read(ResultSet row, int number) throws SQLException {
        return new MergeRequest(
                Threads.header(row, number),
                row.getString("source_branch"),
                row.getString("target_branch"),
                instant(row.getTimestamp("proposed_at")),
                Door.of(row.getString("door")),
                row.getString("door_reason"),
                person(row, "door_by_"),
                row.getString("head"),
                row.getString("base"),
                row.getString("start_commit"),
                row.getBoolean("remove_source"),
                row.getString("question"),
                instant(row.getTimestamp("merged_at")),
                person(row, "merger_"),
                row.getString("merge_commit"),
                row.getObject("squash", Boolean.class),
                row.getBoolean("squashed"),
                row.getString("landed_from"),
                row.getString("merge_error"),
                person(row, "auto_merger_"));
    }

    private static @Nullable Person person(ResultSet row, String prefix) throws SQLException {
        return row.getObject(prefix + "id") == null ? null : Threads.person(row, prefix);
    }

    static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
