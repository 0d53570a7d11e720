package antipode.jobs;

import antipode.database.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// What is due at a time: planned, moved and cancelled in the caller's transaction.
///
/// A task and an id name one job; planning it again moves it. Whoever locks an issue locks it before its jobs.
@Component
public class Schedules {

    private static final Logger log = LoggerFactory.getLogger(Schedules.class);

    /// With doubling pauses, about nine hours.
    private static final int ATTEMPTS = 14;

    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

    /// Jobs given up wait here.
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /// The job this thread is running. Its version is its fencing number: a result under an old one is refused.
    private static final ScopedValue<Running> RUNNING = ScopedValue.newInstance();

    private static final class Running {
        private final DueJob job;
        private boolean settled;

        private Running(DueJob job) {
            this.job = job;
        }

        private boolean is(String task, String id) {
            return job.task().equals(task) && job.id().equals(id);
        }
    }

    record DueJob(String task, String id, long version, byte @Nullable [] payload, int failures) {}

    /// Somebody else moved, cancelled or took over the job while we ran it.
    private static final class Superseded extends RuntimeException {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ObjectProvider<Task<?>> tasks;
    private final ObjectProvider<Repeated> repeated;
    private final ObjectProvider<Queue> queues;
    private final ObjectProvider<Dailies> dailies;
    private volatile Map<String, Task<?>> byName = Map.of();

    Schedules(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            ObjectProvider<Task<?>> tasks,
            ObjectProvider<Repeated> repeated,
            ObjectProvider<Queue> queues,
            ObjectProvider<Dailies> dailies) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.tasks = tasks;
        this.repeated = repeated;
        this.queues = queues;
        this.dailies = dailies;
    }

    /// Plans a job, or plans it anew.
    @Transactional
    public void at(String task, String id, Instant when, Object payload) {
        var own = ownVersion(task, id);
        var planned = jdbc.sql(
                        """
                        insert into job (task_name, task_instance, task_data, execution_time, picked, version)
                        values (:task, :id, :payload, :time, false, 1)
                        on conflict (task_name, task_instance) do update
                        set task_data = excluded.task_data, execution_time = excluded.execution_time, picked = false,
                            picked_by = null, last_heartbeat = null, consecutive_failures = 0, problem = null,
                            version = job.version + 1
                        where :own = -1 or job.version = :own
                        """)
                .param("task", task)
                .param("id", id)
                .param("payload", Json.write(payload).getBytes(StandardCharsets.UTF_8))
                .param("time", time(when))
                .param("own", own)
                .update();
        settle(own, planned);
    }

    /// A job of a task, to be planned together with others.
    public record Planned(String id, Instant when, Object payload) {}

    /// Plans jobs, or brings them forward, many in one question. One that is due earlier stays as it is; but if it may be
    /// running at this moment, it runs again, as it may not see what is written here.
    @Transactional
    public void noLaterThan(String task, Collection<Planned> jobs) {
        jdbc.sql(
                        """
                        insert into job (task_name, task_instance, task_data, execution_time, picked, version)
                        select :task, id, convert_to(payload, 'UTF8'), time, false, 1
                        from unnest(:ids, :payloads, :times::timestamptz[]) planned (id, payload, time)
                        order by id
                        on conflict (task_name, task_instance) do update
                        set execution_time = least(job.execution_time, excluded.execution_time),
                            picked = false, picked_by = null, last_heartbeat = null, version = job.version + 1
                        where job.picked or job.execution_time <= :now or job.execution_time > excluded.execution_time
                        """)
                .param("task", task)
                .param("ids", jobs.stream().map(Planned::id).toArray(String[]::new))
                .param("payloads", jobs.stream().map(job -> Json.write(job.payload())).toArray(String[]::new))
                .param("times", jobs.stream().map(job -> job.when().toString()).toArray(String[]::new))
                .param("now", time(clock.instant()))
                .update();
    }

    /// Moves a job that is planned; says whether there was one.
    @Transactional
    public boolean reschedule(String task, String id, Instant when) {
        var own = ownVersion(task, id);
        var moved = jdbc.sql(
                        """
                        update job
                        set execution_time = :time, picked = false, picked_by = null, last_heartbeat = null,
                            consecutive_failures = 0, problem = null, version = version + 1
                        where task_name = :task and task_instance = :id and (:own = -1 or version = :own)
                        """)
                .param("task", task)
                .param("id", id)
                .param("time", time(when))
                .param("own", own)
                .update();
        settle(own, moved);
        return moved == 1;
    }

    /// Drops a job that is planned; says whether there was one. One that runs at this moment undoes itself.
    @Transactional
    public boolean cancel(String task, String id) {
        var own = ownVersion(task, id);
        var dropped = jdbc.sql(
                        """
                        delete from job
                        where task_name = :task and task_instance = :id and (:own = -1 or version = :own)
                        """)
                .param("task", task)
                .param("id", id)
                .param("own", own)
                .update();
        settle(own, dropped);
        return dropped == 1;
    }

    private static long ownVersion(String task, String id) {
        return RUNNING.isBound() && RUNNING.get().is(task, id) && !RUNNING.get().settled
                ? RUNNING.get().job.version()
                : -1;
    }

    private static void settle(long own, int rows) {
        if (own != -1) {
            if (rows == 0) {
                throw new Superseded();
            }
            RUNNING.get().settled = true;
        }
    }

