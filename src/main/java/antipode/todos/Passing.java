package antipode.todos;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Passes a turn on without a comment: "not mine, Kei's, because …".
@Component
public class Passing {

    static final int LONGEST = 1_000;

    private final Threads threads;
    private final Access access;
    private final Events events;
    private final Turns turns;
    private final TurnRules rules;

    Passing(Threads threads, Access access, Events events, Turns turns, TurnRules rules) {
        this.threads = threads;
        this.access = access;
        this.events = events;
        this.turns = turns;
        this.rules = rules;
    }

    /// Makes it the turn of these and ends one's own. Nobody else's ends by it.
    ///
    /// @param to  usernames and team paths
    /// @param why a sentence for them; it may be empty
    @Transactional
    public List<Holder> pass(Actor actor, Issuable issuable, Collection<String> to, String why) {
        Issuable locked = threads.lock(issuable.id());
        access.require(actor, locked.projectId(), Role.GUEST);
        List<Holder> holders = rules.named(locked, to);
        if (holders.isEmpty()) {
            throw Problem.invalid("turn", "needs somebody to pass to");
        }
        if (!locked.open()) {
            throw Problem.conflict("This " + locked.kind().word() + " is " + locked.state().key() + ". Reopen it first.");
        }
        if (why.length() > LONGEST) {
            throw Problem.invalid("because", "is too long (maximum is " + LONGEST + " characters)");
        }
        Map<String, String> detail = new HashMap<>(Map.of("to", names(holders)));
        if (!why.isBlank()) {
            detail.put("because", "“" + why.strip() + "”");
        }
        long note = events.append(actor, locked, "passed", detail);
        threads.touch(locked.id());
        if (holders.stream().noneMatch(holder -> holder.is(actor))) {
            turns.end(locked.id(), actor.id(), "you passed it to " + names(holders), actor.id(), note);
        }
        turns.passTo(
                locked,
                holders.stream().filter(holder -> !holder.is(actor)).toList(),
                new Turns.Cause(Todo.Action.PASSED, actor.id(), note, why.strip(), null));
        if (holders.stream().anyMatch(holder -> holder.is(actor))) {
            turns.pass(locked, List.of(actor.id()), new Turns.Cause(Todo.Action.PASSED, actor.id(), note, "", null));
        }
        return holders;
    }

    /// "Kei and Support"
    static String names(List<Holder> holders) {
        List<String> names = holders.stream().map(Holder::firstName).toList();
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
