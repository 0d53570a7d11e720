package antipode.handoffs;

import antipode.asks.AskAnswers;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Assignees;
import antipode.threads.Issuable;
import antipode.threads.Remarks;
import antipode.threads.Rights;
import antipode.threads.Subscriptions;
import antipode.threads.Threads;
import antipode.threads.Text;
import antipode.todos.TeamTurns;
import antipode.todos.Todo;
import antipode.todos.Turn;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where hand-offs are kept: offered, asked back, offered again, accepted, taken back. Until one is accepted its giver
/// keeps what they hold.
@Component
public class Handoffs {

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Remarks remarks;
    private final Assignees assignees;
    private final Subscriptions subscriptions;
    private final Turns turns;
    private final Access access;
    private final Rights rights;
    private final Receivers receivers;
    private final AskAnswers answers;
    private final Clock clock;

    Handoffs(
            JdbcClient jdbc,
            Threads threads,
            Remarks remarks,
            Assignees assignees,
            Subscriptions subscriptions,
            Turns turns,
            Access access,
            Rights rights,
            Receivers receivers,
            AskAnswers answers,
            Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.remarks = remarks;
        this.assignees = assignees;
        this.subscriptions = subscriptions;
        this.turns = turns;
        this.access = access;
        this.rights = rights;
        this.receivers = receivers;
        this.answers = answers;
        this.clock = clock;
    }

    /// Offers what the actor holds to somebody.
    ///
    /// @param to a username, or a team's path
    @Transactional
    public Handoff offer(Actor actor, Issuable issuable, String to, Handoff.Words words) {
        return offer(actor, issuable, to, words, true);
    }

    /// Offers the actor's turn alone: whoever is responsible stays so.
    ///
    /// @param next what is to be done, and why it is offered
    @Transactional
    public Handoff offerTurn(Actor actor, Issuable issuable, String to, String next) {
        return offer(actor, issuable, to, new Handoff.Words("", next, "", "", ""), false);
    }

    private Handoff offer(Actor actor, Issuable issuable, String to, Handoff.Words words, boolean responsibility) {
        Issuable locked = threads.lock(issuable.id());
        rights.requireSpeaker(actor, locked);
        requireOpen(locked);
        words.check();
        Holding holding = holding(actor, locked);
        if (!holding.any()) {
            throw Problem.refused("You don’t hold this; " + locked.dri().firstName()
                    + " is responsible. Take it over while they are away, or ask them to hand it on.");
        }
        openOn(locked).ifPresent(open -> {
            throw Problem.conflict(open.giver().firstName() + " has offered it to "
                    + (open.to() == null ? "somebody" : open.to().shortName()) + " already. That has to be accepted or taken back first.");
        });
        Receiver receiver = receivers.named(actor, locked, to);
        long note = remarks.write(
                actor, locked, "handed off", "offers to hand this on to " + receiver.name(), words.markdown());
        long id = jdbc.sql("""
                        insert into handoff (issuable_id, giver_id, giver_team_id, to_member_id, to_team_id, responsibility,
                                             done, next, blocked, open_questions, links, state, offered_at, note_id)
                        values (:issuable, :giver, :giverTeam, :toMember, :toTeam, :responsibility,
                                :done, :next, :blocked, :questions, :links, 'offered', :now, :note) returning id""")
                .param("issuable", locked.id())
                .param("giver", actor.id())
                .param("giverTeam", holding.team(), Types.BIGINT)
                .param("toMember", receiver.team() ? null : receiver.id(), Types.BIGINT)
                .param("toTeam", receiver.team() ? receiver.id() : null, Types.BIGINT)
                .param("responsibility", responsibility && holding.responsible())
                .param("done", words.done().strip())
                .param("next", words.next().strip())
                .param("blocked", words.blocked().strip())
                .param("questions", words.questions().strip())
                .param("links", words.links().strip())
                .param("now", Timestamp.from(clock.instant()))
                .param("note", note)
                .query(Long.class)
                .single();
        offerTo(locked, receiver, actor, note);
        return get(id);
    }

    /// Takes what was offered: the actor holds the turn, is responsible where the giver was, and whoever else it was
    /// offered to is free of it.
    @Transactional
    public Handoff accept(Actor actor, Handoff handoff) {
        Issuable locked = threads.lock(handoff.issuableId());
        Handoff now = get(handoff.id());
        requireReceiver(actor, locked, now);
        requireOpen(locked);
        Person taker = Person.of(actor.require());
        long note = remarks.write(actor, locked, "accepted", "accepted the hand-off from " + now.giver().name(), "");
        decide(now, Handoff.State.ACCEPTED, taker);
        if (now.responsibility()) {
            assignees.handOver(locked, now.giver(), taker);
        }
        String cause = taker.firstName() + " accepted the hand-off";
        turns.endReason(locked.id(), Todo.Action.HANDED_OFF, now.noteId(), cause, actor.id(), note);
        turns.end(locked.id(), now.giver().id(), cause, actor.id(), note);
        answers.passOn(locked, now.giver().id(), actor.id());
        subscriptions.subscribe(locked.id(), actor.id(), "assigned");
        turns.pass(
                threads.get(locked.id()), List.of(actor.id()),
                new Turns.Cause(Todo.Action.HANDED_OFF, now.giver().id(), note, "", null));
        return get(now.id());
    }

