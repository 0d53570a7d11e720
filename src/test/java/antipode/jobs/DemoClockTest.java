package antipode.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.database.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@AntipodeTest
class DemoClockTest {

    private final SampleTask sample;
    private final Settings settings;
    private final JdbcClient jdbc;
    private final DemoClock clock;
    private final Schedules schedules;

    DemoClockTest(
            SampleTask sample,
            Settings settings,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Outbox outbox,
            ObjectProvider<Task<?>> tasks,
            ObjectProvider<Repeated> repeated,
            ObjectProvider<Queue> queues,
            ObjectProvider<Dailies> dailies) {
        this.sample = sample;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = new DemoClock(
                settings, later(this::schedules), later(() -> outbox), later(() -> { throw new NoSuchBeanDefinitionException(JobRunner.class); }));
        this.schedules = new Schedules(jdbc, transaction, clock, tasks, repeated, queues, dailies);
    }

    private Schedules schedules() {
        return schedules;
    }

    private static <T> ObjectProvider<T> later(Supplier<T> supplier) {
        return new ObjectProvider<>() {
            @Override
            public T getObject() {
                return supplier.get();
            }
        };
    }

    @BeforeEach
    void nothing_is_planned() {
        jdbc.sql("delete from job").update();
        sample.seen.clear();
        sample.inTheMiddle = () -> {};
    }

    @Test
    void what_is_due_on_the_way_is_done_at_its_own_time() {
        var start = clock.instant();
        var times = new ArrayList<Duration>();
        sample.inTheMiddle =
                () -> times.add(Duration.between(start, clock.instant()).truncatedTo(ChronoUnit.MINUTES));
        for (var hour : List.of(3, 1, 2)) {
            var id = "after " + hour;
            schedules.at("sample", id, start.plus(Duration.ofHours(hour)), new SampleTask.Sample(id));
        }
        clock.forwardTo(start.plus(Duration.ofMinutes(150)));
        assertThat(times).containsExactly(Duration.ofHours(1), Duration.ofHours(2));
        assertThat(sample.seen).containsExactly("after 1", "after 2");
        assertThat(clock.instant()).isBetween(start.plus(Duration.ofMinutes(150)), start.plus(Duration.ofMinutes(152)));
        assertThat(settings.get("demo-clock-ahead")).isPresent();
    }

    @Test
    void time_does_not_go_back() {
        assertThatThrownBy(() -> clock.forwardTo(Instant.now().minusSeconds(1))).hasMessageContaining("forward only");
    }
}
