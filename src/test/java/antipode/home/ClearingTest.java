package antipode.home;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Issuable;
import antipode.todos.Todo;
import antipode.todos.Todos;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Clearing one's list, by hand and by itself, and being done for today. Ana works until 20:00; her next day begins at 09:00.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClearingTest {

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Todos todos;
    private final Outbox outbox;
    private final Schedules schedules;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Tab ana;

    ClearingTest(
            Cast cast, Browser browser, Issues issues, Todos todos, Outbox outbox, Schedules schedules, TestClock clock,
            JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.todos = todos;
        this.outbox = outbox;
        this.schedules = schedules;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
    }

    @BeforeEach
    void somebodyWaits() {
        clock.set(TestClock.START);
        outbox.drain();
        jdbc.sql("delete from todo").update();
        jdbc.sql("delete from todo_deed").update();
        jdbc.sql("delete from day_end").update();
        open("Flat refunds", "Is it enough, @ana?");
        open("For the record", "Thanks, @ana.");
    }

    @Test
    void shift_escape_clears_the_news_and_leaves_what_somebody_waits_for() {
        var button = ana.get("/-/todos").page().selectFirst("[data-key=Shift+Escape]");
        assertThat(button.text()).isEqualTo("Clear the news");
        assertThat(ana.post(button.closest("form").attr("action")).status()).isEqualTo(303);
        assertThat(ana.get("/-/todos").page().select(".row-title").eachText()).containsExactly("Flat refunds");
    }

    @Test
    void what_somebody_waits_for_is_cleared_only_when_it_is_ticked_and_they_are_told_that_nothing_was_promised() {
        ana.post("/-/todos/clearing");
        assertThat(todos.pending(company.ana(), 5)).hasSize(1);
        ana.post("/-/todos/clearing", "obligations", "1");
        assertThat(todos.pending(company.ana(), 5)).isEmpty();
        outbox.drain();
        Todo told = todos.pending(company.kei(), 1).getFirst();
        assertThat(told.action()).isEqualTo(Todo.Action.NOT_PROMISED);
        assertThat(told.kind()).isEqualTo(Todo.Kind.NEWS);
        assertThat(browser.as(company.kei()).get(told.issuable().path()).body()).contains("nothing was promised");
        assertThat(ana.get("/-/todos?state=done").body()).contains("you cleared your list and promised nothing");
        ana.post("/-/todos/undo");
        assertThat(todos.pending(company.ana(), 5)).hasSize(1);
    }

    @Test
    void news_is_cleared_by_itself_when_the_day_ends_if_one_wishes_so() {
        ana.post("/-/todos/settings", "clearing", "day", "keys", "1");
        clock.set("2026-11-04T19:59:59Z");
        schedules.runDue();
        assertThat(todos.pending(company.ana(), 5)).hasSize(2);
        clock.set("2026-11-04T20:00:00Z");
        schedules.runDue();
        assertThat(todos.pending(company.ana(), 5)).extracting(Todo::kind).containsExactly(Todo.Kind.OBLIGATION);
        assertThat(todos.done(company.ana(), 1).getFirst().doneCause()).isEqualTo("your day ended, and you wished the news cleared then");
        assertThat(schedules.due("clear-news", String.valueOf(company.ana().id()))).hasValueSatisfying(next ->
                assertThat(next).isEqualTo("2026-11-05T20:00:00Z"));
        ana.post("/-/todos/settings", "clearing", "week", "keys", "1");
        assertThat(schedules.due("clear-news", String.valueOf(company.ana().id()))).hasValueSatisfying(next ->
                assertThat(next).isEqualTo("2026-11-06T20:00:00Z"));
        ana.post("/-/todos/settings", "clearing", "never", "keys", "1");
        assertThat(schedules.due("clear-news", String.valueOf(company.ana().id()))).isEmpty();
    }

    @Test
    void keys_can_be_switched_off() {
        ana.post("/-/todos/settings", "clearing", "never");
        assertThat(ana.get("/-/todos").body()).doesNotContain("data-key=\"u\"", "rows.js", "Shift+Escape");
        ana.post("/-/todos/settings", "clearing", "never", "keys", "1");
        assertThat(ana.get("/-/todos").body()).contains("rows.js", "Shift+Escape");
    }

    @Test
    void whoever_is_done_for_today_is_told_until_when_and_can_go_on_after_all() {
        assertThat(ana.get("/-/todos").text("#day-end")).contains("tomorrow 09:00").contains("You hold one turn");
        assertThat(ana.post("/-/day/end").status()).isEqualTo(303);
        assertThat(ana.get("/-/todos").text("#day-end")).startsWith("Done for today You hear nothing until tomorrow 09:00");
        clock.set("2026-11-05T09:00:00Z");
        assertThat(ana.get("/-/todos").text("#day-end")).startsWith("Done for today?");
        clock.set("2026-11-04T20:30:00Z");
        ana.post("/-/day/end");
        ana.post("/-/day/end/removal");
        assertThat(ana.get("/-/todos").text("#day-end")).startsWith("Done for today?");
    }

    private Issuable open(String title, String words) {
        return issues.open(company.kei(), company.handbook(), Issues.Opening.of(title, words), false).header();
    }
}