    /// Asks the giver something before accepting: it is theirs to answer, and to offer again.
    @Transactional
    public Handoff askBack(Actor actor, Handoff handoff, String question) {
        Issuable locked = threads.lock(handoff.issuableId());
        Handoff now = get(handoff.id());
        requireReceiver(actor, locked, now);
        requireOpen(locked);
        if (question.isBlank()) {
            throw Problem.invalid("question", "can't be blank: say what you need to know first");
        }
        Handoff.Words.check("question", question);
        if (now.state() == Handoff.State.ASKED_BACK) {
            throw Problem.conflict("Somebody has asked back already. " + now.giver().firstName() + " answers first.");
        }
        long note = remarks.write(actor, locked, "asked back", "asks back before taking this", question.strip());
        jdbc.sql("update handoff set state = 'asked_back', question = :question where id = :id")
                .param("question", question.strip())
                .param("id", now.id())
                .update();
        turns.endReason(locked.id(), Todo.Action.HANDED_OFF, now.noteId(), "you asked back", actor.id(), note);
        turns.pass(locked, List.of(now.giver().id()), new Turns.Cause(
                Todo.Action.ASKED_BACK, actor.id(), note, question.strip(), null));
        return get(now.id());
    }

    /// Answers what was asked back and offers it again.
    @Transactional
    public Handoff answer(Actor actor, Handoff handoff, String answer) {
        Issuable locked = threads.lock(handoff.issuableId());
        Handoff now = get(handoff.id());
        requireGiver(actor, now);
        if (now.state() != Handoff.State.ASKED_BACK) {
            throw Problem.conflict(now.open() ? "Nothing was asked back." : now.ending());
        }
        if (answer.isBlank()) {
            throw Problem.invalid("answer", "can't be blank");
        }
        Handoff.Words.check("answer", answer);
        Receiver to = Objects.requireNonNull(now.to());
        long note = remarks.write(
                actor, locked, "offered again", "answers and offers it to " + to.name() + " again", answer.strip());
        jdbc.sql("update handoff set state = 'offered', note_id = :note where id = :id")
                .param("note", note)
                .param("id", now.id())
                .update();
        offerTo(locked, to, actor, note);
        return get(now.id());
    }

    /// Takes the offer back: the giver simply goes on. Where the giver is gone a maintainer can do it.
    @Transactional
    public Handoff withdraw(Actor actor, Handoff handoff) {
        Issuable locked = threads.lock(handoff.issuableId());
        Handoff now = get(handoff.id());
        if (!actor.is(now.giver().id())) {
            access.require(actor, locked.projectId(), Role.MAINTAINER);
        }
        if (!now.open()) {
            throw Problem.conflict(now.ending());
        }
        Receiver to = Objects.requireNonNull(now.to());
        long note = remarks.write(actor, locked, "took back", "took back the hand-off to " + to.name(), "");
        decide(now, Handoff.State.WITHDRAWN, null);
        turns.endReason(locked.id(), Todo.Action.HANDED_OFF, now.noteId(), "the hand-off was taken back", actor.id(), note);
        return get(now.id());
    }

    /// What ends takes its open hand-off with it.
    @EventListener
    void ended(Issuable.Ended ended) {
        openOn(ended.issuable()).ifPresent(open -> decide(open, Handoff.State.ENDED, null));
    }

    /// One by its number, whoever may see it: for what works by itself.
    public Optional<Handoff> unrestricted(long id) {
        return jdbc.sql(HandoffRows.SELECT + " where handoff.id = :id").param("id", id).query(HandoffRows::read).optional();
    }

    /// All of a thing, in the order in which they were offered.
    public List<Handoff> of(Issuable issuable) {
        return jdbc.sql(HandoffRows.SELECT + " where handoff.issuable_id = :issuable order by handoff.id limit 500")
                .param("issuable", issuable.id())
                .query(HandoffRows::read)
                .list();
    }

    public Handoff find(Issuable issuable, long id) {
        return jdbc.sql(HandoffRows.SELECT + " where handoff.issuable_id = :issuable and handoff.id = :id")
                .param("issuable", issuable.id())
                .param("id", id)
                .query(HandoffRows::read)
                .optional()
                .orElseThrow(() -> Problem.notFound("Handoff"));
    }

