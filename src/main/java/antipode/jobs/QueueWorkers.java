package antipode.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The threads that work off what is due in queues while the server runs.
@Component
@ConditionalOnProperty(name = "antipode.background", matchIfMissing = true)
class QueueWorkers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(QueueWorkers.class);

    private static final int WORKERS = 2;

    private final ObjectProvider<Queue> queues;
    private final ReentrantReadWriteLock quiet = new ReentrantReadWriteLock();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    QueueWorkers(ObjectProvider<Queue> queues) {
        this.queues = queues;
    }

    @Override
    public void start() {
        running = true;
        for (var i = 1; i <= WORKERS; i++) {
            threads.add(Thread.ofVirtual().name("queue-" + i).start(this::work));
        }
    }

    private void work() {
        while (running) {
            try {
                var done = queues.stream().mapToInt(this::batch).sum();
                if (done == 0) {
                    TimeUnit.SECONDS.sleep(1);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private int batch(Queue queue) {
        quiet.readLock().lock();
        try {
            return queue.batch();
        } catch (RuntimeException e) {
            log.warn("A queue cannot be worked off; trying again in a second", e);
            return 0;
        } finally {
            quiet.readLock().unlock();
        }
    }

    /// Does something while nothing of a queue is done here.
    void quietly(Runnable action) {
        quiet.writeLock().lock();
        try {
            action.run();
        } finally {
            quiet.writeLock().unlock();
        }
    }

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
