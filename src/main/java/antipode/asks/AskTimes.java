package antipode.asks;

import antipode.hours.FairTime;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.people.Person;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Text;
import antipode.threads.Threads;
import antipode.todos.Holder;
import antipode.todos.Todo;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Keeps the times of asks: when a default is due, when somebody is reminded, and that neither robs anybody.
///
/// What was fair when it was asked never becomes earlier, however hours change. But when a default is due it is looked at once
/// more: who is silent, and by what they have told since (an absence, a day shifted) has not had their time, is waited for
/// until they have; who is away by then for longer than can be waited for is represented or left out. A push moves nothing:
/// whoever is asked can still object, and the approvals it takes away are none that silence could give.
@Component
public class AskTimes {

    private static final Duration FARTHEST = Duration.ofDays(5 * 366);

    private final JdbcClient jdbc;
    private final AskRows rows;
    private final AskPlans plans;
    private final Threads threads;
    private final Members members;
    private final Events events;
    private final Turns turns;
    private final Schedules schedules;
    private final Clock clock;

    AskTimes(
            JdbcClient jdbc, AskRows rows, AskPlans plans, Threads threads, Members members, Events events,
            Turns turns, Schedules schedules, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.plans = plans;
        this.threads = threads;
        this.members = members;
        this.events = events;
        this.turns = turns;
        this.schedules = schedules;
        this.clock = clock;
    }

    /// Refuses a due time that is over, or that nobody will see.
    static void check(@Nullable Instant due, Instant now) {
        if (due != null && !due.isAfter(now)) {
            throw Problem.invalid("due", "is over already");
        }
        if (due != null && due.isAfter(now.plus(FARTHEST))) {
            throw Problem.invalid("due", "is more than five years away");
        }
    }

    /// As it is kept: by when it is fair to one who is asked. Nobody waits for who is left out.
    static Ask.Asked asked(FairTime.Each<AskPlans.Stand> each, Instant now) {
        Instant fairAt = each.waitedFor().orElse(now);
        AskPlans.Stand stand = each.asked().who();
        return AskPlans.row(
                stand, fairAt, each.awayUntil(), each.asked().schedule().zoneAt(fairAt), each.absent() || stand.represented());
    }

    /// Gives those who are waited for the turn.
    void wait(Ask ask, Issuable locked, Collection<Ask.Asked> waited) {
        Turns.Cause cause = new Turns.Cause(Todo.Action.ASKED, ask.asker().id(), ask.noteId(), ask.question(), ask.id());
        turns.passTo(
                locked,
                waited.stream()
                        .map(one -> one.delegate() == null ? one.who() : Holder.of(one.delegate()))
                        .distinct()
                        .toList(),
                cause);
    }

    /// Plans what is due: the default at its time, and a reminder where the due time comes before, or nothing follows.
    void plan(Ask ask) {
        if (ask.hasDefault()) {
            schedules.at(AskDefault.TASK, String.valueOf(ask.id()), ask.takesEffectAt(), new AskDefault.Due(ask.id()));
        }
        if (ask.reminds()) {
            schedules.at(
                    AskReminder.TASK, String.valueOf(ask.id()), Objects.requireNonNull(ask.dueAt()), new AskReminder.Due(ask.id()));
        } else {
            schedules.cancel(AskReminder.TASK, String.valueOf(ask.id()));
        }
    }

    /// @param running whether its default is what ends it
    void forget(Ask ask, boolean running) {
        if (ask.hasDefault() && !running) {
            schedules.cancel(AskDefault.TASK, String.valueOf(ask.id()));
        }
        schedules.cancel(AskReminder.TASK, String.valueOf(ask.id()));
    }

    /// Gives everybody more time: the due time moves, and the default with it. Whoever is asked is told once.
    @Transactional
    public Ask extend(Actor actor, long id, Instant due) {
        Ask ask = lock(id);
        Issuable issuable = threads.get(ask.issuableId());
        if (!actor.is(ask.asker().id())) {
            throw Problem.refused(ask.asker().firstName() + " asked this, so only they can give more time.");
        }
        if (!ask.open()) {
            throw Problem.conflict("This question has ended already: " + ask.endedBecause() + ".");
        }
        Instant now = clock.instant();
        check(due, now);
        Instant before = ask.hasDefault() ? ask.takesEffectAt() : ask.dueAt();
        if (before != null && !due.isAfter(before)) {
            throw Problem.invalid("due", "has to be later than the time that stands; nobody is given less");
        }
        jdbc.sql("update ask set due_at = :due, extended_at = :now where id = :id")
                .param("due", Timestamp.from(due))
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
        long note = events.append(
                actor, issuable, "extended", Map.of("sentence", "gave more time to answer “" + ask.question() + "”"));
        threads.touch(issuable.id());
        turns.inform(
                issuable, silent(ask).stream().filter(member -> !actor.is(member)).toList(),
                new Turns.Cause(Todo.Action.EXTENDED, actor.id(), note, ask.question(), ask.id()));
        Ask after = rows.get(id);
        plan(after);
        return after;
    }

    /// The people who have said nothing yet, whoever they answer for; of a team, who took it.
    private static List<Long> silent(Ask ask) {
        return ask.waited().stream()
                .filter(Ask.Asked::silent)
                .map(one -> one.taker() != null ? one.taker() : one.delegate() != null ? one.delegate() : one.who().person())
                .filter(Objects::nonNull)
                .map(Person::id)
                .distinct()
                .toList();
    }

