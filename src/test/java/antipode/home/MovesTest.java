package antipode.home;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Writing;
import antipode.todos.Todo;
import antipode.todos.Turns;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ravi works on several things at once. It is 17:30 for him in Bengaluru; Kei in Tokyo is next at work at 05:00 his time.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MovesTest {

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Comments comments;
    private final Turns turns;
    private final ProjectMembers members;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Cast.Company company;
    private Project other;

    MovesTest(
            Cast cast, Browser browser, Issues issues, Comments comments, Turns turns, ProjectMembers members, JdbcClient jdbc,
            TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.comments = comments;
        this.turns = turns;
        this.members = members;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        other = cast.project(company.ana(), company.team(), "booking", Visibility.INTERNAL);
        for (Project project : List.of(company.handbook(), other)) {
            members.add(project, Role.OWNER, company.ravi().require(), Role.DEVELOPER, null);
            members.add(project, Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
        }
    }

    @BeforeEach
    void anEmptyDesk() {
        clock.set(TestClock.START);
        jdbc.sql("truncate issuable cascade").update();
    }

    @Test
    void what_is_free_moves_across_projects_with_its_smallest_next_step() {
        open(company.handbook(), "Quay codes", "- [x] Ask the ports\n- [ ] Enter the Azores\n- [ ] Enter Madeira");
        open(other, "Bicycle trailers", "");
        assertThat(titles(".row")).contains("Quay codes", "Bicycle trailers");
        assertThat(page().text("#move")).contains("next: Enter the Azores");
        var work = browser.program(company.ravi()).get("/api/v4/work");
        assertThat(work.header("X-Total")).isEqualTo("2");
        assertThat(work.json().get(1).get("next_step").asString()).isEqualTo("Enter the Azores");
        assertThat(work.json().get(1).get("target").get("title").asString()).isEqualTo("Quay codes");
    }

    @Test
    void what_waits_tells_for_whom_since_when_and_when_they_are_next_at_work_and_offers_to_go_on_without() {
        Issuable issue = open(company.handbook(), "Flat refunds", "");
        ask(issue);
        Answer page = page();
        assertThat(page.text("#waiting")).contains("Flat refunds", "Kei, asked since today 17:30", "Next at work tomorrow 05:00, in 11½ h", "Go on without");
        assertThat(page.text("#move")).doesNotContain("Flat refunds");
        assertThat(page.page().selectFirst("#waiting a:contains(Go on without)").attr("href")).isEqualTo(issue.path() + "/going-on/new?from=kei");
        var waits = browser.program(company.ravi()).get("/api/v4/work?scope=waiting").json().get(0);
        assertThat(waits.get("waits_for").get("username").asString()).isEqualTo("kei");
        assertThat(waits.get("next_at_work").asString()).startsWith("2026-11-04T23:30");
    }

    @Test
    void what_goes_on_without_an_answer_can_move_again_until_the_answer_comes() {
        Issuable issue = open(company.handbook(), "Flat refunds", "");
        ask(issue);
        Tab ravi = browser.as(company.ravi());
        ravi.post(issue.path() + "/going-on", "from", "kei", "shipped", "Flat, for now.");
        assertThat(page().text("#waiting")).doesNotContain("Flat refunds");
        assertThat(page().text("#move")).contains("Flat refunds", "you go on without Kei");
        assertThat(browser.program(company.ravi()).get("/api/v4/work").json().get(0).get("went_on").asBoolean()).isTrue();
        comments.write(company.kei(), issue, Writing.of("Partial, please."));
        assertThat(page().text("#turn")).contains("Flat refunds");
        assertThat(browser.program(company.ravi()).get("/api/v4/work").json().get(0).get("step").asString()).isEqualTo("turn");
    }

    @Test
    void what_an_open_issue_blocks_waits_for_it_and_moves_once_that_has_ended() {
        Issuable blocked = open(company.handbook(), "Tariff file", "");
        Issuable blocker = open(other, "Quay codes", "");
        Tab ravi = browser.program(company.ravi());
        Answer linked = ravi.post(
                "/api/v4/projects/" + other.id() + "/issues/" + blocker.iid() + "/links", "target_project_id",
                "" + company.handbook().id(), "target_issue_iid", "" + blocked.iid(), "link_type", "blocks");
        assertThat(linked.status()).as(linked.body()).isEqualTo(201);
        assertThat(page().text("#waiting")).contains("Tariff file", "Blocked by booking #" + blocker.iid() + " Quay codes");
        assertThat(page().text("#move")).contains("Quay codes").doesNotContain("Tariff file");
        assertThat(ravi.get("/api/v4/work?scope=waiting").json().get(0).get("blocked_by").get(0).asString())
                .isEqualTo("halyard/booking#" + blocker.iid());
        ravi.put("/api/v4/projects/" + other.id() + "/issues/" + blocker.iid(), "state_event", "close");
        assertThat(page().text("#move")).contains("Tariff file");
    }

    @Test
    void what_was_handed_to_me_says_its_next_step() {
        Issuable issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Split bookings", ""), false).header();
        browser.as(company.ana()).post(issue.path() + "/handoffs", "to", "ravi", "next", "Refund the three by hand.");
        long id = jdbc.sql("select max(id) from handoff").query(Long.class).single();
        browser.as(company.ravi()).post(issue.path() + "/handoffs/" + id + "/acceptance");
        assertThat(browser.as(company.ravi()).get("/-/work").text(".rows")).contains("Split bookings", "next: Refund the three by hand.");
    }

    @Test
    void what_one_holds_can_be_handed_on_at_the_end_of_the_day() {
        Issuable asked = issues.open(company.ana(), company.handbook(), Issues.Opening.of("A question", "@ravi, which one?"), false).header();
        Issuable own = open(company.handbook(), "Quay codes", "");
        Answer page = browser.as(company.ravi()).get("/-/batons");
        assertThat(page.page().select("a:contains(Hand on)").eachAttr("href"))
                .containsExactly(asked.path() + "/handoffs/new", own.path() + "/handoffs/new");
        assertThat(browser.as(company.mia()).get("/-/batons").body()).contains("You hold nothing");
    }

    @Test
    void what_may_not_be_seen_is_in_none_of_the_lists() {
        Project vault = cast.project(company.ana(), company.team(), "vault-" + System.nanoTime(), Visibility.PRIVATE);
        members.add(vault, Role.OWNER, company.ravi().require(), Role.DEVELOPER, null);
        Issuable hidden = issues.open(company.ravi(), vault, Issues.Opening.of("Hidden keys", ""), false).header();
        ask(hidden);
        browser.program(company.ana()).delete("/api/v4/projects/" + vault.id() + "/members/" + company.ravi().id());
        for (String path : List.of("/", "/-/work", "/-/work?scope=waiting", "/-/batons")) {
            assertThat(browser.as(company.ravi()).get(path).body()).as(path).doesNotContain("Hidden keys");
        }
        assertThat(browser.program(company.ravi()).get("/api/v4/work?scope=waiting").body()).isEqualTo("[]");
    }

    @Test
    void fifty_projects_cost_as_many_questions_as_two() {
        fill(2);
        Tab ravi = browser.as(company.ravi());
        for (String path : List.of("/", "/-/work", "/-/work?scope=waiting", "/-/batons")) {
            ravi.get(path);
        }
        List<Integer> few = count(ravi);
        fill(50);
        assertThat(count(ravi)).isEqualTo(few);
        Answer page = ravi.get("/-/work");
        assertThat(page.page().select(".row")).hasSize(WorkListPage.LISTED);
        assertThat(ravi.get("/-/work?page=2").page().select(".row")).isNotEmpty();
        assertThat(ravi.get("/-/work?page=-3").status()).isEqualTo(200);
        assertThat(ravi.get("/-/work?page=99999999999").status()).isEqualTo(200);
        assertThat(ravi.get("/").text("#move")).contains("All that can move");
    }

    private static List<Integer> count(Tab tab) {
        List<Integer> counts = new ArrayList<>();
        for (String path : List.of("/", "/-/work", "/-/work?scope=waiting", "/-/batons")) {
            counts.add(CountedStatements.during(() -> tab.get(path)));
        }
        return counts;
    }

    private void fill(int projects) {
        for (int i = 0; i < projects; i++) {
            Project project = cast.project(company.ana(), company.team(), "p-" + projects + "-" + i, Visibility.INTERNAL);
            open(project, "Free " + i, "");
            open(project, "Free too " + i, "");
            ask(open(project, "Asked " + i, ""));
        }
    }

    private Answer page() {
        return browser.as(company.ravi()).get("/");
    }

    private List<String> titles(String selector) {
        return page().page().select(selector + " .row-title").eachText();
    }

    private Issuable open(Project project, String title, String description) {
        return open(company.ravi(), project, title, description);
    }

    private Issuable open(Actor author, Project project, String title, String description) {
        return issues.open(author, project, Issues.Opening.of(title, description), false).header();
    }

    private void ask(Issuable issue) {
        turns.pass(issue, List.of(company.kei().id()), new Turns.Cause(
                Todo.Action.ASKED, company.ravi().id(), null, "Flat or partial?", null));
    }
}
