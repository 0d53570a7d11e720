package antipode.talks;

import antipode.hours.Interval;
import antipode.hours.Schedule;
import antipode.jobs.Schedules;
import antipode.markdown.Moment;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Discussion;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.Todo;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Offers two people to talk, keeps what they made of it, and sees to it that a call says in the thread what came out of it.
@Component
public class Talks {

    private static final String SELECT = """
            select talk.thread_id, talk.issuable_id, talk.state, talk.note_id, talk.starts_at, talk.ends_at, talk.outcome_note_id,
                   one.id one_id, one.username one_username, one.name one_name, one.zone one_zone, one.picture one_picture,
                   other.id other_id, other.username other_username, other.name other_name, other.zone other_zone, other.picture other_picture,
                   decider.id decider_id, decider.username decider_username, decider.name decider_name, decider.zone decider_zone, decider.picture decider_picture
            from talk join member one on one.id = talk.one_id join member other on other.id = talk.other_id
            join member decider on decider.id = talk.decided_by
            """;

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Comments comments;
    private final Events events;
    private final WorkingHours hours;
    private final Turns turns;
    private final Schedules schedules;
    private final Clock clock;

    Talks(
            JdbcClient jdbc, Threads threads, Comments comments, Events events, WorkingHours hours, Turns turns, Schedules schedules,
            Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.comments = comments;
        this.events = events;
        this.hours = hours;
        this.turns = turns;
        this.schedules = schedules;
        this.clock = clock;
    }

    /// All that was decided in the threads of a thing, in one question.
    List<Talk> of(Issuable issuable) {
        return jdbc.sql(SELECT + " where talk.issuable_id = :issuable order by talk.decided_at, talk.thread_id")
                .param("issuable", issuable.id())
                .query(Talks::read)
                .list();
    }

    /// What was decided in a thread; of two pairs, the later.
    Optional<Talk> in(Issuable issuable, long thread) {
        return of(issuable).stream().filter(talk -> talk.thread() == thread).reduce((_, later) -> later);
    }

    /// Who of a thread are offered to talk now: they have gone three rounds, it isn't resolved, and neither has decided
    /// anything there before.
    static Optional<Rounds> offered(Issuable issuable, Discussion discussion, List<Talk> decided) {
        if (!issuable.open() || discussion.resolved()) {
            return Optional.empty();
        }
        return Rounds.of(discussion.comments()).filter(rounds -> decided.stream()
                .noneMatch(talk -> talk.thread() == discussion.id()
                        && (talk.includes(rounds.one().id()) || talk.includes(rounds.other().id()))));
    }

    /// The time that would be proposed.
    Optional<Interval> time(Rounds rounds, Map<Long, Schedule> schedules) {
        return times(rounds, schedules).next(rounds.one(), rounds.other(), clock.instant());
    }

    private static TalkTime times(Rounds rounds, Map<Long, Schedule> schedules) {
        return new TalkTime(
                Objects.requireNonNull(schedules.get(rounds.one().id())), Objects.requireNonNull(schedules.get(rounds.other().id())));
    }

    /// Proposes the call, as a reply in the thread that passes the turn to the other.
    @Transactional
    public void propose(Actor actor, Issuable issuable, long thread) {
        Issuable locked = threads.lock(issuable.id());
        Rounds rounds = rounds(actor, locked, thread);
        Person other = rounds.besides(actor.id());
        Interval time = time(rounds, hours.of(List.of(rounds.one().id(), rounds.other().id())))
                .orElseThrow(() -> Problem.conflict("You and " + other.firstName() + " share no half hour within two weeks."));
        decide(actor, locked, thread, rounds, Talk.State.WRITING);
        String at = Moment.of(time.start(), actor.require().zone()).written();
        Comment note = comments.write(actor, locked, new Writing(
                "@" + other.username() + ", let’s talk about this: " + at + ", for half an hour. What stands above is the agenda. Say so if"
                        + " another time is better. Afterwards I’ll write here what came out of it.",
                thread, List.of(other.username())));
        jdbc.sql("""
                        update talk set state = 'proposed', note_id = :note, starts_at = :start, ends_at = :end
                        where thread_id = :thread and one_id = :one and other_id = :other""")
                .param("note", note.id())
                .param("start", Timestamp.from(time.start()))
                .param("end", Timestamp.from(time.end()))
                .param("thread", thread)
                .param("one", rounds.one().id())
                .param("other", rounds.other().id())
                .update();
        schedules.at(TalkOutcome.TASK, thread + "-" + rounds.one().id() + "-" + rounds.other().id(), time.end(),
                new TalkOutcome.Due(thread, rounds.one().id(), rounds.other().id()));
    }

    /// Goes on writing; neither of the two is offered to talk in this thread again. Said twice, it is said once.
    @Transactional
    public void write(Actor actor, Issuable issuable, long thread) {
        Issuable locked = threads.lock(issuable.id());
        boolean said = of(locked).stream()
                .anyMatch(talk -> talk.thread() == thread && talk.includes(actor.idOrNull()) && talk.state() == Talk.State.WRITING);
        if (!said) {
            decide(actor, locked, thread, rounds(actor, locked, thread), Talk.State.WRITING);
        }
    }

