package antipode.delivery;

import antipode.database.Outbox;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.threads.Comment;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.todos.Todo;
import antipode.todos.Turns;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Gathers what is to be told of one deed, and leaves it as one row of the outbox in the deed's own transaction. Whom it
/// concerns is worked out in the background, so that a deed that a thousand people follow is as quick as any.
@Component
class Tellings implements OutboxConsumer {

    private static final String CONSUMER = "notices";

    private final Outbox outbox;
    private final Audience audience;
    private final Holding holding;
    private final Clock clock;

    Tellings(Outbox outbox, Audience audience, Holding holding, Clock clock) {
        this.outbox = outbox;
        this.audience = audience;
        this.holding = holding;
        this.clock = clock;
    }

    @EventListener
    void listed(Turns.Listed listed) {
        Notice.Kind kind = listed.kind() == Todo.Kind.OBLIGATION
                ? Notice.Kind.NEEDS_YOU
                : listed.action() == Todo.Action.MERGED || listed.action() == Todo.Action.CLOSED
                        ? Notice.Kind.DECIDED
                        : Notice.Kind.INFORMATION;
        gather(listed.issuable(), new Told.Fact(
                kind.key(), "listed", listed.noteId(), listed.todoId(), listed.memberId(),
                Reason.of(listed.kind(), listed.action()).key(), null));
    }

    @EventListener
    void opened(Issuable.Opened opened) {
        gather(opened.issuable(), everyone(Notice.Kind.INFORMATION, "opened", opened.noteId(), opened.actor().idOrNull()));
    }

    @EventListener
    void written(Comment.Written written) {
        gather(written.issuable(), everyone(
                Notice.Kind.INFORMATION, "wrote", written.comment().id(), written.actor().idOrNull()));
    }

    /// What belongs to one deed is told as one: what was listed for any of its notes, with the first.
    @EventListener
    void gathered(Comment.Gathered gathered) {
        Deed deed = deed();
        if (deed != null) {
            deed.facts.computeIfPresent(gathered.issuable().id(), (_, facts) -> facts.stream()
                    .filter(fact -> fact.note() == null || fact.note() == gathered.lead() || fact.reader() != null
                            || !gathered.notes().contains(fact.note()))
                    .map(fact -> fact.note() != null && gathered.notes().contains(fact.note())
                            ? new Told.Fact(
                                    fact.kind(), fact.event(), gathered.lead(), fact.todo(), fact.reader(), fact.reason(), fact.actor())
                            : fact)
                    .collect(Collectors.toCollection(ArrayList::new)));
        }
    }

    @EventListener
    void ended(Issuable.Ended ended) {
        gather(ended.issuable(), everyone(
                Notice.Kind.DECIDED, ended.issuable().state().key(), ended.noteId(),
                ended.because() == null ? ended.actor().idOrNull() : null));
    }

    @EventListener
    void reopened(Issuable.Reopened reopened) {
        gather(reopened.issuable(), everyone(
                Notice.Kind.INFORMATION, "reopened", reopened.noteId(), reopened.actor().idOrNull()));
    }

    /// What the record says besides; few have chosen to hear of it.
    @EventListener
    void recorded(Events.Recorded recorded) {
        if (Told.CHOSEN_ONLY.contains(recorded.action())) {
            gather(recorded.issuable(), everyone(
                    Notice.Kind.INFORMATION, recorded.action(), recorded.note(), recorded.actor().idOrNull()));
        }
    }

    private static Told.Fact everyone(Notice.Kind kind, String event, long note, @Nullable Long actor) {
        return new Told.Fact(kind.key(), event, note, null, null, null, actor);
    }

    private void gather(Issuable issuable, Told.Fact fact) {
        Deed deed = deed();
        if (deed == null) {
            deed = new Deed();
            TransactionSynchronizationManager.registerSynchronization(deed);
        }
        deed.facts.computeIfAbsent(issuable.id(), _ -> new ArrayList<>()).add(fact);
    }

    private @Nullable Deed deed() {
        Deed deed = null;
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            deed = each instanceof Deed gathered && gathered.of(this) ? gathered : deed;
        }
        return deed;
    }

    /// What one transaction has done so far.
    private final class Deed implements TransactionSynchronization {

        private final Map<Long, List<Told.Fact>> facts = new LinkedHashMap<>();

        boolean of(Tellings tellings) {
            return Tellings.this == tellings;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            facts.forEach((issuable, all) -> outbox.put(CONSUMER, "issuable " + issuable, new Told(issuable, clock.instant(), all)));
        }
    }

    @Override
    public String name() {
        return CONSUMER;
    }

    @Override
    public void accept(OutboxRow row) {
        Told told = row.payload(Told.class);
        holding.hold(told, audience.of(told));
    }
}