    /// The one that is open, if any is.
    public Optional<Handoff> openOn(Issuable issuable) {
        return jdbc.sql(HandoffRows.SELECT
                        + " where handoff.issuable_id = :issuable and handoff.state in ('offered', 'asked_back')")
                .param("issuable", issuable.id())
                .query(HandoffRows::read)
                .optional();
    }

    /// Notes that somebody has it now whom nobody had offered it to.
    void takenOver(Issuable locked, Person from, boolean responsibility, Person taker, String because, long note) {
        answers.passOn(locked, from.id(), taker.id());
        Handoff open = openOn(locked).orElse(null);
        if (open != null && open.giver().id() == from.id()) {
            decide(open, Handoff.State.TAKEN_OVER, taker);
            turns.endReason(
                    locked.id(), Todo.Action.HANDED_OFF, open.noteId(), taker.firstName() + " took it over", taker.id(), note);
            return;
        }
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into handoff (issuable_id, giver_id, responsibility, done, state, offered_at, note_id, decided_at,
                                             taker_id)
                        values (:issuable, :giver, :responsibility, :because, 'taken_over', :now, :note, :now, :taker)""")
                .param("issuable", locked.id())
                .param("giver", from.id())
                .param("responsibility", responsibility)
                .param("because", because)
                .param("now", now)
                .param("note", note)
                .param("taker", taker.id())
                .update();
    }

    /// Who may accept or ask back; for who may not, as a sentence or as a 404.
    private void requireReceiver(Actor actor, Issuable locked, Handoff handoff) {
        if (!threads.sees(actor, locked.id())) {
            throw Problem.notFound("Handoff");
        }
        if (!handoff.open()) {
            throw Problem.conflict(handoff.ending());
        }
        rights.requireSpeaker(actor, locked);
        if (!receives(actor, handoff)) {
            throw Problem.refused("This was offered to " + (handoff.to() == null ? "somebody else" : handoff.to().name())
                    + ", not to you.");
        }
    }

    boolean receives(Actor actor, Handoff handoff) {
        Receiver to = handoff.to();
        return to != null && actor.signedIn() && !actor.is(handoff.giver().id())
                && (to.team() ? receivers.belongs(actor, to.id()) : actor.is(to.id()));
    }

    private static void requireGiver(Actor actor, Handoff handoff) {
        if (!actor.is(handoff.giver().id())) {
            throw Problem.refused("This is " + handoff.giver().firstName() + "’s to answer.");
        }
    }

    private static void requireOpen(Issuable locked) {
        if (!locked.open()) {
            throw Problem.conflict("This " + locked.kind().word() + " is " + (locked.state() == Issuable.State.MERGED
                    ? "merged; there is nothing left to hand on." : "closed. Reopen it to hand it on."));
        }
    }

    private void offerTo(Issuable locked, Receiver to, Actor giver, long note) {
        Turns.Cause cause = new Turns.Cause(Todo.Action.HANDED_OFF, giver.id(), note, "", null);
        if (to.person() == null) {
            turns.passToTeams(locked, List.of(new Text.Team(to.id(), to.handle(), to.name())), cause);
        } else {
            subscriptions.subscribe(locked.id(), to.id(), "asked");
            turns.pass(locked, List.of(to.id()), cause);
        }
    }

    /// Whoever takes what their team was offered has accepted it.
    @EventListener
    void took(TeamTurns.Took took) {
        if (took.action() == Todo.Action.HANDED_OFF) {
            openOn(took.issuable())
                    .filter(open -> open.state() == Handoff.State.OFFERED && receives(took.actor(), open))
                    .ifPresent(open -> accept(took.actor(), open));
        }
    }

    /// What somebody could hand on.
    ///
    /// @param responsible whether they are responsible or assigned
    /// @param turn        whether it is their turn
    /// @param team        the team of theirs whose turn it is, if it is not their own
    record Holding(boolean responsible, boolean turn, @Nullable Long team) {

        boolean any() {
            return responsible || turn || team != null;
        }
    }

    Holding holding(Actor actor, Issuable issuable) {
        boolean responsible = actor.is(issuable.dri().id())
                || assignees.of(issuable.id()).stream().anyMatch(person -> actor.is(person.id()));
        List<Turn> all = turns.on(List.of(issuable.id()));
        boolean turn = all.stream().anyMatch(one -> one.holder().is(actor));
        return new Holding(responsible, turn, responsible || turn ? null : receivers.holdingTeam(actor, all));
    }

    private void decide(Handoff handoff, Handoff.State state, @Nullable Person taker) {
        jdbc.sql("update handoff set state = :state, decided_at = :now, taker_id = :taker where id = :id")
                .param("state", state.key())
                .param("now", Timestamp.from(clock.instant()))
                .param("taker", taker == null ? null : taker.id(), Types.BIGINT)
                .param("id", handoff.id())
                .update();
    }

    private Handoff get(long id) {
        return jdbc.sql(HandoffRows.SELECT + " where handoff.id = :id").param("id", id).query(HandoffRows::read).single();
    }
}
