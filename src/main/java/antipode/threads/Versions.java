package antipode.threads;

import antipode.markdown.Qualified;
import antipode.people.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What texts said before they were changed.
@Component
class Versions {

    private static final String SELECT = """
            select v.id, v.title, v.body, v.edited_at,
                   m.id editor_id, m.username editor_username, m.name editor_name, m.zone editor_zone, m.picture editor_picture
            from text_version v join member m on m.id = v.edited_by
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Versions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Keeps what stood there, as far as it is about to change.
    void keep(Actor actor, long issuable, @Nullable Long comment, @Nullable String title, @Nullable String body) {
        jdbc.sql("""
                        insert into text_version (issuable_id, comment_id, title, body, edited_by, edited_at)
                        values (:issuable, :comment, :title, :body, :actor, :now)""")
                .param("issuable", issuable)
                .param("comment", comment, Types.BIGINT)
                .param("title", title, Types.VARCHAR)
                .param("body", body, Types.VARCHAR)
                .param("actor", actor.id())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// What stood there keeps its meaning in the project that the thing is about to move to.
    void move(Issuable from) {
        record Kept(long id, String body) {}
        for (Kept kept : jdbc.sql("select id, body from text_version where issuable_id = :issuable and body is not null")
                .param("issuable", from.id())
                .query(Kept.class)
                .list()) {
            String body = Qualified.of(kept.body(), from.projectPath());
            if (!body.equals(kept.body())) {
                jdbc.sql("update text_version set body = :body where id = :id").param("body", body).param("id", kept.id()).update();
            }
        }
    }

    /// The latest change.
    Optional<Version> last(long issuable, @Nullable Long comment) {
        return of(issuable, comment, Long.MAX_VALUE, 1).stream().findFirst();
    }

    /// The changes before one, newest first.
    List<Version> of(long issuable, @Nullable Long comment, long before, int most) {
        return jdbc.sql(SELECT + which(comment) + " and v.id < :before order by v.id desc limit :most")
                .param("issuable", issuable)
                .param("comment", comment, Types.BIGINT)
                .param("before", before)
                .param("most", most)
                .query(Versions::version)
                .list();
    }

    /// What the title was after the changes before this one, if it has changed since.
    Optional<String> title(long issuable, long id) {
        return after(issuable, null, id, "title");
    }

    /// The same of the text.
    Optional<String> body(long issuable, @Nullable Long comment, long id) {
        return after(issuable, comment, id, "body");
    }

    private Optional<String> after(long issuable, @Nullable Long comment, long id, String column) {
        return jdbc.sql("select v." + column + " from text_version v" + which(comment)
                        + " and v.id >= :id and v." + column + " is not null order by v.id limit 1")
                .param("issuable", issuable)
                .param("comment", comment, Types.BIGINT)
                .param("id", id)
                .query(String.class)
                .optional();
    }

    private static String which(@Nullable Long comment) {
        return comment == null
                ? " where v.issuable_id = :issuable and v.comment_id is null"
                : " where v.issuable_id = :issuable and v.comment_id = :comment";
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        return new Version(
                row.getLong("id"),
                row.getString("title"),
                row.getString("body"),
                Threads.person(row, "editor_"),
                row.getTimestamp("edited_at").toInstant());
    }
}
