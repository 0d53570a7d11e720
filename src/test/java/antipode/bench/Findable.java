package antipode.bench;

import antipode.search.Document;
import antipode.search.Documents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Documents, many at once. Each text is put by its own verb the first time, which takes it apart; where the same text
/// stands in another comment, the words are copied from there.
final class Findable {

    /// Of so many texts it is remembered where they stand.
    private static final int REMEMBERED = 80_000;

    private static final int AT_ONCE = 2_000;

    private final Documents documents;
    private final Map<String, Long> seen = new HashMap<>();
    private List<Document> fresh = new ArrayList<>();
    private Rows repeated = rows();

    Findable(Documents documents) {
        this.documents = documents;
    }

    private static Rows rows() {
        return new Rows("repeated", "original, id, project_id, issuable_id, changed_at");
    }

    void add(Document document) {
        var original = document.kind().equals("comment") ? seen.get(document.body()) : null;
        if (original != null) {
            repeated.add(original, document.id(), document.projectId(), document.issuableId(), document.changedAt());
            return;
        }
        fresh.add(document);
        if (document.kind().equals("comment") && seen.size() < REMEMBERED) {
            seen.put(document.body(), document.id());
        }
    }

    /// What was gathered so far, to be written by another thread.
    Batch take() {
        var batch = new Batch(fresh, repeated);
        fresh = new ArrayList<>();
        repeated = rows();
        return batch;
    }

    final class Batch {
        private final List<Document> fresh;
        private final Rows repeated;

        Batch(List<Document> fresh, Rows repeated) {
            this.fresh = fresh;
            this.repeated = repeated;
        }

        void copy(Connection connection) throws SQLException {
            for (int at = 0; at < fresh.size(); at += AT_ONCE) {
                documents.put(fresh.subList(at, Math.min(fresh.size(), at + AT_ONCE)));
            }
            try (var statement = connection.createStatement()) {
                statement.execute("create temporary table if not exists repeated"
                        + " (original bigint, id bigint, project_id bigint, issuable_id bigint, changed_at timestamptz)");
                statement.execute("truncate repeated");
                repeated.copy(connection);
                statement.execute("""
                        insert into document (kind, id, project_id, issuable_id, title, body, words, changed_at, path)
                        select 'comment', repeated.id, repeated.project_id, repeated.issuable_id, original.title,
                               original.body, original.words, repeated.changed_at, original.path
                        from repeated join document original on original.kind = 'comment' and original.id = repeated.original""");
            }
        }
    }
}
