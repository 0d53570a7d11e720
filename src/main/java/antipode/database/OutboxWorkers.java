package antipode.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The threads that drain the outbox while the server runs.
@Component
@ConditionalOnProperty(name = "antipode.background", matchIfMissing = true)
class OutboxWorkers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxWorkers.class);

    /// Each may hold a connection for as long as a mail server takes; the pages need the rest.
    private static final int WORKERS = 3;

    private final Outbox outbox;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    OutboxWorkers(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void start() {
        running = true;
        for (var i = 1; i <= WORKERS; i++) {
            // The first is kept free for what asks no other server, so that a slow mail server keeps nobody waiting.
            var quick = i == 1;
            threads.add(Thread.ofVirtual().name("outbox-" + i).start(() -> work(quick)));
        }
    }

    private void work(boolean quick) {
        while (running) {
            try {
                if (quick) {
                    outbox.drainQuick();
                } else {
                    outbox.drain();
                }
                outbox.awaitNudge();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("The outbox cannot be read; trying again in a second", e);
                try {
                    TimeUnit.SECONDS.sleep(1);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    /// Lets each finish the row at hand.
    @Override
    public void stop() {
        running = false;
        for (var thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