    /// Reminds those who have said nothing, if that is still due. It is held for their hours, as every notice is.
    ///
    /// @return when it is due, if that is later; nothing if it is done
    @Transactional
    public Optional<Instant> remind(long id) {
        if (rows.find(id).isEmpty()) {
            return Optional.empty();
        }
        Ask ask = lock(id);
        Instant due = ask.dueAt();
        if (!ask.open() || due == null || !ask.reminds()) {
            return Optional.empty();
        }
        if (clock.instant().isBefore(due)) {
            return Optional.of(due);
        }
        List<String> waited = ask.waited().stream().filter(Ask.Asked::silent).map(Ask.Asked::name).toList();
        if (!waited.isEmpty()) {
            Issuable issuable = threads.get(ask.issuableId());
            long note = events.append(
                    Actor.nobody(), issuable, "reminded",
                    Map.of("sentence", "The time for “" + ask.question() + "” has come; " + Ask.list(waited)
                            + (waited.size() == 1 ? " is" : " are") + " reminded in their hours"
                            + (ask.hasDefault() ? ", and nothing happens before it is fair" : "")));
            turns.remind(issuable, id, note);
            tellAsker(ask, issuable, note);
        }
        return Optional.empty();
    }

    /// Whoever said they would wait hears that they have waited, as news: what follows is theirs to choose.
    private void tellAsker(Ask ask, Issuable issuable, long note) {
        boolean here = members.find(ask.asker().id())
                .filter(member -> member.active() && threads.sees(Actor.of(member), issuable.id()))
                .isPresent();
        if (!ask.hasDefault() && here) {
            Long first = silent(ask).stream().findFirst().orElse(null);
            turns.inform(
                    issuable, List.of(ask.asker().id()),
                    new Turns.Cause(Todo.Action.UNANSWERED, first, note, ask.question(), null));
        }
    }

    /// Moves a default that would rob somebody who is silent.
    ///
    /// @return when it is due now; nothing if it robs nobody
    Optional<Instant> moved(Ask ask, Issuable locked) {
        Instant now = clock.instant();
        List<Ask.Asked> silent =
                ask.waited().stream().filter(one -> one.silent() && one.taker() == null && sees(one, locked)).toList();
        FairTime<AskPlans.Stand> fair =
                plans.weigh(ask.asker().id(), locked, silent.stream().map(Ask.Asked::who).toList(), ask.askedAt());
        List<Ask.Asked> waitLonger = new ArrayList<>();
        for (FairTime.Each<AskPlans.Stand> each : fair.each()) {
            Ask.Asked before = silent.stream().filter(one -> one.who().equals(each.asked().who().who())).findFirst().orElseThrow();
            Ask.Asked after = asked(each, before.fairAt());
            if (after.delegate() != null && !after.delegate().equals(before.delegate()) && before.delegate() == null) {
                // Whoever stands in only hears of it now.
                after = asked(each(ask, locked, each, now), before.fairAt());
                wait(ask, locked, List.of(after));
            }
            if (after.fairAt().isAfter(before.fairAt()) || after.away() != before.away()) {
                rows.put(ask.id(), 0, after);
            }
            if (after.fairAt().isAfter(before.fairAt()) && after.fairAt().isAfter(now)) {
                waitLonger.add(after);
            }
        }
        if (waitLonger.isEmpty()) {
            return Optional.empty();
        }
        Instant latest = waitLonger.stream().map(Ask.Asked::fairAt).max(Instant::compareTo).orElseThrow();
        jdbc.sql("update ask set fair_at = greatest(fair_at, :fair), moved_at = :now where id = :id")
                .param("fair", Timestamp.from(FairTime.roundedUp(latest)))
                .param("now", Timestamp.from(now))
                .param("id", ask.id())
                .update();
        events.append(Actor.nobody(), locked, "waits", Map.of("sentence", "“" + ask.defaultText() + "” waits longer, until it is fair to "
                + Ask.list(waitLonger.stream().map(Ask.Asked::name).toList())
                + ", who had less working time than was foreseen"));
        Ask after = rows.get(ask.id());
        plan(after);
        return Optional.of(after.takesEffectAt());
    }

    private FairTime.Each<AskPlans.Stand> each(Ask ask, Issuable locked, FairTime.Each<AskPlans.Stand> each, Instant now) {
        return plans.weigh(ask.asker().id(), locked, List.of(each.asked().who().who()), now).each().getFirst();
    }

    /// Whether whoever is waited for could still say no.
    boolean sees(Ask.Asked one, Issuable issuable) {
        Text.Team team = one.who().team();
        Person person = one.taker() != null ? one.taker() : one.delegate() != null ? one.delegate() : one.who().person();
        return team != null && one.taker() == null
                ? !plans.nobodyIn(team, issuable)
                : members.find(Objects.requireNonNull(person).id())
                        .filter(member -> member.active() && threads.sees(Actor.of(member), issuable.id()))
                        .isPresent();
    }

    /// Locks the thread first, as every writer does, then reads the ask as it now stands.
    Ask lock(long id) {
        threads.lock(rows.get(id).issuableId());
        return rows.get(id);
    }
}
