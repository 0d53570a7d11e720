package antipode.mergerequests.review;

import antipode.repositories.FileRedactions;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The lines that are kept beside comments on a file, and those that suggestions changed, go when the file is redacted.
@Component
class RedactedLines {

    private static final String PLACES = """
            select comment_id as id, place from thread_place where issuable_id in (select id from issuable where project_id = :project)
            """;
    private static final String DRAFTS = """
            select id, place from draft_note
            where place is not null and merge_request_id in (select id from issuable where project_id = :project)
            """;

    private final JdbcClient jdbc;
    private final Positions positions;

    RedactedLines(JdbcClient jdbc, Positions positions) {
        this.jdbc = jdbc;
        this.positions = positions;
    }

    @EventListener
    void takeAway(FileRedactions.Redacted redacted) {
        for (long comment : emptied(redacted, PLACES, "update thread_place set place = cast(:place as jsonb) where comment_id = :id")) {
            jdbc.sql("""
                            update suggestion_applied set before = '[redacted]', after = '[redacted]'
                            where comment_id in (select id from comment where thread_id = :thread)""")
                    .param("thread", comment).update();
        }
        emptied(redacted, DRAFTS, "update draft_note set place = cast(:place as jsonb) where id = :id");
    }

    private List<Long> emptied(FileRedactions.Redacted redacted, String select, String update) {
        record Row(long id, DiffPosition.Kept kept) {}
        var found = jdbc.sql(select).param("project", redacted.project())
                .query((row, _) -> new Row(row.getLong("id"), positions.read(row.getString("place")))).stream()
                .filter(row -> redacted.path().equals(row.kept().position().newPath()) || redacted.path().equals(row.kept().position().oldPath()))
                .toList();
        for (var row : found) {
            var left = new DiffPosition.Kept(row.kept().position(), List.of(), row.kept().from());
            jdbc.sql(update).param("place", positions.write(left)).param("id", row.id()).update();
        }
        return found.stream().map(Row::id).toList();
    }
}
