package antipode.talks;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Resolutions;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.Todo;
import antipode.todos.Todos;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// It is Wednesday, 12:00 in Lisbon. Ana works until one and from four to eight; Ravi in Bengaluru half an hour more. They
/// share the mornings. Kei and Ana share nothing: Kei goes home when Ana begins.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TalksTest {

    /// Thursday 09:30 in Lisbon, 15:00 in Bengaluru: by then both have had an hour of their own, Ana on Wednesday still.
    private static final Instant TIME = Instant.parse("2026-11-05T09:30:00Z");

    private final Cast cast;
    private final Resolutions resolutions;
    private final Browser browser;
    private final Threads threads;
    private final Comments comments;
    private final Todos todos;
    private final Schedules schedules;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Cast.Company company;
    private Project open;
    private Tab ana;
    private Tab ravi;
    private Tab kei;
    private Issuable issue;

    TalksTest(
            Cast cast, Browser browser, Threads threads, Comments comments, Todos todos, Schedules schedules, JdbcClient jdbc,
            TestClock clock, Resolutions resolutions) {
        this.resolutions = resolutions;
        this.cast = cast;
        this.browser = browser;
        this.threads = threads;
        this.comments = comments;
        this.todos = todos;
        this.schedules = schedules;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        open = cast.project(company.ana(), company.team(), "open", Visibility.INTERNAL);
        ana = browser.as(company.ana());
        ravi = browser.as(company.ravi());
        kei = browser.as(company.kei());
    }

    @BeforeEach
    void miaOpensAnIssue() {
        clock.set(TestClock.START);
        issue = threads.open(company.mia(), open, new Threads.Opening(
                Issuable.Kind.ISSUE, "issue", "Who pays?", "Flat is right.", false, null, List.of(), List.of()));
        jdbc.sql("insert into issue (id) values (:id)").param("id", issue.id()).update();
        threads.announce(company.mia(), issue);
    }

    /// One comment each in turn, so often, in one thread.
    private long backAndForth(int comments, Actor... people) {
        Comment first = null;
        for (int i = 0; i < comments; i++) {
            Comment said = this.comments.write(
                    people[i % people.length], issue, new Writing("Not quite, since " + i + ".", first == null ? null : first.id(), null));
            first = first == null ? said : first;
        }
        return first == null ? 0 : first.id();
    }

    private String path(long thread) {
        return issue.path() + "/notes/" + thread + "/talk";
    }

    private String api(long thread) {
        return "/api/v4/projects/" + open.id() + "/issues/" + issue.iid() + "/discussions/" + "%040x".formatted(thread) + "/talk";
    }

    @Test
    void after_three_rounds_both_see_the_suggestion_with_a_time_and_nobody_else_does() {
        long thread = backAndForth(6, company.ana(), company.ravi());
        assertThat(ana.get(issue.path()).text(".talk")).contains("You and Ravi have gone three rounds here. Only you two see this.")
                .contains("Propose a call, tomorrow 09:30–10:00").contains("Keep writing");
        assertThat(ravi.get(issue.path()).text(".talk")).contains("You and Ana").contains("Propose a call, tomorrow 15:00–15:30");
        assertThat(kei.get(issue.path()).page().select(".talk")).isEmpty();
        assertThat(browser.program(company.kei()).get(api(thread)).json().get("state").asString()).isEqualTo("none");
        assertThat(browser.program(company.ana()).get(api(thread)).json().get("starts_at").asString()).startsWith("2026-11-05T09:30");
    }

    @Test
    void two_rounds_and_a_half_or_a_newcomer_in_between_are_not_three() {
        backAndForth(5, company.ana(), company.ravi());
        backAndForth(7, company.ana(), company.ravi(), company.kei());
        assertThat(ana.get(issue.path()).page().select(".talk")).isEmpty();
        long joined = backAndForth(5, company.ana(), company.ravi());
        comments.write(company.mia(), issue, new Writing("May I?", joined, List.of()));
        comments.write(company.ravi(), issue, new Writing("No.", joined, List.of()));
        assertThat(ana.get(issue.path()).page().select(".talk")).isEmpty();
    }

    @Test
    void what_one_says_twice_in_a_row_counts_once() {
        long thread = backAndForth(5, company.ana(), company.ravi());
        comments.write(company.ana(), issue, new Writing("And another thing.", thread, List.of()));
        assertThat(ana.get(issue.path()).page().select(".talk")).isEmpty();
        comments.write(company.ravi(), issue, new Writing("Still no.", thread, List.of()));
        assertThat(ana.get(issue.path()).page().select(".talk")).hasSize(1);
    }

    @Test
    void a_resolved_thread_suggests_nothing() {
        long thread = backAndForth(6, company.ana(), company.ravi());
        ana.post(issue.path() + "/notes/" + thread + "/resolution");
        assertThat(ana.get(issue.path()).page().select(".talk")).isEmpty();
        assertThat(ana.post(path(thread)).status()).isEqualTo(409);
    }

    @Test
    void keep_writing_is_final_for_both_whoever_says_it() {
        long thread = backAndForth(6, company.ana(), company.ravi());
        assertThat(ravi.post(path(thread) + "/removal").status()).isEqualTo(303);
        backAndForthIn(thread, 6);
        assertThat(ana.get(issue.path()).page().select(".talk")).isEmpty();
        assertThat(ravi.get(issue.path()).page().select(".talk")).isEmpty();
        assertThat(ana.post(path(thread)).status()).isEqualTo(409);
        assertThat(ana.post(path(thread) + "/removal").status()).isEqualTo(303);
        long another = backAndForth(6, company.ana(), company.ravi());
        assertThat(ana.get(issue.path()).page().select("#discussion_" + another + " .talk")).hasSize(1);
    }

    private void backAndForthIn(long thread, int many) {
        for (int i = 0; i < many; i++) {
            comments.write(i % 2 == 0 ? company.ana() : company.ravi(), issue, new Writing("Again " + i, thread, null));
        }
    }

    @Test
    void only_the_two_decide() {
        long thread = backAndForth(6, company.ana(), company.ravi());
        assertThat(kei.post(path(thread)).status()).isEqualTo(409);
        assertThat(kei.post(path(thread) + "/removal").status()).isEqualTo(409);
        assertThat(kei.post(path(thread) + "/outcome", "missed", "1").status()).isEqualTo(404);
        assertThat(ana.post(issue.path() + "/notes/999999999/talk").status()).isEqualTo(404);
        assertThat(ana.get(issue.path()).page().select(".talk")).hasSize(1);
    }

    @Test
    void one_click_proposes_the_call_in_the_thread_on_each_readers_clock_and_passes_the_turn() {
        long thread = backAndForth(6, company.ana(), company.ravi());
        assertThat(ana.post(path(thread)).status()).isEqualTo(303);
        var seenByRavi = ravi.get(issue.path());
        assertThat(seenByRavi.text("#discussion_" + thread + " .comment:last-child")).contains("let’s talk about this: Thu 5 Nov, 15:00, for half an hour");
        assertThat(ana.get(issue.path()).text("#discussion_" + thread)).contains("Thu 5 Nov, 09:30");
        assertThat(seenByRavi.page().select("button:contains(Propose a call)")).isEmpty();
        assertThat(seenByRavi.text(".talk-line")).contains("Ana and Ravi talk about this tomorrow 15:00");
        assertThat(todos.pending(company.ravi(), 20)).anyMatch(todo -> todo.issuable().id() == issue.id() && todo.kind() == Todo.Kind.OBLIGATION);
        assertThat(todos.pending(company.ana(), 20)).noneMatch(todo -> todo.issuable().id() == issue.id() && todo.kind() == Todo.Kind.OBLIGATION);
        assertThat(ravi.post(path(thread)).status()).isEqualTo(409);
        assertThat(kei.get(issue.path()).text(".talk-line")).contains("Ana and Ravi talk about this tomorrow 18:30");
    }

    @Test
    void the_call_owes_its_outcome_until_it_stands_in_the_thread() {
        long thread = backAndForth(6, company.ana(), company.ravi());
        ana.post(path(thread));
        clock.set(TIME.plus(Duration.ofMinutes(29)));
        schedules.runDue();
        assertThat(owedBy(company.ana())).isEmpty();
        clock.set(TIME.plus(Duration.ofMinutes(30)));
        schedules.runDue();
        assertThat(owedBy(company.ana())).hasSize(1);
        assertThat(owedBy(company.ravi())).isEmpty();
        assertThat(kei.get(issue.path()).text(".talk-line")).contains("Ana owes what came out of it.");
        // To say something else is no outcome.
        ana.post(issue.path() + "/notes", "note", "By the way.");
        assertThat(owedBy(company.ana())).hasSize(1);
        assertThat(ana.post(path(thread) + "/outcome", "note", " ").status()).isEqualTo(422);
        assertThat(ana.post(path(thread) + "/outcome", "note", "Flat, until June.").status()).isEqualTo(303);
        assertThat(owedBy(company.ana())).isEmpty();
        assertThat(kei.get(issue.path()).text("#discussion_" + thread)).contains("What came out of the call with Ravi:").contains("Flat, until June.");
        assertThat(ana.post(path(thread) + "/outcome", "note", "Again").status()).isEqualTo(409);
        assertThat(ana.get(issue.path()).page().select(".talk")).isEmpty();
    }

    @Test
    void an_outcome_written_into_a_thread_that_is_resolved_meanwhile_leaves_it_so() {
        long thread = backAndForth(6, company.ana(), company.ravi());
        ana.post(path(thread));
        resolutions.resolve(company.ana(), issue, thread, true);
        clock.set(TIME.plus(Duration.ofHours(1)));
        schedules.runDue();
        assertThat(ana.post(path(thread) + "/outcome", "note", "Flat, until June.").status()).isEqualTo(303);
        assertThat(resolutions.unresolved(List.of(issue.id()))).isEmpty();
        assertThat(kei.get(issue.path()).text("#discussion_" + thread)).contains("Flat, until June.");
    }

    private List<Todo> owedBy(Actor actor) {
        return todos.pending(actor, 50).stream()
                .filter(todo -> todo.issuable().id() == issue.id() && todo.action() == Todo.Action.CALLED).toList();
    }

    @Test
    void that_it_did_not_happen_is_one_tap_and_an_outcome_too() {
        long thread = backAndForth(6, company.ana(), company.ravi());
        ana.post(path(thread));
        clock.set(TIME.plus(Duration.ofHours(1)));
        schedules.runDue();
        assertThat(ravi.get(issue.path()).text(".talk-outcome")).contains("What came out of the call?").contains("It didn’t happen");
        assertThat(ravi.post(path(thread) + "/outcome", "missed", "1").status()).isEqualTo(303);
        assertThat(owedBy(company.ana())).isEmpty();
        assertThat(kei.get(issue.path()).body()).contains("noted that the call with Ana didn’t happen");
        assertThat(kei.get(issue.path()).text(".talk-line")).contains("The call of Ana and Ravi didn’t happen.");
    }

    @Test
    void who_share_no_time_are_told_so_and_asked_to_write_where_they_stand() {
        long thread = backAndForth(6, company.ana(), company.kei());
        assertThat(ana.get(issue.path()).text(".talk")).contains("You share no half hour within two weeks: Kei is next at work 23:30–03:00 and 04:00–09:00")
                .contains("write down where you both stand").doesNotContain("Propose");
        assertThat(ana.post(path(thread)).status()).isEqualTo(409);
        Actor theo = cast.member("theo" + thread, "Theo Lind", "Europe/Lisbon");
        backAndForth(6, company.ana(), theo);
        assertThat(browser.as(theo).get(issue.path()).text(".talk")).contains("You have stated no hours, so no time can be proposed.");
    }

    @Test
    void the_api_does_the_same() {
        long thread = backAndForth(6, company.ana(), company.ravi());
        Tab program = browser.program(company.ana());
        var proposed = program.post(api(thread));
        assertThat(proposed.status()).isEqualTo(201);
        assertThat(proposed.json().get("state").asString()).isEqualTo("proposed");
        clock.set(TIME.plus(Duration.ofHours(1)));
        assertThat(program.get(api(thread)).json().get("state").asString()).isEqualTo("owed");
        assertThat(program.post(api(thread) + "/outcome", "body", "Flat.").json().get("state").asString()).isEqualTo("held");
        long another = backAndForth(6, company.ana(), company.ravi());
        assertThat(program.delete(api(another)).status()).isEqualTo(204);
        assertThat(program.get(api(another)).json().get("state").asString()).isEqualTo("writing");
        assertThat(program.get(api(another)).json().get("users")).hasSize(2);
    }

    @Test
    void many_such_threads_cost_no_more_questions_than_one() {
        backAndForth(6, company.ana(), company.ravi());
        ana.get(issue.path());
        int one = CountedStatements.during(() -> ana.get(issue.path()));
        for (int i = 0; i < 4; i++) {
            backAndForth(6, company.ana(), company.ravi());
        }
        assertThat(CountedStatements.during(() -> ana.get(issue.path()))).isEqualTo(one);
        assertThat(ana.get(issue.path()).page().select(".talk")).hasSize(5);
    }
}