    private Rounds rounds(Actor actor, Issuable locked, long thread) {
        Discussion discussion = comments.discussion(locked.id(), thread).orElseThrow(() -> Problem.notFound("Discussion"));
        List<Talk> decided = of(locked);
        return offered(locked, discussion, decided).filter(rounds -> rounds.includes(actor.id())).orElseThrow(() -> {
            Talk before = decided.stream().filter(talk -> talk.thread() == thread && talk.includes(actor.idOrNull())).findFirst().orElse(null);
            return before == null
                    ? Problem.conflict("A call is offered to two who have gone three rounds in a thread that isn’t resolved.")
                    : Problem.conflict(before.by().firstName() + (before.state() == Talk.State.WRITING
                            ? " prefers to go on writing here." : " has proposed a call here already."));
        });
    }

    private void decide(Actor actor, Issuable locked, long thread, Rounds rounds, Talk.State state) {
        jdbc.sql("""
                        insert into talk (thread_id, one_id, other_id, issuable_id, state, decided_by, decided_at)
                        values (:thread, :one, :other, :issuable, :state, :by, :now)""")
                .param("thread", thread)
                .param("one", rounds.one().id())
                .param("other", rounds.other().id())
                .param("issuable", locked.id())
                .param("state", state.key())
                .param("by", actor.id())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// Says what came out of the call, as a reply in the thread; either of the two may.
    @Transactional
    public void conclude(Actor actor, Issuable issuable, long thread, String words) {
        if (words.isBlank()) {
            throw Problem.invalid("note", "can't be blank");
        }
        Issuable locked = threads.lock(issuable.id());
        Talk talk = proposed(actor, locked, thread);
        settle(talk, Talk.State.HELD, null);
        Comment note = comments.write(actor, locked, new Writing(
                "What came out of the call with " + talk.besides(actor.id()).firstName() + ":\n\n" + words.strip(), thread, null, true));
        settle(talk, Talk.State.HELD, note.id());
        end(actor, talk, "what came out of it is written down", note.id());
    }

    /// Notes that the call didn't happen.
    @Transactional
    public void miss(Actor actor, Issuable issuable, long thread) {
        Issuable locked = threads.lock(issuable.id());
        Talk talk = proposed(actor, locked, thread);
        long note = events.append(actor, locked, "call missed", Map.of(
                "sentence", "noted that the call with " + talk.besides(actor.id()).firstName() + " didn’t happen"));
        settle(talk, Talk.State.MISSED, note);
        threads.touch(locked.id());
        end(actor, talk, "the call didn’t happen", note);
    }

    private Talk proposed(Actor actor, Issuable locked, long thread) {
        Talk talk = of(locked).stream()
                .filter(one -> one.thread() == thread && one.includes(actor.idOrNull()) && one.state() != Talk.State.WRITING)
                .findFirst().orElseThrow(() -> Problem.notFound("Call"));
        if (talk.state() != Talk.State.PROPOSED) {
            throw Problem.conflict("What came out of this call is written down already.");
        }
        return talk;
    }

    private void settle(Talk talk, Talk.State state, @Nullable Long note) {
        jdbc.sql("""
                        update talk set state = :state, outcome_note_id = :note
                        where thread_id = :thread and one_id = :one and other_id = :other""")
                .param("state", state.key())
                .param("note", note, Types.BIGINT)
                .param("thread", talk.thread())
                .param("one", talk.one().id())
                .param("other", talk.other().id())
                .update();
    }

    private void end(Actor actor, Talk talk, String cause, long note) {
        schedules.cancel(TalkOutcome.TASK, talk.thread() + "-" + talk.one().id() + "-" + talk.other().id());
        turns.endReason(talk.issuable(), Todo.Action.CALLED, Objects.requireNonNull(talk.note()), cause, actor.id(), note);
    }

    /// The call's time has passed: whoever proposed it owes what came out of it.
    @Transactional
    public void due(long thread, long one, long other) {
        Talk talk = find(thread, one, other).orElse(null);
        if (talk != null) {
            Issuable locked = threads.lock(talk.issuable());
            find(thread, one, other).filter(now -> now.owed(clock.instant())).ifPresent(now -> owe(locked, now));
        }
    }

    private void owe(Issuable locked, Talk talk) {
        turns.pass(locked, List.of(talk.by().id()), new Turns.Cause(
                Todo.Action.CALLED, talk.besides(talk.by().id()).id(), talk.note(), "What came out of the call?", null));
    }

    /// Writing something else ends one's turn, but not what one owes: it comes back at once.
    @EventListener
    @Order(20)
    void written(Comment.Written written) {
        of(written.issuable()).stream()
                .filter(talk -> written.actor().is(talk.by().id()) && talk.owed(clock.instant()))
                .forEach(talk -> owe(written.issuable(), talk));
    }

    private Optional<Talk> find(long thread, long one, long other) {
        return jdbc.sql(SELECT + " where talk.thread_id = :thread and talk.one_id = :one and talk.other_id = :other")
                .param("thread", thread)
                .param("one", one)
                .param("other", other)
                .query(Talks::read)
                .optional();
    }

    private static Talk read(ResultSet row, int number) throws SQLException {
        Timestamp starts = row.getTimestamp("starts_at");
        Timestamp ends = row.getTimestamp("ends_at");
        return new Talk(
                row.getLong("thread_id"), row.getLong("issuable_id"), Threads.person(row, "one_"), Threads.person(row, "other_"),
                Talk.State.of(row.getString("state")), Threads.person(row, "decider_"), row.getObject("note_id", Long.class),
                starts == null ? null : starts.toInstant(), ends == null ? null : ends.toInstant(),
                row.getObject("outcome_note_id", Long.class));
    }

    Instant now() {
        return clock.instant();
    }
}