    /// When a job is due, if it is planned.
    public Optional<Instant> due(String task, String id) {
        return jdbc.sql("select execution_time from job where task_name = :task and task_instance = :id")
                .param("task", task)
                .param("id", id)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /// Runs everything that is due, in the order of its times, on this thread, and then what is due in queues; says how
    /// many jobs ran. The first failure is put off as always, and thrown.
    public int runDue() {
        var ran = 0;
        for (var last = -1; last != ran; ) {
            last = ran;
            ran += runDueJobs();
            ran += queues.stream().mapToInt(Schedules::workOff).sum();
        }
        return ran;
    }

    private static int workOff(Queue queue) {
        var done = 0;
        for (int batch; (batch = queue.batch()) > 0; ) {
            done += batch;
        }
        return done;
    }

    private int runDueJobs() {
        var ran = 0;
        while (true) {
            var job = jdbc.sql(
                            """
                            select task_name as task, task_instance as id, version, task_data as payload,
                                   coalesce(consecutive_failures, 0) as failures
                            from job
                            where execution_time <= :now and not picked
                            order by execution_time, task_name, task_instance
                            limit 1
                            """)
                    .param("now", time(clock.instant()))
                    .query(DueJob.class)
                    .optional();
            if (job.isEmpty()) {
                return ran;
            }
            try {
                run(job.get());
                ran++;
            } catch (RuntimeException e) {
                putOff(job.get(), e);
                throw e;
            }
        }
    }

    /// The next time anything is due after now.
    Optional<Instant> next() {
        var now = clock.instant();
        var job = jdbc.sql("select min(execution_time) from job where execution_time > :now")
                .param("now", time(now))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
        return Stream.concat(job.stream(), queues.stream().map(Queue::next).flatMap(Optional::stream))
                .filter(time -> time.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    void run(DueJob job) {
        var running = new Running(job);
        try {
            ScopedValue.where(RUNNING, running)
                    .run(() -> transaction.executeWithoutResult(status -> {
                        var task = task(job.task());
                        perform(task, job);
                        // Last, so that the row is locked for a moment only, and after any issue: the lock order.
                        if (!running.settled && remove(job) == 0) {
                            throw new Superseded();
                        }
                    }));
        } catch (Superseded e) {
            log.info("{} {} was moved, cancelled or taken over while it ran; its effects are undone", job.task(), job.id());
        }
    }

    private static <T> void perform(Task<T> task, DueJob job) {
        var json = job.payload() == null ? "null" : new String(job.payload(), StandardCharsets.UTF_8);
        task.run(job.id(), Json.read(json, task.payload()));
    }

    private int remove(DueJob job) {
        return jdbc.sql("delete from job where task_name = :task and task_instance = :id and version = :version")
                .param("task", job.task())
                .param("id", job.id())
                .param("version", job.version())
                .update();
    }

    void putOff(DueJob job, Throwable why) {
        var failures = job.failures() + 1;
        var dead = failures >= ATTEMPTS;
        var pause = Duration.ofSeconds(1L << Math.min(failures, 20));
        var now = clock.instant();
        var again = dead ? NEVER : now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        log.warn("{} {} failed, try {}{}: {}", job.task(), job.id(), failures, dead ? ", given up" : "", why, failures == 1 ? why : null);
        jdbc.sql(
                        """
                        update job
                        set execution_time = :again, picked = false, picked_by = null, last_heartbeat = null,
                            last_failure = :now, consecutive_failures = :failures, problem = :problem,
                            version = version + 1
                        where task_name = :task and task_instance = :id and version = :version
                        """)
                .param("again", time(again))
                .param("now", time(now))
                .param("failures", failures)
                .param("problem", String.valueOf(why).replace("\0", ""))
                .param("task", job.task())
                .param("id", job.id())
                .param("version", job.version())
                .update();
    }

    /// What was given up.
    public List<DeadJob> dead() {
        return jdbc.sql(
                        """
                        select task_name as task, task_instance as id, consecutive_failures as attempts, problem
                        from job
                        where execution_time >= :never
                        order by last_failure desc
                        limit 200
                        """)
                .param("never", time(NEVER))
                .query((row, number) -> new DeadJob(
                        row.getString("task"), row.getString("id"), row.getInt("attempts"), row.getString("problem")))
                .list();
    }

    /// Gives a job that was given up another full round of tries.
    @Transactional
    public boolean revive(String task, String id) {
        return dead().stream().anyMatch(job -> job.task().equals(task) && job.id().equals(id))
                && reschedule(task, id, clock.instant());
    }

    /// Plans what repeats and is not planned yet.
    @Transactional
    void planRepeated() {
        repeated.stream().filter(each -> due(each.name(), "").isEmpty()).forEach(each -> at(
                each.name(), "", clock.instant().plus(each.every()), "" ));
    }

    private Task<?> task(String name) {
        var task = tasks().get(name);
        if (task == null) {
            throw new IllegalStateException("there is no task named " + name);
        }
        return task;
    }

    Map<String, Task<?>> tasks() {
        if (byName.isEmpty()) {
            // Asked for late: tasks may themselves plan others.
            var found = new HashMap<String, Task<?>>();
            tasks.stream().forEach(task -> found.put(task.name(), task));
            repeated.stream().forEach(each -> found.put(each.name(), again(each)));
            dailies.getObject().tasks().forEach(task -> found.put(task.name(), task));
            byName = Map.copyOf(found);
        }
        return byName;
    }

    private Task<String> again(Repeated each) {
        return new Task<>() {
            @Override
            public String name() {
                return each.name();
            }

            @Override
            public Class<String> payload() {
                return String.class;
            }

            @Override
            public void run(String id, String payload) {
                each.run();
                at(each.name(), id, clock.instant().plus(each.every()), payload);
            }
        };
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
