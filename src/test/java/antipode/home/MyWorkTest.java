package antipode.home;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.people.Tokens;
import antipode.people.signin.Sessions;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Issuable;
import antipode.todos.Todo;
import antipode.todos.Todos;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// It is noon for Ana in Lisbon, nine in the evening for Kei in Tokyo, whose day begins at 08:30: 23:30 in Lisbon.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MyWorkTest {

    private final Cast cast;
    private final Issues issues;
    private final Asks asks;
    private final Todos todos;
    private final Sessions sessions;
    private final Tokens tokens;
    private final JdbcClient jdbc;
    private final TestClock clock;

    @LocalServerPort
    private int port;

    private Cast.Company company;

    MyWorkTest(
            Cast cast, Issues issues, Asks asks, Todos todos, Sessions sessions, Tokens tokens, JdbcClient jdbc, TestClock clock) {
        this.cast = cast;
        this.issues = issues;
        this.asks = asks;
        this.todos = todos;
        this.sessions = sessions;
        this.tokens = tokens;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void anEmptyDesk() {
        clock.set(TestClock.START);
        jdbc.sql("truncate issuable cascade").update();
    }

    @Test
    void who_is_not_signed_in_sees_what_this_is_and_nothing_else() {
        open(company.ana(), "Flat refunds");
        assertThat(Visitor.nobody(port).page("/"))
                .contains("never all awake at once", "Sign in")
                .doesNotContain("Flat refunds", "My work", "halyard");
    }

    @Test
    void an_empty_desk_says_that_nobody_waits() {
        assertThat(kei().page("/")).contains("Nobody waits for you.", "<h1 class=\"title\">My work</h1>").doesNotContain("sun-dot");
    }

    @Test
    void the_day_of_its_owner_stands_at_the_top() {
        assertThat(ana().page("/"))
                .contains("Wednesday 4 November, 12:00 in Lisbon")
                .contains("Your day: 9–13 and 16–20. Quiet from 20:00; what arrives then waits for tomorrow, 9:00.");
    }

    @Test
    void a_question_is_the_turn_of_whom_it_asks_with_its_due_time_and_what_silence_means() {
        ask(open(company.ana(), "Flat refunds"), "Is a flat refund enough?", "comment", "ship the flat refund");
        assertThat(kei().page("/"))
                .contains("1 person waits for you", "sun-dot", "Flat refunds", "“Is a flat refund enough?”")
                .contains("<strong>Ana</strong> asks you · handbook #", "fair until", "else Ana will ship the flat refund")
                .contains(">Answer</a>");
    }

    @Test
    void its_asker_sees_for_whom_it_waits_and_when_they_are_next_at_work() {
        ask(open(company.ana(), "Flat refunds"), "Is a flat refund enough?", "comment", "ship the flat refund");
        assertThat(ana().page("/"))
                .contains("Waiting on others", "<strong>Kei</strong>, asked since", "Next at work 23:30, in 11½ h")
                .contains("Asked by you, with a default", "you will ship the flat refund.", "Kei hasn’t had fair time yet; no objection.")
                .contains("Nobody waits for you.");
    }

    @Test
    void what_is_mine_and_waits_for_nobody_can_move_now() {
        open(company.kei(), "Quay codes");
        assertThat(kei().page("/")).contains("What you can move now", "Quay codes", "One thing of yours can move without anyone else being awake.");
        assertThat(mia().page("/")).doesNotContain("Quay codes");
    }

    @Test
    void done_by_hand_is_on_the_list_of_what_is_done_with_its_cause_and_can_be_undone() {
        ask(open(company.ana(), "Flat refunds"), "Is a flat refund enough?", null, "");
        Visitor kei = kei();
        long todo = todos.pending(company.kei(), 1).getFirst().id();
        assertThat(kei.post("/-/todos/" + todo + "/completion", "back=/").statusCode()).isEqualTo(303);
        assertThat(kei.page("/")).contains("Nobody waits for you.");
        assertThat(kei.page("/-/todos?state=done")).contains("Flat refunds", "because you marked it done", "Undo");
        kei.post("/-/todos/" + todo + "/undoing", "");
        assertThat(kei.page("/")).contains("1 person waits for you");
    }

    @Test
    void somebody_elses_to_do_is_not_there() {
        ask(open(company.ana(), "Flat refunds"), "Is a flat refund enough?", null, "");
        long todo = todos.pending(company.kei(), 1).getFirst().id();
        assertThat(mia().post("/-/todos/" + todo + "/completion", "").statusCode()).isEqualTo(404);
        assertThat(todos.find(company.kei(), todo).done()).isFalse();
    }

    @Test
    void clearing_the_news_leaves_what_somebody_waits_for() {
        Issuable issue = open(company.ana(), "Flat refunds");
        ask(issue, "Is a flat refund enough?", null, "");
        open(company.ana(), "For @kei to know", "Thanks, @kei.");
        Visitor kei = kei();
        assertThat(kei.page("/")).contains("Clear it", "For @kei to know");
        assertThat(kei.post("/-/todos/news/clearing", "").statusCode()).isEqualTo(303);
        assertThat(kei.page("/")).doesNotContain("For @kei to know").contains("Flat refunds");
    }

    @Test
    void what_may_no_longer_be_seen_is_nowhere_on_the_page() {
        Issuable issue = open(company.ana(), "Flat refunds");
        ask(issue, "Is a flat refund enough?", "comment", "ship it");
        jdbc.sql("update issuable set confidential = true where id = :id").param("id", issue.id()).update();
        assertThat(kei().page("/")).contains("Nobody waits for you.").doesNotContain("Flat refunds", "flat refund");
    }

    @Test
    void the_api_lists_to_dos_with_what_they_are_about() {
        Issuable issue = open(company.ana(), "Flat refunds");
        ask(issue, "Is a flat refund enough?", null, "");
        Visitor kei = Visitor.calling(port, tokens, company.kei());
        var answer = kei.get("/api/v4/todos?type=Issue&state=pending");
        assertThat(answer.headers().firstValue("X-Total")).hasValue("1");
        assertThat(answer.body())
                .contains("\"action_name\":\"asked\"", "\"target_type\":\"Issue\"", "\"path_with_namespace\":\"halyard/handbook\"")
                .contains("\"title\":\"Flat refunds\"", "\"body\":\"Is a flat refund enough?\"", "\"username\":\"ana\"");
        assertThat(kei.get("/api/v4/todos?type=MergeRequest").body()).isEqualTo("[]");
        assertThat(kei.get("/api/v4/todos?action=mentioned").body()).isEqualTo("[]");
        assertThat(kei.get("/api/v4/todos?author_id=" + company.kei().id()).body()).isEqualTo("[]");
        assertThat(kei.get("/api/v4/todos?state=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void the_api_marks_one_or_all_as_done() {
        Issuable issue = open(company.ana(), "Flat refunds");
        ask(issue, "Is a flat refund enough?", null, "");
        Todo other = todos.mark(company.kei(), issue);
        Visitor kei = Visitor.calling(port, tokens, company.kei());
        var one = kei.post("/api/v4/todos/" + other.id() + "/mark_as_done", "");
        assertThat(one.statusCode()).isEqualTo(201);
        assertThat(one.body()).contains("\"state\":\"done\"");
        assertThat(kei.post("/api/v4/todos/mark_as_done", "").statusCode()).isEqualTo(204);
        assertThat(kei.get("/api/v4/todos").body()).isEqualTo("[]");
        assertThat(Pattern.compile("\"state\":\"done\"").matcher(kei.get("/api/v4/todos?state=done").body()).results().count())
                .isEqualTo(2);
    }

    @Test
    void the_api_renders_markdown_with_links_only_in_a_project() {
        Issuable issue = open(company.ana(), "Flat refunds");
        Visitor kei = Visitor.calling(port, tokens, company.kei());
        String text = "text=**See**+%23" + issue.iid();
        assertThat(kei.post("/api/v4/markdown", text).body()).contains("<strong>See</strong> #" + issue.iid()).doesNotContain("href");
        var linked = kei.post("/api/v4/markdown", text + "&gfm=true&project=halyard/handbook");
        assertThat(linked.statusCode()).isEqualTo(201);
        assertThat(linked.body()).contains("/halyard/handbook/-/issues/" + issue.iid());
        assertThat(kei.post("/api/v4/markdown", "").statusCode()).isEqualTo(400);
    }

    @Test
    void outside_of_the_demo_there_is_no_clock_to_move() {
        assertThat(ana().get("/-/clock").statusCode()).isEqualTo(404);
        assertThat(ana().post("/-/clock", "hours=1").statusCode()).isEqualTo(404);
        assertThat(Visitor.calling(port, tokens, company.ana()).post("/api/v4/clock", "by=1").statusCode()).isEqualTo(404);
    }

    private Issuable open(Actor author, String title) {
        return open(author, title, "");
    }

    private Issuable open(Actor author, String title, String description) {
        return issues.open(author, company.handbook(), Issues.Opening.of(title, description), false).header();
    }

    private void ask(Issuable issue, String question, String effect, String otherwise) {
        asks.ask(
                company.ana(),
                issue,
                new Asks.Question(Ask.Kind.FEEDBACK, question, List.of(Cast.person(company.kei())), null, effect, otherwise),
                null);
    }

    private Visitor ana() {
        return Visitor.browsing(port, sessions, company.ana());
    }

    private Visitor kei() {
        return Visitor.browsing(port, sessions, company.kei());
    }

    private Visitor mia() {
        return Visitor.browsing(port, sessions, company.mia());
    }
}
