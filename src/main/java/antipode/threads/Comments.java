package antipode.threads;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Where comments are kept, and the thread as one reads it.
@Component
public class Comments {

    /// Longest comment or description, in characters: GitLab's limit.
    public static final int LONGEST = 1_000_000;

    private static final String COLUMNS = """
            select c.id, c.issuable_id, c.body, c.body_html, c.created_at, c.updated_at,
                   m.id author_id, m.username author_username, m.name author_name, m.zone author_zone
            from comment c join member m on m.id = c.author_id
            """;
    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Threads threads;
    private final Texts texts;
    private final Rights rights;
    private final Citations citations;
    private final Subscriptions subscriptions;
    private final Access access;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;
    private final SearchedThreads searched;

    Comments(
            JdbcClient jdbc,
            JsonMapper json,
            Threads threads,
            Texts texts,
            Rights rights,
            Citations citations,
            Subscriptions subscriptions,
            Access access,
            Clock clock,
            ApplicationEventPublisher publisher,
            SearchedThreads searched) {
        this.jdbc = jdbc;
        this.json = json;
        this.threads = threads;
        this.texts = texts;
        this.rights = rights;
        this.citations = citations;
        this.subscriptions = subscriptions;
        this.access = access;
        this.clock = clock;
        this.publisher = publisher;
        this.searched = searched;
    }

    /// Says something in a thread: the comment, whom it names, what it cites, whose turn it makes, all or none.
    @Transactional
    public Comment write(Actor actor, Issuable issuable, Writing writing) {
        if (writing.body().isBlank()) {
            throw Problem.invalid("note", "can't be blank");
        }
        access.require(actor, issuable.projectId(), Role.GUEST);
        Issuable locked = threads.lock(issuable.id());
        Text text = texts.read(actor, locked, writing.body());
        Instant now = clock.instant();
        long id = jdbc.sql("""
                        insert into comment (issuable_id, author_id, body, body_html, created_at, updated_at)
                        values (:issuable, :author, :body, :html, :now, :now) returning id""")
                .param("issuable", locked.id())
                .param("author", actor.id())
                .param("body", text.source())
                .param("html", text.html())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
        jdbc.sql("update issuable set comment_count = comment_count + 1, updated_at = :now where id = :id")
                .param("now", Timestamp.from(now))
                .param("id", locked.id())
                .update();
        citations.cite(actor, locked, id, text);
        subscriptions.subscribe(locked.id(), actor.id(), "commented");
        subscriptions.subscribe(locked.id(), text.mentioned().stream().map(Person::id).toList(), "mentioned");
        Comment comment = find(locked.id(), id);
        searched.put(locked, comment);
        publisher.publishEvent(new Comment.Written(locked, actor, comment, text, writing.turn()));
        return comment;
    }

    /// Changes what one wrote; maintainers may change anyone's.
    @Transactional
    public Comment edit(Actor actor, Issuable issuable, long id, String body) {
        if (body.isBlank()) {
            throw Problem.invalid("note", "can't be blank");
        }
        Issuable locked = threads.lock(issuable.id());
        Comment before = find(locked.id(), id);
        rights.requireWriter(actor, locked, before);
        Text text = texts.read(actor, locked, body);
        jdbc.sql("update comment set body = :body, body_html = :html, updated_at = :now where id = :id")
                .param("body", text.source())
                .param("html", text.html())
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
        citations.cite(actor, locked, id, text);
        Comment after = find(locked.id(), id);
        searched.put(locked, after);
        return after;
    }

    /// Takes a comment out of its thread.
    @Transactional
    public void remove(Actor actor, Issuable issuable, long id) {
        Issuable locked = threads.lock(issuable.id());
        rights.requireWriter(actor, locked, find(locked.id(), id));
        jdbc.sql("delete from comment where id = :id").param("id", id).update();
        jdbc.sql("update issuable set comment_count = comment_count - 1 where id = :id")
                .param("id", locked.id())
                .update();
        searched.removeComment(id);
    }

    public Comment find(long issuable, long id) {
        return jdbc.sql(COLUMNS + " where c.issuable_id = :issuable and c.id = :id")
                .param("issuable", issuable)
                .param("id", id)
                .query(Comments::comment)
                .optional()
                .orElseThrow(() -> Problem.notFound("Note"));
    }

    /// Comments and events of a thread, oldest first: two questions, however long it is.
    public List<Note> of(Issuable issuable) {
        List<Note> notes = new ArrayList<>(jdbc.sql(COLUMNS + " where c.issuable_id = :issuable order by c.id")
                .param("issuable", issuable.id())
                .query(Comments::comment)
                .list());
        notes.addAll(events(issuable));
        notes.sort(Comparator.comparingLong(Note::id));
        return notes;
    }

    private List<Event> events(Issuable issuable) {
        return jdbc.sql("""
                        select e.id, e.issuable_id, e.action, e.detail, e.created_at,
                               m.id actor_id, m.username actor_username, m.name actor_name, m.zone actor_zone
                        from event e left join member m on m.id = e.actor_id
                        where e.issuable_id = :issuable order by e.id""")
                .param("issuable", issuable.id())
                .query((row, _) -> new Event(
                        row.getLong("id"),
                        row.getLong("issuable_id"),
                        actor(row),
                        row.getString("action"),
                        json.readValue(row.getString("detail"), DETAIL),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    private static @Nullable Person actor(ResultSet row) throws SQLException {
        return row.getObject("actor_id") == null ? null : Threads.person(row, "actor_");
    }

    private static Comment comment(ResultSet row, int number) throws SQLException {
        return new Comment(
                row.getLong("id"),
                row.getLong("issuable_id"),
                Threads.person(row, "author_"),
                row.getString("body"),
                row.getString("body_html"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
