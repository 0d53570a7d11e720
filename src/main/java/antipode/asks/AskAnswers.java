package antipode.asks;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.Todo;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What those asked say: an answer, or an objection.
@Component
public class AskAnswers {

    private final JdbcClient jdbc;
    private final AskRows rows;
    private final AskEnds ends;
    private final Threads threads;
    private final Comments comments;
    private final Events events;
    private final Turns turns;
    private final Access access;
    private final Clock clock;

    AskAnswers(
            JdbcClient jdbc, AskRows rows, AskEnds ends, Threads threads, Comments comments, Events events, Turns turns, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.ends = ends;
        this.threads = threads;
        this.comments = comments;
        this.events = events;
        this.turns = turns;
        this.access = access;
        this.clock = clock;
    }

    /// Says no: the default is stopped, the asker holds the turn, and the reason stands as a comment.
    @Transactional
    public Ask object(Actor actor, long id, String reason) {
        Ask ask = ends.lock(id);
        Issuable issuable = threads.get(ask.issuableId());
        if (!ask.open()) {
            throw Problem.conflict("This question has ended already: " + ask.endedBecause() + ".");
        }
        if (ask.asker().id() == actor.id()) {
            throw Problem.refused("You asked this yourself. Withdraw it instead.");
        }
        if (reason.isBlank()) {
            throw Problem.invalid("note", "can't be blank: an objection needs its reason");
        }
        access.require(actor, issuable.projectId(), Role.GUEST);
        note(id, actor.id(), "objected", null);
        ends.end(ask, Ask.State.OBJECTED, Person.of(actor.require()).firstName() + " objected", null);
        Comment comment = comments.write(actor, issuable, Writing.of(reason).passing(List.of()));
        jdbc.sql("update ask_person set note_id = :note where ask_id = :ask and member_id = :member")
                .param("note", comment.id())
                .param("ask", id)
                .param("member", actor.id())
                .update();
        events.append(actor, issuable, "objected", Map.of("question", ask.question()));
        turns.endAsk(id, "an objection stopped it", actor.id(), comment.id());
        turns.pass(issuable, List.of(ask.asker().id()), Turns.Cause.of(Todo.Action.OBJECTED, actor, comment.id()));
        return rows.get(id);
    }

    /// A comment by somebody who was asked is their answer. With a default the question stays open for the others until
    /// it is fair; without one it ends when everyone has answered.
    @EventListener
    @Order(10)
    void written(Comment.Written written) {
        Actor writer = written.actor();
        for (Ask ask : rows.openOn(written.issuable().id())) {
            if (!ask.awaits(writer.id())) {
                continue;
            }
            note(ask.id(), writer.id(), "answered", written.comment().id());
            Ask after = rows.get(ask.id());
            if (!after.hasDefault() && after.asked().stream().noneMatch(Ask.Asked::silent)) {
                ends.end(after, Ask.State.ANSWERED, "everyone asked has answered", written.comment().id());
            }
            // Whoever has chosen whose turn it is has chosen this as well.
            if (written.issuable().open() && written.turn() == null) {
                turns.pass(
                        written.issuable(),
                        List.of(ask.asker().id()),
                        Turns.Cause.of(Todo.Action.ANSWERED, writer, written.comment().id()));
            }
        }
    }

    void note(long ask, long member, String answer, @Nullable Long note) {
        jdbc.sql("""
                        update ask_person set answer = :answer, answered_at = :now, note_id = :note
                        where ask_id = :ask and member_id = :member""")
                .param("answer", answer)
                .param("now", Timestamp.from(clock.instant()))
                .param("note", note, Types.BIGINT)
                .param("ask", ask)
                .param("member", member)
                .update();
    }
}
