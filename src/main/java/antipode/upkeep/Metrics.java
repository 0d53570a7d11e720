package antipode.upkeep;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The figures of this server, in the form that Prometheus reads.
@Component
class Metrics {

    private static final Duration[] LATENCIES = List.of(25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000).stream()
            .map(Duration::ofMillis).toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JdbcClient jdbc;
    private final Backups backups;
    private final Clock clock;
    private final Timer latency;
    private volatile Waiting waiting = Waiting.UNKNOWN;

    Metrics(JdbcClient jdbc, DataSource pool, Backups backups, Clock clock) throws SQLException {
        this.jdbc = jdbc;
        this.backups = backups;
        this.clock = clock;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        // It listens to the collector for as long as the server lives.
        var collections = new JvmGcMetrics();
        collections.bindTo(registry);
        latency = Timer.builder("antipode.http.latency").description("All requests, however they ended")
                .serviceLevelObjectives(LATENCIES).register(registry);
        pool(pool.unwrap(HikariDataSource.class));
        waits();
    }

    private void pool(HikariDataSource pool) {
        connections(pool, "active", HikariPoolMXBean::getActiveConnections);
        connections(pool, "idle", HikariPoolMXBean::getIdleConnections);
        connections(pool, "awaited", HikariPoolMXBean::getThreadsAwaitingConnection);
    }

    private void connections(HikariDataSource pool, String state, ToDoubleFunction<HikariPoolMXBean> count) {
        ToDoubleFunction<HikariDataSource> counted =
                each -> each.getHikariPoolMXBean() == null ? 0 : count.applyAsDouble(each.getHikariPoolMXBean());
        Gauge.builder("antipode.database.connections", pool, counted)
                .description("Connections of the pool, and threads that wait for one").tag("state", state).register(registry);
    }

    private void waits() {
        gauge("antipode.outbox.waiting", "What follows from actions and is due", Waiting::outbox);
        gauge("antipode.outbox.oldest.seconds", "How long the oldest of it has been due", Waiting::oldest);
        gauge("antipode.outbox.dead", "Of it, what was given up", Waiting::dead);
        gauge("antipode.jobs.overdue", "Jobs that were due more than a minute ago", Waiting::overdue);
        gauge("antipode.jobs.failing", "Jobs that have failed and are tried again or were given up", Waiting::failing);
        gauge("antipode.database.bytes", "The size of the database", Waiting::bytes);
        gauge("antipode.members.active", "Members who may sign in", Waiting::members);
        Gauge.builder("antipode.backup.last.success.timestamp.seconds", this, Metrics::lastBackup)
                .description("When a backup last went well; 0 if none ever did").register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<Waiting> figure) {
        Gauge.builder(name, this, metrics -> figure.applyAsDouble(metrics.waiting)).description(description).register(registry);
    }

    private double lastBackup() {
        return backups.last().map(Backups.Outcome::success).map(Instant::getEpochSecond).orElse(0L);
    }

    /// @param route the pattern of its path, never the path itself: there are only so many
    void took(String method, String route, int status, Duration time) {
        latency.record(time);
        registry.timer("http.server.requests", "method", method, "uri", route, "status", Integer.toString(status)).record(time);
    }

    /// What is read of the database, is read now.
    String read() {
        var now = clock.instant();
        waiting = jdbc.sql("""
                        select (select count(*) from outbox where not dead and not_before <= :now) as outbox,
                               (select coalesce(extract(epoch from cast(:now as timestamptz) - min(not_before)), 0) from outbox
                                where not dead and not_before <= :now) as oldest,
                               (select count(*) from outbox where dead) as dead,
                               (select count(*) from job where execution_time < :late and not picked) as overdue,
                               (select count(*) from job where consecutive_failures > 0) as failing,
                               pg_database_size(current_database()) as bytes,
                               (select count(*) from member where state = 'active') as members""")
                .param("now", Timestamp.from(now))
                .param("late", Timestamp.from(now.minusSeconds(60)))
                .query(Waiting.class)
                .single();
        return registry.scrape();
    }

    record Waiting(long outbox, double oldest, long dead, long overdue, long failing, long bytes, long members) {
        private static final Waiting UNKNOWN = new Waiting(0, 0, 0, 0, 0, 0, 0);
    }
}
