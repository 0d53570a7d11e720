package antipode.threads;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where comments are kept.
@Component
public class Comments {

    /// Longest comment or description, in characters: GitLab's limit.
    public static final int LONGEST = 1_000_000;

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Notes notes;
    private final Versions versions;
    private final Texts texts;
    private final Rights rights;
    private final Citations citations;
    private final Events events;
    private final Subscriptions subscriptions;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;
    private final SearchedThreads searched;

    Comments(
            JdbcClient jdbc,
            Threads threads,
            Notes notes,
            Versions versions,
            Texts texts,
            Rights rights,
            Citations citations,
            Events events,
            Subscriptions subscriptions,
            Clock clock,
            ApplicationEventPublisher publisher,
            SearchedThreads searched) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.notes = notes;
        this.versions = versions;
        this.texts = texts;
        this.rights = rights;
        this.citations = citations;
        this.events = events;
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.publisher = publisher;
        this.searched = searched;
    }

    /// What words would say here, to this reader; nothing is kept.
    public Text read(Actor actor, Issuable issuable, String words) {
        return texts.read(actor, issuable, words);
    }

    /// Says something in a thread: the comment, whom it names, what it cites, whose turn it makes, all or none.
    @Transactional
    public Comment write(Actor actor, Issuable issuable, Writing writing) {
        if (writing.body().isBlank()) {
            throw Problem.invalid("note", "can't be blank");
        }
        Issuable locked = threads.lock(issuable.id());
        rights.requireSpeaker(actor, locked);
        Long thread = writing.replyTo() == null ? null : thread(locked, writing.replyTo(), writing.settled());
        Text text = texts.read(actor, locked, writing.body());
        Instant now = clock.instant();
        long id = jdbc.sql("""
                        insert into comment (id, issuable_id, thread_id, author_id, body, body_html, created_at, updated_at)
                        select id, :issuable, coalesce(:thread, id), :author, :body, :html, :now, :now
                        from nextval('note_id') id
                        returning id""")
                .param("issuable", locked.id())
                .param("thread", thread, Types.BIGINT)
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

    /// What is replied to waits to be resolved from now on; what was resolved is open again.
    private long thread(Issuable locked, long answered, boolean settled) {
        Comment comment = notes.kept(locked.id(), answered).orElseThrow(() -> Problem.notFound("Comment"));
        jdbc.sql("""
                        update comment set resolvable = true, resolved_at = null, resolved_by = null
                        where id = :thread and not (:settled and resolved_at is not null)""")
                .param("thread", comment.threadId())
                .param("settled", settled)
                .update();
        return comment.threadId();
    }

    /// Changes what one wrote; maintainers may change anyone's. What it said before is kept.
    ///
    /// @param startedFrom how often it had been changed when the writer began; if it has been since, a 409. Nothing
    ///                    overwrites. Nothing given asks for no such care.
    @Transactional
    public Comment edit(Actor actor, Issuable issuable, long id, String body, @Nullable Integer startedFrom) {
        if (body.isBlank()) {
            throw Problem.invalid("note", "can't be blank");
        }
        Issuable locked = threads.lock(issuable.id());
        Comment before = find(locked.id(), id);
        rights.requireWriter(actor, locked, before);
        if (body.equals(before.body())) {
            return before;
        }
        if (startedFrom != null && startedFrom != before.edits()) {
            throw Problem.conflict("Somebody changed this while you were writing.");
        }
        Text text = texts.read(actor, locked, body);
        versions.keep(actor, locked.id(), id, null, before.body());
        jdbc.sql("update comment set body = :body, body_html = :html, updated_at = :now, edits = edits + 1 where id = :id")
                .param("body", text.source())
                .param("html", text.html())
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
        citations.cite(actor, locked, id, text);
        Comment after = find(locked.id(), id);
        searched.put(locked, after);
        texts.tell(actor, locked, id, texts.again(actor, locked, before.body(), before.bodyHtml()), text);
        return after;
    }

    /// Takes a comment out of its thread. Above replies its place stays, without its words.
    @Transactional
    public void remove(Actor actor, Issuable issuable, long id) {
        Issuable locked = threads.lock(issuable.id());
        Comment comment = find(locked.id(), id);
        rights.requireWriter(actor, locked, comment);
        Discussion discussion = notes.discussion(locked.id(), comment.threadId()).orElseThrow();
        if (!comment.reply() && !discussion.replies().isEmpty()) {
            jdbc.sql("update comment set body = '', body_html = '', removed_at = :now where id = :id")
                    .param("now", Timestamp.from(clock.instant()))
                    .param("id", id)
                    .update();
            jdbc.sql("delete from text_version where comment_id = :id").param("id", id).update();
            jdbc.sql("delete from reaction where comment_id = :id").param("id", id).update();
        } else {
            boolean last = comment.reply() && discussion.first().removed() && discussion.replies().size() == 1;
            jdbc.sql("delete from comment where id = any (:ids)")
                    .param("ids", last ? new Long[] {id, comment.threadId()} : new Long[] {id})
                    .update();
        }
        jdbc.sql("update issuable set comment_count = comment_count - 1 where id = :id")
                .param("id", locked.id())
                .update();
        if (!actor.is(comment.author().id())) {
            events.append(actor, locked, "removed", Map.of("of", comment.author().name()));
        }
        searched.removeComment(id);
    }

    public Comment find(long issuable, long id) {
        return notes.comment(issuable, id);
    }

    /// What belongs together with a first comment.
    public Optional<Discussion> discussion(long issuable, long first) {
        return notes.discussion(issuable, first);
    }

    /// A comment that still says something, or an event, if it belongs to this thread.
    public Optional<Note> note(long issuable, long id) {
        return notes.kept(issuable, id).filter(comment -> !comment.removed()).<Note>map(comment -> comment)
                .or(() -> notes.event(issuable, id));
    }

    /// Comments and events of a thread, oldest first: two questions, however long it is.
    public List<Note> of(Issuable issuable) {
        return notes.of(issuable);
    }
}
