package antipode.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Somebody is greeted at eight each morning, wherever they are.
@AntipodeTest
class DailiesTest {

    private static final LocalTime EIGHT = LocalTime.of(8, 0);

    private final Dailies dailies;
    private final Schedules schedules;
    private final SampleDaily greeting;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final ObjectProvider<Queue> queues;

    DailiesTest(Dailies dailies, Schedules schedules, SampleDaily greeting, TestClock clock, JdbcClient jdbc, DataSource dataSource,
            ObjectProvider<Queue> queues) {
        this.dailies = dailies;
        this.schedules = schedules;
        this.greeting = greeting;
        this.clock = clock;
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.queues = queues;
    }

    @BeforeEach
    void nobody_is_greeted() {
        jdbc.sql("delete from job").update();
        jdbc.sql("delete from daily_run").update();
        jdbc.sql("delete from setting where name like 'greeting %'").update();
        greeting.wishes.clear();
        greeting.greeted.clear();
        greeting.inTheMiddle = () -> {};
        clock.set(TestClock.START);
    }

    private void greet(String subject, LocalTime time, String zone) {
        greeting.wishes.put(subject, new SampleDaily.Wish(time, ZoneId.of(zone)));
        dailies.plan("greeting", subject);
    }

    private static Instant at(String local, String zone) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
    }

    /// Moves from one job to the next until then, as time would.
    private void until(Instant end) {
        while (true) {
            schedules.runDue();
            var next = schedules.next().filter(time -> !time.isAfter(end));
            if (next.isEmpty()) {
                clock.set(end);
                return;
            }
            clock.set(next.get());
        }
    }

    private JobRunner node() {
        return new JobRunner(dataSource, schedules, dailies, clock, new QueueWorkers(queues));
    }

    private List<String> dates() {
        return greeting.greeted.stream().map(greeted -> greeted.date().toString()).toList();
    }

    @Test
    void each_date_once_at_the_promised_time_also_where_clocks_change() {
        clock.set("2027-03-26T12:00:00Z");
        greet("kei", LocalTime.of(2, 30), "Europe/Berlin"); // left out on Sunday the 28th
        until(Instant.parse("2027-03-30T12:00:00Z"));
        assertThat(greeting.greeted).extracting(SampleDaily.Greeted::at).containsExactly(
                Instant.parse("2027-03-27T01:30:00Z"), Instant.parse("2027-03-28T01:00:00Z"),
                Instant.parse("2027-03-29T00:30:00Z"), Instant.parse("2027-03-30T00:30:00Z"));
        clock.set("2027-10-30T12:00:00Z");
        greeting.greeted.clear();
        dailies.stop("greeting", "kei");
        greet("kei", LocalTime.of(2, 30), "Europe/Berlin"); // comes twice on Sunday the 31st
        until(Instant.parse("2027-11-01T12:00:00Z"));
        assertThat(greeting.greeted).extracting(SampleDaily.Greeted::at)
                .containsExactly(Instant.parse("2027-10-31T00:30:00Z"), Instant.parse("2027-11-01T01:30:00Z"));
        assertThat(greeting.greeted).noneMatch(SampleDaily.Greeted::late);
    }

    @Test
    void a_date_that_does_not_exist_passes_without() {
        clock.set("2011-12-28T00:00:00Z");
        greet("sina", EIGHT, "Pacific/Apia");
        until(Instant.parse("2012-01-01T00:00:00Z"));
        assertThat(dates()).containsExactly("2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01");
    }

    @Test
    void what_was_missed_while_nothing_ran_is_done_once_and_late() {
        greet("mia", EIGHT, "America/Los_Angeles");
        clock.set(at("2026-11-09T11:00:00", "America/Los_Angeles"));
        until(at("2026-11-10T12:00:00", "America/Los_Angeles"));
        assertThat(greeting.greeted).containsExactly(
                new SampleDaily.Greeted("mia", LocalDate.parse("2026-11-09"), at("2026-11-09T11:00:00", "America/Los_Angeles"), true, 5),
                new SampleDaily.Greeted("mia", LocalDate.parse("2026-11-10"), at("2026-11-10T08:00:00", "America/Los_Angeles"), false, 0));
        assertThat(jdbc.sql("select late from daily_run order by date").query(Boolean.class).list()).containsExactly(true, false);
    }

    @Test
    void what_was_not_wished_for_before_is_not_missed() {
        greet("mia", EIGHT, "America/Los_Angeles");
        until(at("2026-11-05T12:00:00", "America/Los_Angeles"));
        dailies.stop("greeting", "mia");
        clock.set(at("2026-11-20T12:00:00", "America/Los_Angeles"));
        greet("mia", EIGHT, "America/Los_Angeles");
        until(at("2026-11-21T12:00:00", "America/Los_Angeles"));
        assertThat(dates()).containsExactly("2026-11-04", "2026-11-05", "2026-11-21");
        assertThat(greeting.greeted).noneMatch(SampleDaily.Greeted::late);
    }

    @Test
    void whoever_moves_over_the_date_line_has_no_date_twice_and_none_left_out() {
        clock.set(at("2026-11-04T07:00:00", "Pacific/Kiritimati"));
        greet("tia", EIGHT, "Pacific/Kiritimati");
        until(at("2026-11-04T12:00:00", "Pacific/Kiritimati"));
        greet("tia", EIGHT, "Pacific/Honolulu"); // where it is noon of the 3rd
        until(at("2026-11-05T12:00:00", "Pacific/Honolulu"));
        greet("tia", EIGHT, "Pacific/Kiritimati"); // where it is noon of the 6th
        until(at("2026-11-07T12:00:00", "Pacific/Kiritimati"));
        assertThat(dates()).containsExactly("2026-11-04", "2026-11-05", "2026-11-06", "2026-11-07");
        assertThat(greeting.greeted).extracting(SampleDaily.Greeted::late).containsExactly(false, false, true, false);
    }

    @Test
    void a_later_time_on_the_same_date_gives_no_second_one() {
        clock.set(at("2026-11-04T07:00:00", "Asia/Tokyo"));
        greet("kei", EIGHT, "Asia/Tokyo");
        until(at("2026-11-04T08:30:00", "Asia/Tokyo"));
        greet("kei", LocalTime.of(9, 0), "Asia/Tokyo");
        greet("kei", LocalTime.of(9, 0), "Asia/Kolkata");
        until(at("2026-11-04T23:00:00", "Asia/Kolkata"));
        assertThat(dates()).containsExactly("2026-11-04");
    }

    @Test
    void a_failure_undoes_the_run_and_its_date_is_still_to_be_done() {
        clock.set(at("2026-11-04T07:00:00", "Asia/Tokyo"));
        greet("kei", EIGHT, "Asia/Tokyo");
        clock.set(at("2026-11-04T08:00:00", "Asia/Tokyo"));
        greeting.inTheMiddle = () -> {
            throw new IllegalStateException("the lamp is out");
        };
        assertThatThrownBy(schedules::runDue).hasMessage("the lamp is out");
        assertThat(jdbc.sql("select count(*) from daily_run").query(Integer.class).single()).isZero();
        greeting.inTheMiddle = () -> {};
        clock.forward(Duration.ofMinutes(5));
        schedules.runDue();
        assertThat(greeting.greeted).extracting(SampleDaily.Greeted::late).containsExactly(true);
    }

    @Test
    void a_clock_that_is_set_back_or_forward_an_hour_doubles_and_loses_nothing() {
        clock.set(at("2026-11-04T07:00:00", "Asia/Tokyo"));
        greet("kei", EIGHT, "Asia/Tokyo");
        until(at("2026-11-04T08:10:00", "Asia/Tokyo"));
        clock.set(at("2026-11-04T07:10:00", "Asia/Tokyo"));
        until(at("2026-11-05T07:10:00", "Asia/Tokyo"));
        clock.set(at("2026-11-05T08:10:00", "Asia/Tokyo"));
        until(at("2026-11-06T08:10:00", "Asia/Tokyo"));
        assertThat(dates()).containsExactly("2026-11-04", "2026-11-05", "2026-11-06");
    }

    @Test
    void other_clock_rules_move_what_is_planned() {
        clock.set(at("2026-11-03T12:00:00", "Asia/Tokyo"));
        greet("kei", EIGHT, "Asia/Tokyo");
        clock.set(at("2026-11-04T06:00:00", "Asia/Tokyo"));
        // The wish stands for rules that changed while the server was down: nobody planned anew.
        greeting.wishes.put("kei", new SampleDaily.Wish(EIGHT, ZoneId.of("Asia/Kamchatka")));
        dailies.followRules("2026a");
        assertThat(dailies.followRules("2026b")).isTrue();
        assertThat(schedules.due("greeting", "kei")).contains(clock.instant()); // there it is past eight already
        assertThat(dailies.followRules("2026b")).isFalse();
        until(at("2026-11-04T23:00:00", "Asia/Kamchatka"));
        assertThat(dates()).hasSize(1);
    }

    @Test
    void three_nodes_that_reach_for_the_same_work_do_it_once() {
        var subjects = List.of("Asia/Tokyo", "Europe/Lisbon", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Chatham");
        subjects.forEach(zone -> greet(zone, EIGHT, zone));
        var end = clock.instant().plus(Duration.ofDays(12));
        while (clock.instant().isBefore(end)) {
            var nodes = new ArrayList<CompletableFuture<Void>>();
            for (int node = 0; node < 3; node++) {
                nodes.add(CompletableFuture.runAsync(() -> {
                    for (boolean unfinished = true; unfinished; ) {
                        try {
                            schedules.runDue();
                            unfinished = false;
                        } catch (DataAccessException lost) {
                            // another node was faster
                        }
                    }
                }));
            }
            nodes.forEach(CompletableFuture::join);
            clock.forward(Duration.ofHours(1));
        }
        subjects.forEach(zone -> {
            var first = LocalDate.ofInstant(TestClock.START, ZoneId.of(zone)).plusDays(1);
            for (var date = first; date.isBefore(first.plusDays(10)); date = date.plusDays(1)) {
                assertThat(greeting.times(zone, date)).as(zone + " " + date).isEqualTo(1);
            }
        });
    }

    @Test
    void the_schedulers_of_two_nodes_do_it_once_and_a_third_that_comes_later_does_not_again() throws InterruptedException {
        var done = new CountDownLatch(20);
        greeting.inTheMiddle = done::countDown;
        clock.set(at("2026-11-04T07:59:30", "Asia/Tokyo"));
        for (int each = 0; each < 20; each++) {
            greet("kei" + each, EIGHT, "Asia/Tokyo");
        }
        clock.set(at("2026-11-04T08:00:00", "Asia/Tokyo"));
        var nodes = List.of(node(), node());
        nodes.forEach(JobRunner::start);
        var late = node();
        try {
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            late.start();
        } finally {
            late.stop();
            nodes.forEach(JobRunner::stop);
        }
        assertThat(greeting.greeted).hasSize(20);
        for (int each = 0; each < 20; each++) {
            assertThat(greeting.times("kei" + each, LocalDate.parse("2026-11-04"))).isEqualTo(1);
        }
    }
}
