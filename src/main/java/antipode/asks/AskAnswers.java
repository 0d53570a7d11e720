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
import antipode.todos.Passing;
import antipode.todos.TeamTurns;
import antipode.todos.Todo;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
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
    private final AskTimes times;
    private final ObjectProvider<Asks> asks;
    private final TeamTurns teams;
    private final Passing passing;
    private final Threads threads;
    private final Comments comments;
    private final Events events;
    private final Turns turns;
    private final Access access;
    private final Clock clock;

    AskAnswers(
            JdbcClient jdbc,
            AskRows rows,
            AskEnds ends,
            AskTimes times,
            ObjectProvider<Asks> asks,
            TeamTurns teams,
            Passing passing,
            Threads threads,
            Comments comments,
            Events events,
            Turns turns,
            Access access,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.ends = ends;
        this.times = times;
        this.asks = asks;
        this.teams = teams;
        this.passing = passing;
        this.threads = threads;
        this.comments = comments;
        this.events = events;
        this.turns = turns;
        this.access = access;
        this.clock = clock;
    }

    /// The one ask that a comment is written to answer, where it was said on its own page.
    private static final ScopedValue<Long> ANSWERED = ScopedValue.newInstance();

    /// Answers one question. It stands in the thread, below the comment that asks.
    @Transactional
    public Ask answer(Actor actor, long id, String words) {
        Ask ask = times.lock(id);
        Issuable issuable = threads.get(ask.issuableId());
        requireOpen(ask);
        if (!ask.awaits(actor.id(), teams.of(actor))) {
            throw Problem.refused(
                    ask.asker().id() == actor.id() ? "You asked this yourself." : "Nobody waits for an answer of yours here.");
        }
        if (words.isBlank()) {
            throw Problem.invalid("note", "can't be blank");
        }
        ScopedValue.where(ANSWERED, id).run(() -> comments.write(actor, issuable, below(ask, words)));
        return rows.get(id);
    }

    /// As an answer to where it was asked, if that still stands there.
    Writing below(Ask ask, String words) {
        Long note = ask.noteId();
        boolean comment = note != null && jdbc.sql("select exists (select from comment where id = :id and removed_at is null)")
                .param("id", note)
                .query(Boolean.class)
                .single();
        return new Writing(words, comment ? note : null, null);
    }

    /// Says no: the default is stopped, the asker holds the turn, and the reason stands as a comment. Whoever may write may
    /// object, asked or not.
    @Transactional
    public Ask object(Actor actor, long id, String reason) {
        Ask ask = times.lock(id);
        Issuable issuable = threads.get(ask.issuableId());
        requireOpen(ask);
        if (ask.asker().id() == actor.id()) {
            throw Problem.refused("You asked this yourself. Withdraw it instead.");
        }
        if (reason.isBlank()) {
            throw Problem.invalid("note", "can't be blank: an objection needs its reason");
        }
        access.require(actor, issuable.projectId(), Role.GUEST);
        ends.end(ask, Ask.State.OBJECTED, Person.of(actor.require()).firstName() + " objected", null);
        Comment comment = comments.write(actor, issuable, Writing.of(reason).passing(List.of()));
        note(ask, actor, "objected", comment.id());
        events.append(actor, issuable, "objected", Map.of("question", ask.question()));
        turns.endAsk(id, "an objection stopped it", actor.id(), comment.id());
        turns.pass(issuable, List.of(ask.asker().id()), Turns.Cause.of(Todo.Action.OBJECTED, actor, comment.id()));
        return rows.get(id);
    }

    /// Takes for oneself what a team was asked, and answers for it from now on.
    @Transactional
    public Ask take(Actor actor, long id) {
        Ask ask = times.lock(id);
        requireOpen(ask);
        long todo = jdbc.sql("""
                        select todo.id from todo
                        where todo.issuable_id = :thing and todo.team_id = any (:teams) and todo.state = 'pending'
                          and exists (select from todo_reason where todo_id = todo.id and ask_id = :ask)
                        order by todo.id limit 1""")
                .param("thing", ask.issuableId())
                .param("teams", teams.of(actor).toArray(Long[]::new))
                .param("ask", id)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Problem.conflict("No team of yours is waited for here."));
        passing.take(actor, todo);
        return rows.get(id);
    }

    /// Who takes a team's turn answers for what the team was asked.
    @EventListener
    void took(TeamTurns.Took took) {
        jdbc.sql("""
                        update ask_person set taker_id = :taker
                        from todo where todo.id = :todo and ask_person.team_id = todo.team_id and ask_person.answer is null
                          and ask_person.ask_id in (select ask_id from todo_reason where todo_id = :todo)""")
                .param("taker", took.actor().id())
                .param("todo", took.todo())
                .update();
    }

    /// Whoever took a turn over answers from now on for who was asked; an answer of theirs still counts as well.
    @Transactional
    public void passOn(Issuable locked, long from, long to) {
        jdbc.sql("""
                        update ask_person set taker_id = :to
                        from ask where ask.id = ask_person.ask_id and ask.issuable_id = :thing and ask.state = 'open'
                          and ask.asker_id <> :to and ask_person.answer is null
                          and coalesce(ask_person.taker_id, ask_person.delegate_id, ask_person.member_id) = :from""")
                .param("to", to)
                .param("thing", locked.id())
                .param("from", from)
                .update();
    }

    /// Whoever takes the place of somebody who leaves waits for the answers from now on. Who was asked themselves can't ask it
    /// too, so nobody waits for that any more.
    @Transactional
    public void askInPlaceOf(Issuable locked, long from, long to) {
        for (Ask ask : rows.openOn(locked.id())) {
            if (ask.asker().id() == from && ask.waited().stream().anyMatch(asked -> asked.is(to))) {
                ends.end(ask, Ask.State.WITHDRAWN, "whoever asked has left, and it was passed on to whom it was put to", null);
                turns.endAsk(ask.id(), "whoever asked has left", null, null);
            }
        }
        jdbc.sql("update ask set asker_id = :to where issuable_id = :thing and asker_id = :from and state = 'open'")
                .param("to", to)
                .param("thing", locked.id())
                .param("from", from)
                .update();
    }

    /// A comment by somebody who was asked, or who answers in their place, is their answer; a reply below a question only to
    /// that one. Where everyone has answered there is no silence left, so nothing happens by itself.
    @EventListener
    @Order(10)
    void written(Comment.Written written) {
        Actor writer = written.actor();
        Comment comment = written.comment();
        List<Ask> awaiting = asks.getObject().awaiting(writer, rows.openOn(written.issuable().id()));
        List<Ask> replied = ANSWERED.isBound()
                ? awaiting.stream().filter(ask -> ask.id() == ANSWERED.get()).toList()
                : awaiting.stream().filter(ask -> comment.reply() && Long.valueOf(comment.threadId()).equals(ask.noteId())).toList();
        for (Ask ask : replied.isEmpty() && !ANSWERED.isBound() ? awaiting : replied) {
            note(ask, writer, "answered", comment.id());
            Ask after = rows.get(ask.id());
            if (after.waited().stream().noneMatch(Ask.Asked::silent)) {
                ends.end(after, Ask.State.ANSWERED, "everyone asked has answered", comment.id());
                turns.endAsk(ask.id(), "everyone asked has answered", writer.id(), comment.id());
            }
            // Whoever has chosen whose turn it is has chosen this as well.
            if (written.issuable().open() && written.turn() == null) {
                turns.pass(
                        written.issuable(),
                        List.of(ask.asker().id()),
                        Turns.Cause.of(Todo.Action.ANSWERED, writer, comment.id()));
            }
        }
    }

    /// Notes what somebody said for themselves, for whom they stand in for, and for a team of theirs.
    private void note(Ask ask, Actor speaker, String answer, long note) {
        Set<Long> mine = ask.asksTeam() ? teams.of(speaker) : Set.of();
        for (Ask.Asked one : ask.asked()) {
            if (one.silent() && one.answeredBy(speaker.id(), mine)) {
                jdbc.sql("""
                                update ask_person set answer = :answer, answered_at = :now, answered_by = :speaker, note_id = :note
                                where ask_id = :ask and member_id is not distinct from :member
                                  and team_id is not distinct from :team""")
                        .param("answer", answer)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("speaker", speaker.id())
                        .param("note", note)
                        .param("ask", ask.id())
                        .param("member", one.who().person() == null ? null : one.who().person().id(), Types.BIGINT)
                        .param("team", one.who().team() == null ? null : one.who().team().id(), Types.BIGINT)
                        .update();
            }
        }
    }

    private static void requireOpen(Ask ask) {
        if (!ask.open()) {
            throw Problem.conflict("This question has ended already: " + ask.endedBecause() + ".");
        }
    }
}
