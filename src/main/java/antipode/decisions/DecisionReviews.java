package antipode.decisions;

import antipode.hours.Schedule;
import antipode.jobs.Schedules;
import antipode.jobs.Task;
import antipode.people.Actor;
import antipode.people.WorkingHours;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.Turns;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Brings a decision back on the day on which it was to be looked at again: onto the list of whoever is responsible then, when
/// their working day begins.
@Component
class DecisionReviews implements Task<DecisionReviews.Due> {

    static final String TASK = "decision-review";

    /// The decision whose day has come.
    record Due(long decision) {}

    private final DecisionRows rows;
    private final Threads threads;
    private final Events events;
    private final ObjectProvider<Turns> turns;
    private final WorkingHours hours;
    private final ObjectProvider<Schedules> schedules;
    private final Clock clock;

    DecisionReviews(
            DecisionRows rows,
            Threads threads,
            Events events,
            ObjectProvider<Turns> turns,
            WorkingHours hours,
            ObjectProvider<Schedules> schedules,
            Clock clock) {
        this.rows = rows;
        this.threads = threads;
        this.events = events;
        this.turns = turns;
        this.hours = hours;
        this.schedules = schedules;
        this.clock = clock;
    }

    @Override
    public String name() {
        return TASK;
    }

    @Override
    public Class<Due> payload() {
        return Due.class;
    }

    /// Plans it for the first moment of the day anywhere on earth: only then is it looked up whose it is and when they begin.
    void plan(Decision decision) {
        String id = String.valueOf(decision.id());
        if (decision.status() == Decision.Status.DECIDED && decision.reviewOn() != null) {
            schedules.getObject().at(TASK, id, Days.first(decision.reviewOn()), new Due(decision.id()));
        } else {
            schedules.getObject().cancel(TASK, id);
        }
    }

    @Override
    public void run(String id, Due due) {
        Decision decision = rows.find(due.decision()).orElse(null);
        if (decision == null) {
            return; // it was deleted
        }
        Issuable locked = threads.lock(decision.id());
        decision = rows.get(decision.id());
        if (decision.status() != Decision.Status.DECIDED || decision.reviewOn() == null) {
            return;
        }
        Schedule schedule = hours.of(locked.dri().id()).forDelivery();
        Instant start = Days.start(schedule, decision.reviewOn());
        if (clock.instant().isBefore(start)) {
            schedules.getObject().at(TASK, id, start, due);
            return;
        }
        long note = events.append(Actor.nobody(), locked, "review due", Map.of());
        Long by = decision.decidedBy() == null ? null : decision.decidedBy().id();
        turns.getObject().pass(
                locked, List.of(locked.dri().id()), new Turns.Cause(Todo.Action.REVIEW_DUE, by, note, "", null));
    }

    /// Somebody has looked at it again, so nobody waits for that.
    void looked(Actor actor, Decision decision, long note) {
        turns.getObject().endAll(decision.id(), "it was looked at again", actor.id(), note);
    }
}
