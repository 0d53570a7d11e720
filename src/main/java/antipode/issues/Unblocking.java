package antipode.issues;

import antipode.database.Outbox;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.Turns;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// When what blocked an issue is closed, the issue's thread says so and whoever is responsible for it is told. It follows the
/// closing, since headers are locked in the order of their ids.
@Component
class Unblocking implements OutboxConsumer {

    private static final String NAME = "unblocking";

    /// An issue was closed that others waited for.
    record Closed(long issue, @Nullable Long by) {}

    private final IssueLinks links;
    private final Threads threads;
    private final Events events;
    private final Turns turns;
    private final Members members;
    private final Outbox outbox;

    Unblocking(IssueLinks links, Threads threads, Events events, Turns turns, Members members, Outbox outbox) {
        this.links = links;
        this.threads = threads;
        this.events = events;
        this.turns = turns;
        this.members = members;
        this.outbox = outbox;
    }

    @EventListener
    void note(Issuable.Ended ended) {
        Issuable closed = ended.issuable();
        if (closed.kind() == Issuable.Kind.ISSUE && !links.freedBy(closed.id()).isEmpty()) {
            outbox.put(NAME, "issue " + closed.id(), new Closed(closed.id(), ended.actor().idOrNull()));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void accept(OutboxRow row) {
        Closed told = row.payload(Closed.class);
        Actor actor = told.by() == null ? Actor.nobody() : members.find(told.by()).map(Actor::of).orElseGet(Actor::nobody);
        for (long id : links.freedBy(told.issue())) {
            Issuable blocked = threads.lock(id);
            Issuable closed = threads.get(told.issue());
            if (!blocked.open() || closed.open()) {
                continue;
            }
            long note = events.append(actor, blocked, "unblocked", Map.of("in", closed.fullReference()));
            threads.touch(id);
            if (!actor.is(blocked.dri().id())) {
                turns.inform(
                        blocked, List.of(blocked.dri().id()),
                        new Turns.Cause(Todo.Action.UNBLOCKED, actor.idOrNull(), note, "", null));
            }
        }
    }
}
