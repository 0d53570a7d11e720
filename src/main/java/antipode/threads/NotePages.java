package antipode.threads;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Walks through a thread by pages: which notes stand on one, however long the thread is.
@Component
class NotePages {

    private final JdbcClient jdbc;

    NotePages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is walked through.
    enum What {
        /// Every comment and every event.
        NOTES("comment.removed_at is null", true),
        COMMENTS("comment.removed_at is null", false),
        ACTIVITY("false", true),
        /// The first comment of each discussion, and every event.
        DISCUSSIONS("comment.thread_id = comment.id", true);

        private final String comments;
        private final boolean events;

        What(String comments, boolean events) {
            this.comments = comments;
            this.events = events;
        }
    }

    /// A walk.
    ///
    /// @param hidden  the events that the reader may not know of
    /// @param updated whether what was changed last comes first, rather than what was written last
    record Walk(Issuable issuable, What what, List<Long> hidden, boolean updated, boolean ascending) {}

    /// How many there are, counted no further than `most`.
    long count(Walk walk, int most) {
        return jdbc.sql("select count(*) from (" + rows(walk) + " limit " + most + ") rows")
                .param("issuable", walk.issuable().id())
                .param("hidden", walk.hidden().toArray(Long[]::new))
                .query(Long.class)
                .single();
    }

    /// The ids of one page, in its order.
    List<Long> ids(Walk walk, int limit, long offset) {
        String way = walk.ascending() ? " asc" : " desc";
        return jdbc.sql("select id from (" + rows(walk) + ") rows order by " + (walk.updated() ? "changed_at" + way + ", " : "")
                        + "id" + way + " limit " + limit + " offset " + offset)
                .param("issuable", walk.issuable().id())
                .param("hidden", walk.hidden().toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    /// That it was opened stands in its header.
    private static String rows(Walk walk) {
        return "select comment.id, comment.updated_at changed_at from comment where comment.issuable_id = :issuable and "
                + walk.what().comments
                + " union all select event.id, event.created_at from event where event.issuable_id = :issuable"
                + " and event.action <> 'opened' and not event.id = any (:hidden) and " + walk.what().events;
    }
}
