package antipode.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Threads that do the same again and again while the server runs. Stopped, each finishes what it has at hand.
public abstract class Workers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    private final String name;
    private final int many;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    protected Workers(String name, int many) {
        this.name = name;
        this.many = many;
    }

    /// Does what is due and waits for more. What fails is tried again in a second.
    ///
    /// @param number which of the threads does it, from 1 on
    protected abstract void work(int number) throws InterruptedException;

    @Override
    public void start() {
        running = true;
        for (int i = 1; i <= many; i++) {
            int number = i;
            threads.add(Thread.ofVirtual().name(name + "-" + number).start(() -> run(number)));
        }
    }

    private void run(int number) {
        while (running) {
            try {
                try {
                    work(number);
                } catch (RuntimeException failed) {
                    log.warn("The {} cannot be worked off; trying again in a second", name, failed);
                    TimeUnit.SECONDS.sleep(1);
                }
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException interrupted) {
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
