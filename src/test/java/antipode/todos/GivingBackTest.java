package antipode.todos;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Writing;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Kei is asked on Wednesday evening. Her five working days are Thursday to Wednesday; the day after them begins on
/// Thursday, 12 November, 08:30 in Tokyo, which is Wednesday, 23:30 in Lisbon.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GivingBackTest {

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Comments comments;
    private final Turns turns;
    private final Todos todos;
    private final Idleness idleness;
    private final GivingBack back;
    private final Schedules schedules;
    private final TestClock clock;
    private Cast.Company company;
    private Issuable issue;

    GivingBackTest(
            Cast cast, Browser browser, Issues issues, Comments comments, Turns turns, Todos todos, Idleness idleness,
            GivingBack back, Schedules schedules, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.comments = comments;
        this.turns = turns;
        this.todos = todos;
        this.idleness = idleness;
        this.back = back;
        this.schedules = schedules;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void keiIsAsked() {
        clock.set(TestClock.START);
        idleness.days(Idleness.USUAL);
        issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Flat refunds", "Is it enough, @kei?"), false).header();
    }

    @Test
    void a_turn_goes_back_after_five_of_its_holders_own_working_days_and_not_a_second_before() {
        at("2026-11-11T23:29:59Z");
        assertThat(holders()).containsExactly("kei");
        at("2026-11-11T23:30:00Z");
        assertThat(holders()).containsExactly("ana");
        assertThat(todos.done(company.kei(), 1).getFirst().doneCause())
                .isEqualTo("it went back to Ana after 5 working days without an answer");
        assertThat(todos.pending(company.kei(), 1).getFirst().action()).isEqualTo(Todo.Action.TAKEN_BACK);
        assertThat(todos.pending(company.ana(), 1).getFirst().action()).isEqualTo(Todo.Action.RETURNED);
        assertThat(browser.as(company.ana()).get(issue.path()).body())
                .contains("Kei’s turn went back to Ana, after 5 working days without an answer");
    }

    @Test
    void it_goes_back_once_and_stays_with_whoever_is_responsible() {
        at("2026-11-11T23:30:00Z");
        at("2027-03-01T12:00:00Z");
        assertThat(holders()).containsExactly("ana");
        assertThat(turns.on(List.of(issue.id())).getFirst().since()).isEqualTo("2026-11-11T23:30:00Z");
    }

    @Test
    void whoever_is_asked_again_has_as_long_again() {
        clock.set("2026-11-10T12:00:00Z");
        comments.write(company.mia(), issue, Writing.of("Did you see this, @kei?"));
        at("2026-11-11T23:30:00Z");
        assertThat(holders()).containsExactly("kei");
        at("2026-11-17T23:30:00Z");
        assertThat(holders()).containsExactly("ana");
    }

    @Test
    void the_workspace_says_how_long_and_what_waits_already_is_measured_anew() {
        idleness.days(1);
        at("2026-11-05T23:30:00Z");
        assertThat(holders()).containsExactly("ana");
        keiIsAsked();
        idleness.days(0);
        at("2027-01-01T00:00:00Z");
        assertThat(holders()).containsExactly("kei");
    }

    @Test
    void it_is_looked_at_every_hour() {
        clock.set(TestClock.START);
        schedules.at("idle-turns", "", clock.instant(), "");
        schedules.runDue();
        assertThat(schedules.due("idle-turns", "")).hasValue(TestClock.START.plusSeconds(3600));
    }

    @Test
    void an_administrator_says_how_long_a_turn_may_wait() {
        var ana = browser.as(company.ana());
        assertThat(ana.get("/-/admin/turns").page().selectFirst("input[name=days]").attr("value")).isEqualTo("5");
        assertThat(ana.post("/-/admin/turns", "days", "3").status()).isEqualTo(303);
        assertThat(idleness.days()).isEqualTo(3);
        assertThat(ana.post("/-/admin/turns", "days", "many").status()).isEqualTo(422);
        assertThat(ana.post("/-/admin/turns", "days", "1000").status()).isEqualTo(422);
        assertThat(idleness.days()).isEqualTo(3);
        assertThat(browser.as(company.kei()).get("/-/admin/turns").status()).isEqualTo(403);
    }

    private void at(String moment) {
        clock.set(moment);
        back.run();
    }

    private List<String> holders() {
        return turns.on(List.of(issue.id())).stream().map(turn -> turn.holder().handle()).toList();
    }
}
