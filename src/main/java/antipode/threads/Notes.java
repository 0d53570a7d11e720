package antipode.threads;

import antipode.people.Person;
import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads what stands in threads.
@Component
class Notes {

    private static final String COMMENTS = """
            select c.id, c.issuable_id, c.thread_id, c.body, c.body_html, c.created_at, c.updated_at, c.edits,
                   c.resolvable, c.resolved_at, c.removed_at,
                   m.id author_id, m.username author_username, m.name author_name, m.zone author_zone, m.picture author_picture,
                   r.id resolver_id, r.username resolver_username, r.name resolver_name, r.zone resolver_zone, r.picture resolver_picture
            from comment c join member m on m.id = c.author_id left join member r on r.id = c.resolved_by
            """;
    private static final String EVENTS = """
            select e.id, e.issuable_id, e.action, e.detail, e.created_at,
                   m.id actor_id, m.username actor_username, m.name actor_name, m.zone actor_zone, m.picture actor_picture
            from event e left join member m on m.id = e.actor_id
            """;
    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Notes(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Comments and events of a thread, oldest first: two questions, however long it is.
    List<Note> of(Issuable issuable) {
        List<Note> notes = new ArrayList<>(jdbc.sql(COMMENTS + " where c.issuable_id = :issuable order by c.id")
                .param("issuable", issuable.id())
                .query(Notes::comment)
                .list());
        notes.addAll(events(issuable));
        notes.sort(Comparator.comparingLong(Note::id));
        return notes;
    }

    List<Event> events(Issuable issuable) {
        return jdbc.sql(EVENTS + " where e.issuable_id = :issuable order by e.id")
                .param("issuable", issuable.id())
                .query(this::event)
                .list();
    }

    /// Those of some kinds.
    List<Event> done(Issuable issuable, Collection<String> actions) {
        return jdbc.sql(EVENTS + " where e.issuable_id = :issuable and e.action = any (:actions) order by e.id")
                .param("issuable", issuable.id())
                .param("actions", actions.toArray(String[]::new))
                .query(this::event)
                .list();
    }

    /// Those that cite other things.
    List<Event> citing(Issuable issuable) {
        return jdbc.sql(EVENTS + " where e.issuable_id = :issuable and e.detail ->> 'in' is not null")
                .param("issuable", issuable.id())
                .query(this::event)
                .list();
    }

    /// Those of these ids that are events.
    List<Event> events(Issuable issuable, List<Long> ids) {
        return jdbc.sql(EVENTS + " where e.issuable_id = :issuable and e.id = any (:ids)")
                .param("issuable", issuable.id())
                .param("ids", ids.toArray(Long[]::new))
                .query(this::event)
                .list();
    }

    /// Those of these ids that are comments, with the first of each thread that one of them belongs to.
    List<Comment> comments(Issuable issuable, List<Long> ids) {
        return jdbc.sql(COMMENTS + """
                         where c.issuable_id = :issuable and (c.id = any (:ids)
                             or c.id = any (array (select thread_id from comment where issuable_id = :issuable and id = any (:ids))))""")
                .param("issuable", issuable.id())
                .param("ids", ids.toArray(Long[]::new))
                .query(Notes::comment)
                .list();
    }

    /// All comments of the threads that begin with these.
    List<Comment> threads(Issuable issuable, List<Long> firsts) {
        return jdbc.sql(COMMENTS + " where c.issuable_id = :issuable and c.thread_id = any (:firsts) order by c.id")
                .param("issuable", issuable.id())
                .param("firsts", firsts.toArray(Long[]::new))
                .query(Notes::comment)
                .list();
    }

    /// One comment that still says something.
    Comment comment(long issuable, long id) {
        return kept(issuable, id).filter(comment -> !comment.removed()).orElseThrow(() -> Problem.notFound("Note"));
    }

    /// One comment, also where its words were taken out from above its replies.
    Optional<Comment> kept(long issuable, long id) {
        return jdbc.sql(COMMENTS + " where c.issuable_id = :issuable and c.id = :id")
                .param("issuable", issuable)
                .param("id", id)
                .query(Notes::comment)
                .optional();
    }

    Optional<Event> event(long issuable, long id) {
        return jdbc.sql(EVENTS + " where e.issuable_id = :issuable and e.id = :id")
                .param("issuable", issuable)
                .param("id", id)
                .query(this::event)
                .optional();
    }

    /// The comments that belong together with this first one.
    Optional<Discussion> discussion(long issuable, long first) {
        List<Comment> comments = jdbc.sql(
                        COMMENTS + " where c.issuable_id = :issuable and c.thread_id = :first order by c.id")
                .param("issuable", issuable)
                .param("first", first)
                .query(Notes::comment)
                .list();
        return comments.isEmpty()
                ? Optional.empty()
                : Optional.of(new Discussion(comments.getFirst(), comments.subList(1, comments.size())));
    }

    private Event event(ResultSet row, int number) throws SQLException {
        return new Event(
                row.getLong("id"),
                row.getLong("issuable_id"),
                row.getObject("actor_id") == null ? null : Threads.person(row, "actor_"),
                row.getString("action"),
                json.readValue(row.getString("detail"), DETAIL),
                row.getTimestamp("created_at").toInstant());
    }

    private static Comment comment(ResultSet row, int number) throws SQLException {
        Person resolver = row.getObject("resolver_id") == null ? null : Threads.person(row, "resolver_");
        return new Comment(
                row.getLong("id"),
                row.getLong("issuable_id"),
                row.getLong("thread_id"),
                Threads.person(row, "author_"),
                row.getString("body"),
                row.getString("body_html"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getInt("edits"),
                row.getBoolean("resolvable"),
                instant(row.getTimestamp("resolved_at")),
                resolver,
                instant(row.getTimestamp("removed_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
