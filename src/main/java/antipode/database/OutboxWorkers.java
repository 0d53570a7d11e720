package antipode.database;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// The threads that drain the outbox while the server runs.
@Component
@ConditionalOnProperty(name = "antipode.background", matchIfMissing = true)
class OutboxWorkers extends Workers {

    /// Each may hold a connection for as long as a mail server takes; the pages need the rest.
    private static final int WORKERS = 3;

    private final Outbox outbox;

    OutboxWorkers(Outbox outbox) {
        super("outbox", WORKERS);
        this.outbox = outbox;
    }

    /// The first is kept free for what asks no other server, so that a slow mail server keeps nobody waiting.
    @Override
    protected void work(int number) throws InterruptedException {
        if (number == 1) {
            outbox.drainQuick();
        } else {
            outbox.drain();
        }
        outbox.awaitNudge();
    }
}
