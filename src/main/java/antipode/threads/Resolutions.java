package antipode.threads;

import antipode.people.Actor;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Which threads within a thread are done with.
@Component
public class Resolutions {

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Notes notes;
    private final QuickActions quick;
    private final Rights rights;
    private final Events events;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;

    Resolutions(
            JdbcClient jdbc,
            Threads threads,
            Notes notes,
            QuickActions quick,
            Rights rights,
            Events events,
            Clock clock,
            ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.notes = notes;
        this.quick = quick;
        this.rights = rights;
        this.events = events;
        this.clock = clock;
        this.publisher = publisher;
    }

    /// Says that a thread is done with, or is not after all. What stands already changes nothing.
    ///
    /// @param first the thread's first comment
    @Transactional
    public Discussion resolve(Actor actor, Issuable issuable, long first, boolean resolved) {
        Issuable locked = threads.lock(issuable.id());
        Discussion before = notes.discussion(locked.id(), first).orElseThrow(() -> Problem.notFound("Discussion"));
        rights.requireSpeaker(actor, locked);
        rights.requireResolver(actor, locked, before.first());
        if (!before.resolvable()) {
            throw Problem.refused("Nothing is to be resolved here: nobody has replied.");
        }
        if (before.resolved() == resolved) {
            return before;
        }
        jdbc.sql("update comment set resolved_at = :at, resolved_by = :by where id = :first")
                .param("at", resolved ? Timestamp.from(clock.instant()) : null, Types.TIMESTAMP)
                .param("by", resolved ? actor.id() : null, Types.BIGINT)
                .param("first", first)
                .update();
        long note = events.append(
                actor, locked, resolved ? "resolved" : "unresolved",
                Map.of("note", String.valueOf(first), "of", before.first().author().firstName()));
        threads.touch(locked.id());
        Discussion after = notes.discussion(locked.id(), first).orElseThrow();
        if (resolved) {
            publisher.publishEvent(new Discussion.Resolved(locked, actor, after, note));
        }
        return after;
    }

    /// Says something that waits to be resolved before anybody has replied.
    @Transactional
    public QuickActions.Done begin(Actor actor, Issuable issuable, Writing writing) {
        QuickActions.Done done = quick.say(actor, issuable, writing);
        if (done.comment() != null) {
            jdbc.sql("update comment set resolvable = true where id = :first")
                    .param("first", done.comment().id())
                    .update();
        }
        return done;
    }

    /// The same at a place within the thing.
    @Transactional
    public QuickActions.Done begin(Actor actor, Issuable issuable, Writing writing, Consumer<Comment> place) {
        QuickActions.Done done = begin(actor, issuable, writing);
        if (done.comment() != null) {
            place.accept(done.comment());
        }
        return done;
    }

    /// How many threads wait to be resolved on each of many things, in one question.
    public Map<Long, Integer> unresolved(Collection<Long> issuables) {
        Map<Long, Integer> waiting = new HashMap<>();
        jdbc.sql("""
                        select issuable_id, count(*) waiting from comment
                        where issuable_id = any (:ids) and resolvable and resolved_at is null group by issuable_id""")
                .param("ids", issuables.toArray(Long[]::new))
                .query(row -> {
                    waiting.put(row.getLong("issuable_id"), row.getInt("waiting"));
                });
        return waiting;
    }

    /// Lets a comment wait to be resolved, as if it had been begun so.
    @Transactional
    public Discussion begin(Actor actor, Issuable issuable, long first) {
        Issuable locked = threads.lock(issuable.id());
        Discussion before = notes.discussion(locked.id(), first).orElseThrow(() -> Problem.notFound("Discussion"));
        rights.requireSpeaker(actor, locked);
        rights.requireResolver(actor, locked, before.first());
        jdbc.sql("update comment set resolvable = true where id = :first").param("first", first).update();
        return notes.discussion(locked.id(), first).orElseThrow();
    }
}
