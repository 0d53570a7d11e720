package antipode.jobs;

import antipode.jobs.Schedules.DueJob;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// db-scheduler, which finds what is due among all nodes and notices a node that died in the middle.
@Component
@ConditionalOnProperty(name = "antipode.background", matchIfMissing = true)
class JobRunner implements SmartLifecycle {

    private static final int THREADS = 4;

    private final DataSource dataSource;
    private final Schedules schedules;
    private final Dailies dailies;
    private final Clock clock;
    private final QueueWorkers queues;
    private @Nullable Scheduler scheduler;

    JobRunner(DataSource dataSource, Schedules schedules, Dailies dailies, Clock clock, QueueWorkers queues) {
        this.dataSource = dataSource;
        this.schedules = schedules;
        this.dailies = dailies;
        this.clock = clock;
        this.queues = queues;
    }

    @Override
    public void start() {
        schedules.planRepeated();
        dailies.followRules();
        var tasks = new ArrayList<Task<?>>();
        schedules.tasks().keySet().forEach(name -> tasks.add(task(name)));
        var started = Scheduler.create(dataSource, tasks)
                .tableName("job")
                .schedulerName(new SchedulerName.Fixed(nodeName()))
                .serializer(new Text())
                .clock(clock::instant)
                .threads(THREADS)
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(Duration.ofSeconds(5))
                .missedHeartbeatsLimit(4)
                .deleteUnresolvedAfter(Duration.ofDays(365))
                .alwaysPersistTimestampInUTC()
                .shutdownMaxWait(Duration.ofSeconds(5))
                .build();
        started.start();
        scheduler = started;
    }

    /// Success and failure are written by [Schedules], in the transaction of the task itself; a job whose node died
    /// is simply due again.
    private Task<String> task(String name) {
        return Tasks.custom(name, String.class)
                .onFailure((complete, operations) ->
                        schedules.putOff(job(complete.getExecution()), complete.getCause().orElseThrow()))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    schedules.run(job(context.getExecution()));
                    return (complete, operations) -> {};
                });
    }

    private static DueJob job(Execution execution) {
        var payload = (String) execution.taskInstance.getData();
        return new DueJob(
                execution.getTaskName(),
                execution.getId(),
                execution.version,
                payload == null ? null : payload.getBytes(StandardCharsets.UTF_8),
                execution.consecutiveFailures);
    }

    private static String nodeName() {
        return ManagementFactory.getRuntimeMXBean().getName() + "-"
                + Integer.toHexString(ThreadLocalRandom.current().nextInt());
    }

    /// Payloads pass through db-scheduler as the JSON text they are.
    private static final class Text implements Serializer {

        @Override
        public byte @Nullable [] serialize(@Nullable Object data) {
            return data == null ? null : data.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] bytes) {
            return bytes == null ? null : type.cast(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /// Does something while nothing else is started here.
    void quietly(Runnable action) {
        var running = scheduler;
        if (running == null) {
            action.run();
            return;
        }
        running.pause();
        try {
            for (var patience = 100; patience > 0 && !running.getCurrentlyExecuting().isEmpty(); patience--) {
                Thread.sleep(50);
            }
            queues.quietly(action);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.resume();
        }
    }

    @Override
    public void stop() {
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}
