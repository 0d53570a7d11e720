package antipode.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.database.Settings;
import antipode.testing.TestClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@AntipodeTest
class SchedulesTest {

    private final Schedules schedules;
    private final Dailies dailies;
    private final SampleTask sample;
    private final Settings settings;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final TransactionTemplate transaction;
    private final ObjectProvider<Queue> queues;

    SchedulesTest(
            Schedules schedules,
            Dailies dailies,
            SampleTask sample,
            Settings settings,
            TestClock clock,
            JdbcClient jdbc,
            DataSource dataSource,
            TransactionTemplate transaction,
            ObjectProvider<Queue> queues) {
        this.schedules = schedules;
        this.dailies = dailies;
        this.sample = sample;
        this.settings = settings;
        this.clock = clock;
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.transaction = transaction;
        this.queues = queues;
    }

    @BeforeEach
    void nothing_is_planned() {
        jdbc.sql("delete from job").update();
        sample.seen.clear();
        sample.inTheMiddle = () -> {};
    }

    private void plan(String id, int seconds) {
        schedules.at("sample", id, clock.instant().plusSeconds(seconds), new SampleTask.Sample(id));
    }

    @Test
    void jobs_run_at_their_times_in_order_and_once() {
        plan("second", 20);
        plan("first", 10);
        plan("later", 30);
        assertThat(schedules.runDue()).isZero();
        clock.forward(Duration.ofSeconds(20));
        assertThat(schedules.runDue()).isEqualTo(2);
        assertThat(schedules.runDue()).isZero();
        assertThat(sample.seen).containsExactly("first", "second");
    }

    @Test
    void a_job_of_an_action_that_did_not_happen_is_not_planned() {
        transaction.executeWithoutResult(status -> {
            plan("never", 0);
            status.setRollbackOnly();
        });
        assertThat(schedules.runDue()).isZero();
    }

    @Test
    void planning_again_moves_and_cancelling_drops() {
        plan("moved", 10);
        plan("moved", 60);
        plan("dropped", 10);
        assertThat(schedules.cancel("sample", "dropped")).isTrue();
        assertThat(schedules.cancel("sample", "dropped")).isFalse();
        clock.forward(Duration.ofSeconds(10));
        assertThat(schedules.runDue()).isZero();
        assertThat(schedules.reschedule("sample", "moved", clock.instant())).isTrue();
        assertThat(schedules.runDue()).isEqualTo(1);
    }

    @Test
    void a_job_may_plan_itself_anew() {
        plan("again", 0);
        sample.inTheMiddle = () -> plan("again", 60);
        assertThat(schedules.runDue()).isEqualTo(1);
        assertThat(schedules.due("sample", "again")).contains(clock.instant().plusSeconds(60));
    }

    @Test
    void a_job_cancelled_by_another_while_it_runs_undoes_itself() {
        plan("superseded", 0);
        sample.inTheMiddle =
                () -> CompletableFuture.runAsync(() -> schedules.cancel("sample", "superseded")).join();
        schedules.runDue();
        assertThat(settings.get("job superseded")).isEmpty();
    }

    @Test
    void a_job_taken_over_by_another_node_undoes_itself() {
        plan("fenced", 0);
        var other = JdbcClient.create(dataSource);
        sample.inTheMiddle = () -> CompletableFuture.runAsync(() -> other.sql(
                                "update job set version = version + 1, picked = true where task_instance = 'fenced'")
                        .update())
                .join();
        schedules.runDue();
        assertThat(settings.get("job fenced")).isEmpty();
        assertThat(schedules.due("sample", "fenced")).isPresent();
    }

    @Test
    void a_failure_is_undone_tried_again_and_in_the_end_given_up_and_shown() {
        plan("fails", 0);
        sample.inTheMiddle = () -> {
            throw new IllegalStateException("does not work");
        };
        assertThatThrownBy(schedules::runDue).hasMessage("does not work");
        assertThat(settings.get("job fails")).isEmpty();
        assertThat(schedules.runDue()).isZero();
        for (var i = 1; i < 14; i++) {
            clock.forward(Duration.ofHours(3));
            assertThatThrownBy(schedules::runDue).hasMessage("does not work");
        }
        clock.forward(Duration.ofDays(300));
        assertThat(schedules.runDue()).isZero();
        assertThat(schedules.dead()).extracting(DeadJob::id).containsExactly("fails");

        sample.inTheMiddle = () -> {};
        assertThat(schedules.revive("sample", "fails")).isTrue();
        assertThat(schedules.runDue()).isEqualTo(1);
    }

    @Test
    void the_scheduler_runs_what_is_due_among_the_nodes() {
        var ran = new CompletableFuture<String>();
        sample.inTheMiddle = () -> ran.complete("ran");
        plan("by db-scheduler", 0);
        var runner = new JobRunner(dataSource, schedules, dailies, clock, new QueueWorkers(queues));
        runner.start();
        try {
            assertThat(ran.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join()).isEqualTo("ran");
        } finally {
            runner.stop();
        }
        assertThat(schedules.due("sample", "by db-scheduler")).isEmpty();
        assertThat(settings.get("job by db-scheduler")).isPresent();
    }
}
