package antipode.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where documents are kept.
@Component
public class Documents {

    private final JdbcClient jdbc;

    Documents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Writes a document or replaces it, in the transaction of the verb that wrote the text.
    @Transactional
    public void put(Document document) {
        put(List.of(document));
    }

    /// Many in one question; none of them twice.
    @Transactional
    public void put(Collection<Document> documents) {
        jdbc.sql("""
                        insert into document (kind, id, project_id, issuable_id, title, body, words, changed_at, path)
                        select kind, id, project, issuable, title, body,
                               setweight(to_tsvector('simple', heading), 'A') || to_tsvector('simple', indexed), changed, path
                        from unnest(:kinds, :ids, :projects, :issuables, :titles, :bodies, :headings, :indexed,
                                    :changed::timestamptz[], :paths)
                             given (kind, id, project, issuable, title, body, heading, indexed, changed, path)
                        on conflict (kind, id) do update set
                            project_id = excluded.project_id, title = excluded.title, body = excluded.body,
                            words = excluded.words, changed_at = excluded.changed_at, path = excluded.path""")
                .param("kinds", texts(documents, Document::kind))
                .param("ids", numbers(documents, Document::id))
                .param("projects", numbers(documents, Document::projectId))
                .param("issuables", numbers(documents, Document::issuableId))
                .param("titles", texts(documents, Document::title))
                .param("bodies", texts(documents, Document::body))
                .param("headings", texts(documents, document -> Pairs.apart(document.title())))
                .param("indexed", texts(documents, document -> indexed(document.body())))
                .param("changed", texts(documents, document -> document.changedAt().toString()))
                .param("paths", texts(documents, Document::path))
                .update();
    }

    private static @Nullable String[] texts(Collection<Document> documents, Function<Document, @Nullable String> part) {
        return documents.stream().map(part).toArray(String[]::new);
    }

    private static @Nullable Long[] numbers(Collection<Document> documents, Function<Document, @Nullable Long> part) {
        return documents.stream().map(part).toArray(Long[]::new);
    }

    /// Puts other words where these stand, in all that can be found: for the name of somebody who is erased.
    ///
    /// @param pattern a regular expression of PostgreSQL, read without regard to case
    @Transactional
    public void replace(String pattern, String by) {
        put(jdbc.sql("""
                        select kind, id, project_id, issuable_id, regexp_replace(title, :pattern, :by, 'gi') as title,
                               regexp_replace(body, :pattern, :by, 'gi') as body, changed_at, path
                        from document where body ~* :pattern or title ~* :pattern""")
                .param("pattern", pattern)
                .param("by", by)
                .query(Documents::document)
                .list());
    }

    /// Changes what can be found of threads.
    @Transactional
    public void change(Collection<Long> threads, UnaryOperator<String> change) {
        put(jdbc.sql("select kind, id, project_id, issuable_id, title, body, changed_at, path from document where issuable_id = any (:threads)")
                .param("threads", threads.toArray(Long[]::new))
                .query(Documents::document)
                .stream()
                .map(before -> new Document(
                        before.kind(), before.id(), before.projectId(), before.issuableId(), change.apply(before.title()),
                        change.apply(before.body()), before.changedAt(), before.path()))
                .toList());
    }

    private static Document document(ResultSet row, int number) throws SQLException {
        return new Document(
                row.getString("kind"), row.getLong("id"), row.getLong("project_id"), row.getObject("issuable_id", Long.class),
                row.getString("title"), row.getString("body"), row.getTimestamp("changed_at").toInstant(), row.getString("path"));
    }

    @Transactional
    public void remove(String kind, long id) {
        jdbc.sql("delete from document where kind = :kind and id = :id")
                .param("kind", kind)
                .param("id", id)
                .update();
    }

    /// Takes away all that a thread had here.
    @Transactional
    public void removeThread(long issuable) {
        jdbc.sql("delete from document where issuable_id = :issuable").param("issuable", issuable).update();
    }

    /// A thread is in another project now, with all that it had here.
    @Transactional
    public void moveThread(long issuable, long project) {
        jdbc.sql("update document set project_id = :project where issuable_id = :issuable")
                .param("project", project)
                .param("issuable", issuable)
                .update();
    }

    /// A tsvector holds at most a megabyte; what stands beyond this is kept but not found.
    private static String indexed(String body) {
        return Pairs.apart(body.length() > 200_000 ? body.substring(0, 200_000) : body);
    }
}
