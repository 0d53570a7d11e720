package antipode.search;

import java.sql.Timestamp;
import java.sql.Types;
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
        jdbc.sql("""
                        insert into document (kind, id, project_id, issuable_id, title, body, words, changed_at, path)
                        values (:kind, :id, :project, :issuable, :title, :body,
                                setweight(to_tsvector('simple', :heading), 'A') || to_tsvector('simple', :indexed), :at, :path)
                        on conflict (kind, id) do update set
                            project_id = excluded.project_id, title = excluded.title, body = excluded.body,
                            words = excluded.words, changed_at = excluded.changed_at, path = excluded.path""")
                .param("kind", document.kind())
                .param("id", document.id())
                .param("project", document.projectId())
                .param("issuable", document.issuableId(), Types.BIGINT)
                .param("title", document.title())
                .param("body", document.body())
                .param("heading", Pairs.apart(document.title()))
                .param("indexed", indexed(document.body()))
                .param("path", document.path(), Types.VARCHAR)
                .param("at", Timestamp.from(document.changedAt()))
                .update();
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

    /// A tsvector holds at most a megabyte; what stands beyond this is kept but not found.
    private static String indexed(String body) {
        return Pairs.apart(body.length() > 200_000 ? body.substring(0, 200_000) : body);
    }
}
