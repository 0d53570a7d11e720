package antipode.jobs;

import antipode.database.Workers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// The threads that work off what is due in queues while the server runs.
@Component
@ConditionalOnProperty(name = "antipode.background", matchIfMissing = true)
class QueueWorkers extends Workers {

    private static final Logger log = LoggerFactory.getLogger(QueueWorkers.class);

    private static final int WORKERS = 2;

    private final ObjectProvider<Queue> queues;
    private final ReentrantReadWriteLock quiet = new ReentrantReadWriteLock();

    QueueWorkers(ObjectProvider<Queue> queues) {
        super("queue", WORKERS);
        this.queues = queues;
    }

    @Override
    protected void work(int number) throws InterruptedException {
        if (queues.stream().mapToInt(this::batch).sum() == 0) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /// A queue that fails keeps no other waiting.
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
}
