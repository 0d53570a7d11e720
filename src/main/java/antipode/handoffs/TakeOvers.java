package antipode.handoffs;

import antipode.asks.AskAnswers;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.threads.Assignees;
import antipode.threads.Issuable;
import antipode.threads.Remarks;
import antipode.threads.Rights;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.Turn;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Taking over what an absent person holds. Whoever may change a thing may do it while its holder is not at work; the
/// holder finds it told on return, and everything they asked or were asked stays.
@Component
public class TakeOvers {

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Rights rights;
    private final Remarks remarks;
    private final Assignees assignees;
    private final Turns turns;
    private final Handoffs handoffs;
    private final AskAnswers answers;
    private final WorkingHours hours;
    private final Clock clock;

    TakeOvers(
            JdbcClient jdbc,
            Threads threads,
            Rights rights,
            Remarks remarks,
            Assignees assignees,
            Turns turns,
            Handoffs handoffs,
            AskAnswers answers,
            WorkingHours hours,
            Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.rights = rights;
        this.remarks = remarks;
        this.assignees = assignees;
        this.turns = turns;
        this.handoffs = handoffs;
        this.answers = answers;
        this.hours = hours;
        this.clock = clock;
    }

    /// Takes the turn, and the responsibility if it was theirs, of somebody who is not at work now.
    ///
    /// @param from    the username of whoever holds it; nothing for whoever has waited longest, or is responsible while
    ///                nobody's turn it is
    /// @param because a sentence for the record; may be empty
    @Transactional
    public Issuable takeOver(Actor actor, Issuable issuable, @Nullable String from, String because) {
        Issuable locked = threads.lock(issuable.id());
        rights.requireEditor(actor, locked);
        if (!locked.open()) {
            throw Problem.conflict("This " + locked.kind().word() + " is " + locked.state().key()
                    + ". There is nothing left to take over.");
        }
        Handoff.Words.check("because", because);
        List<Turn> held = turns.on(List.of(locked.id()));
        Person holder = holder(actor, locked, held, from);
        requireAbsent(actor, holder);
        long note = remarks.write(actor, locked, "took over", "took this over from " + holder.name(), because.strip());
        Issuable after = pass(actor, locked, held, holder, Person.of(actor.require()), because.strip(), note);
        turns.inform(after, List.of(holder.id()), new Turns.Cause(Todo.Action.TAKEN_OVER, actor.id(), note, "", null));
        return after;
    }

    /// Passes on what somebody holds who leaves. Whoever may is for the verb that calls.
    @Transactional
    public void succeed(Actor actor, Issuable locked, Person holder, Person taker) {
        long note = remarks.write(actor, locked, "passed on", "passed this on from " + holder.name() + " to " + taker.name(), "");
        answers.askInPlaceOf(locked, holder.id(), taker.id());
        pass(actor, locked, turns.on(List.of(locked.id())), holder, taker, "", note);
    }

    private Issuable pass(Actor actor, Issuable locked, List<Turn> held, Person holder, Person taker, String because, long note) {
        boolean responsible = locked.dri().id() == holder.id();
        Turn turn = held.stream().filter(one -> one.holder().person() != null && one.holder().person().id() == holder.id()).findFirst().orElse(null);
        if (responsible || assignees.of(locked.id()).stream().anyMatch(one -> one.id() == holder.id())) {
            assignees.handOver(locked, holder, taker);
        }
        handoffs.takenOver(locked, holder, responsible, taker, because, note);
        turns.end(locked.id(), holder.id(), taker.firstName() + " took it over", actor.id(), note);
        Issuable after = threads.get(locked.id());
        turns.pass(after, List.of(taker.id()), new Turns.Cause(
                Todo.Action.TAKEN_OVER, actor.id(), note, turn == null ? "" : turn.question(), null));
        if (turn != null) {
            follow(turn.todoId(), locked, taker.id());
        }
        return after;
    }

    /// Whoever went on without the former holder waits for the new one's answer.
    private void follow(long todo, Issuable locked, long taker) {
        jdbc.sql("""
                        update going_on set todo_id = (
                            select id from todo where issuable_id = :issuable and member_id = :taker
                              and kind = 'obligation' and state = 'pending')
                        where todo_id = :todo and answered_at is null and member_id <> :taker""")
                .param("issuable", locked.id())
                .param("taker", taker)
                .param("todo", todo)
                .update();
    }

    private Person holder(Actor actor, Issuable locked, List<Turn> held, @Nullable String from) {
        if (from == null || from.isBlank()) {
            List<Person> others = people(held).filter(one -> !actor.is(one.id())).toList();
            if (others.isEmpty() && (!held.isEmpty() || actor.is(locked.dri().id()))) {
                throw Problem.conflict("You hold it already.");
            }
            return others.stream().filter(one -> !atWork(one)).findFirst()
                    .orElseGet(() -> others.isEmpty() ? locked.dri() : others.getFirst());
        }
        String name = (from.startsWith("@") ? from.substring(1) : from).toLowerCase(Locale.ROOT);
        if (name.equals(actor.require().username().toLowerCase(Locale.ROOT))) {
            throw Problem.invalid("from", "can't be yourself");
        }
        return Stream.concat(people(held), Stream.of(locked.dri()))
                .filter(one -> one.username().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.conflict(notHeld(locked, held)));
    }

    /// A team's turn is taken by its own members.
    private static Stream<Person> people(List<Turn> held) {
        return held.stream().map(turn -> turn.holder().person()).filter(Objects::nonNull);
    }

    /// Who came first, for whoever came second.
    private String notHeld(Issuable locked, List<Turn> held) {
        return handoffs.of(locked).stream()
                .filter(Handoff::passed)
                .reduce((_, last) -> last)
                .map(last -> Objects.requireNonNull(last.taker()).firstName() + " "
                        + (last.state() == Handoff.State.ACCEPTED ? "accepted" : "took") + " it just before you.")
                .orElseGet(() -> held.isEmpty()
                        ? "Nobody by that name holds this. " + locked.dri().firstName() + " is responsible."
                        : "Nobody by that name holds this. It is " + held.getFirst().holder().firstName() + "’s turn.");
    }

    private void requireAbsent(Actor actor, Person holder) {
        Schedule schedule = hours.of(holder.id());
        Instant now = clock.instant();
        if (atWork(schedule, now)) {
            ZoneId reader = actor.require().zone();
            String next = NextAtWork.of(schedule, now).sentence(reader);
            throw Problem.conflict(holder.firstName() + " is " + Character.toLowerCase(next.charAt(0)) + next.substring(1)
                    + ". Ask " + holder.firstName() + " to hand it on.");
        }
    }

    private boolean atWork(Person person) {
        return atWork(hours.of(person.id()), clock.instant());
    }

    /// By what they have stated; who has stated nothing counts as being there on working days.
    static boolean atWork(Schedule schedule, Instant now) {
        return schedule.isWorking(now);
    }
}
