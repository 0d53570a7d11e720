package antipode.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What follows from an action, written down in the action's own transaction and done soon after its commit.
///
/// Rows of one consumer and key are done in the order they were put; others go beside one another.
@Component
public class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    /// With doubling pauses, about nine hours.
    private static final int ATTEMPTS = 14;

    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ObjectProvider<OutboxConsumer> all;
    private final Semaphore nudges = new Semaphore(0);
    private volatile Map<String, OutboxConsumer> consumers = Map.of();

    Outbox(JdbcClient jdbc, TransactionTemplate transaction, Clock clock, ObjectProvider<OutboxConsumer> all) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.all = all;
    }

    /// Puts a row in the caller's transaction, due at once.
    @Transactional(propagation = Propagation.MANDATORY)
    public void put(String consumer, String key, Object payload) {
        put(consumer, key, payload, clock.instant());
    }

    /// Puts a row in the caller's transaction, due at a time. It holds up later rows of the same key until then.
    @Transactional(propagation = Propagation.MANDATORY)
    public void put(String consumer, String key, Object payload, Instant notBefore) {
        jdbc.sql(
                        """
                        insert into outbox (consumer, key, payload, not_before)
                        values (:consumer, :key, :payload::jsonb, :not_before)
                        """)
                .param("consumer", consumer)
                .param("key", key)
                .param("payload", Json.write(payload))
                .param("not_before", at(notBefore))
                .update();
        nudgeAfterCommit();
    }

    private void nudgeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                nudges.release();
            }
        });
    }

    /// Does everything that is due, on this thread, and says how many rows succeeded.
    public int drain() {
        return drain(true);
    }

    /// Does everything that is due and asks no other server.
    int drainQuick() {
        return drain(false);
    }

    private int drain(boolean slow) {
        var done = 0;
        while (true) {
            switch (doNext(slow)) {
                case DONE -> done++;
                case FAILED -> {}
                case NOTHING -> {
                    return done;
                }
            }
        }
    }

    /// Waits for a nudge, or for the second of a sweep.
    void awaitNudge() throws InterruptedException {
        nudges.tryAcquire(1, TimeUnit.SECONDS);
    }

    private enum Outcome {
        DONE,
        FAILED,
        NOTHING
    }

    private Outcome doNext(boolean slow) {
        var taken = new OutboxRow[1];
        try {
            var found = transaction.execute(status -> {
                var row = oldestDue(slow);
                if (row.isEmpty()) {
                    return false;
                }
                taken[0] = row.get();
                consumer(taken[0].consumer()).accept(taken[0]);
                jdbc.sql("delete from outbox where id = :id").param("id", taken[0].id()).update();
                return true;
            });
            return Boolean.TRUE.equals(found) ? Outcome.DONE : Outcome.NOTHING;
        } catch (RuntimeException e) {
            if (taken[0] == null) {
                throw e;
            }
            putOff(taken[0], e);
            return Outcome.FAILED;
        }
    }

    private Optional<OutboxRow> oldestDue(boolean slow) {
        return jdbc.sql(
                        """
                        select id, consumer, key, payload::text as payload, attempts
                        from outbox
                        where not dead and not_before <= :now and (:slow or consumer <> all (:others))
                          and not exists (select from outbox older
                                          where older.consumer = outbox.consumer and older.key = outbox.key
                                            and older.id < outbox.id and not older.dead)
                        order by id
                        limit 1
                        for update skip locked
                        """)
                .param("now", at(clock.instant()))
                .param("slow", slow)
                .param("others", slowConsumers())
                .query(OutboxRow.class)
                .optional();
    }

    private String[] slowConsumers() {
        return consumers().values().stream().filter(OutboxConsumer::slow).map(OutboxConsumer::name).toArray(String[]::new);
    }

    private Map<String, OutboxConsumer> consumers() {
        if (consumers.isEmpty()) {
            // Asked for late: consumers may themselves put rows.
            consumers = all.stream().collect(Collectors.toMap(OutboxConsumer::name, Function.identity()));
        }
        return consumers;
    }

    private OutboxConsumer consumer(String name) {
        var consumer = consumers().get(name);
        if (consumer == null) {
            throw new IllegalStateException("nobody consumes " + name);
        }
        return consumer;
    }

    private void putOff(OutboxRow row, RuntimeException why) {
        var attempts = row.attempts() + 1;
        var dead = attempts >= ATTEMPTS;
        var pause = Duration.ofSeconds(1L << Math.min(attempts, 20));
        log.warn("Outbox row {} for {} failed, try {}{}: {}", row.id(), row.consumer(), attempts, dead ? ", given up" : "", why, attempts == 1 ? why : null);
        transaction.executeWithoutResult(status -> jdbc.sql(
                        """
                        update outbox
                        set attempts = :attempts, not_before = :not_before, problem = :problem, dead = :dead
                        where id = :id and attempts = :seen
                        """)
                .param("attempts", attempts)
                .param("not_before", at(clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause)))
                .param("problem", String.valueOf(why).replace("\0", ""))
                .param("dead", dead)
                .param("id", row.id())
                .param("seen", row.attempts())
                .update());
    }

    /// What was given up, newest first.
    public List<DeadRow> dead() {
        return jdbc.sql(
                        """
                        select id, consumer, key, payload::text as payload, attempts, problem
                        from outbox
                        where dead
                        order by id desc
                        limit 200
                        """)
                .query((row, number) -> new DeadRow(
                        row.getLong("id"),
                        row.getString("consumer"),
                        row.getString("key"),
                        row.getString("payload"),
                        row.getInt("attempts"),
                        row.getString("problem")))
                .list();
    }

    /// Gives a dead row another full round of tries.
    @Transactional
    public boolean revive(long id) {
        var revived = jdbc.sql("update outbox set dead = false, attempts = 0, not_before = :now where id = :id and dead")
                        .param("now", at(clock.instant()))
                        .param("id", id)
                        .update()
                == 1;
        nudgeAfterCommit();
        return revived;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
