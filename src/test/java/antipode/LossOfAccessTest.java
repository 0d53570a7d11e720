package antipode;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.database.Outbox;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Writing;
import antipode.todos.Todo;
import antipode.todos.Todos;
import antipode.todos.Turns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Kei takes part in an issue of a private project: she is asked, named, bookmarks it and hears of it. Then she loses sight
/// of it, in one of many ways. From her next request on no path leads to any word of it; what she held goes back to Ana.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LossOfAccessTest {


    private final Cast cast;
    private final Browser browser;
    private final Members members;
    private final Projects projects;
    private final ProjectMembers memberships;
    private final Issues issues;
    private final Comments comments;
    private final Asks asks;
    private final Todos todos;
    private final Turns turns;
    private final Outbox outbox;
    private final Schedules schedules;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Project secret;
    private Issuable lost;
    private Issuable citing;
    private int count;

    /// Stands in every text of what is lost.
    private String word = "";

    LossOfAccessTest(
            Cast cast, Browser browser, Members members, Projects projects, ProjectMembers memberships, Issues issues,
            Comments comments, Asks asks, Todos todos, Turns turns, Outbox outbox, Schedules schedules, TestClock clock,
            JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.members = members;
        this.projects = projects;
        this.memberships = memberships;
        this.issues = issues;
        this.comments = comments;
        this.asks = asks;
        this.todos = todos;
        this.turns = turns;
        this.outbox = outbox;
        this.schedules = schedules;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void keiTakesPart() {
        clock.set(TestClock.START);
        jdbc.sql("delete from notice").update();
        count++;
        word = "zephyrine" + count + "x";
        members.become(company.kei().id(), Member.State.ACTIVE);
        secret = cast.project(company.ana(), company.team(), "secret-" + count, Visibility.PRIVATE);
        memberships.add(secret, Role.OWNER, company.kei().require(), Role.REPORTER, null);
        lost = open(secret, "The " + word + " tender");
        citing = issues.open(company.ana(), company.handbook(), Issues.Opening.of("What cites it", "See " + lost.fullReference() + "."), false)
                .header();
        comments.write(company.ana(), lost, Writing.of("Is the " + word + " quay ready, @kei?"));
        comments.write(company.ana(), lost, Writing.of("For the record, @kei: " + word));
        asks.ask(company.ana(), lost, new Asks.Question(
                Ask.Kind.ANSWER, "Does " + word + " hold?", List.of(Cast.person(company.kei())), null, null, ""), null);
        todos.mark(company.kei(), lost);
        outbox.drain();
        assertThat(seen(browser.as(company.kei()), browser.program(company.kei())))
                .contains("/", "/-/todos", "/-/notices", "/search?q=tender", lost.path(), "/todos", "/notes", "/turn");
    }

    private Issuable open(Project project, String title) {
        return issues.open(company.ana(), project, Issues.Opening.of(title, "About " + word + ", @kei."), false).header();
    }

    @TestFactory
    Stream<DynamicTest> from_the_next_request_on_nothing_of_it_is_seen_by_any_path() {
        Map<String, Runnable> ways = new LinkedHashMap<>();
        ways.put("removed from the project", () -> memberships.remove(secret, Role.OWNER, company.kei().id()));
        ways.put("the issue is made confidential for a guest", () -> {
            memberships.change(secret, Role.OWNER, company.kei().id(), Role.GUEST, null);
            issues.conceal(company.ana(), issues.get(lost.id()), true);
        });
        ways.put("demoted while the issue is confidential", () -> {
            issues.conceal(company.ana(), issues.get(lost.id()), true);
            memberships.change(secret, Role.OWNER, company.kei().id(), Role.GUEST, null);
        });
        ways.put("the membership runs out", () -> {
            memberships.change(secret, Role.OWNER, company.kei().id(), Role.REPORTER, java.time.LocalDate.parse("2026-11-05"));
            clock.set("2026-11-05T00:00:01Z");
        });
        return ways.entrySet().stream().map(way -> DynamicTest.dynamicTest(way.getKey(), () -> {
            keiTakesPart();
            Tab page = browser.as(company.kei());
            Tab program = browser.program(company.kei());
            way.getValue().run();
            assertThat(seen(page, program)).as(way.getKey()).isEmpty();
            assertThat(page.get(lost.path()).status()).isEqualTo(404);
            assertThat(page.get(lost.shortPath()).status()).isEqualTo(404);
            assertThat(program.get(api(lost)).status()).isEqualTo(404);
            assertThat(page.get(citing.path()).body()).contains(lost.fullReference()).doesNotContain("href=\"" + lost.path());
            noLetterSpeaksOfIt();
        }));
    }

    @Test
    void whoever_is_shut_out_is_nobody_from_the_next_request_on() {
        Tab page = browser.as(company.kei());
        Tab program = browser.program(company.kei());
        members.become(company.kei().id(), Member.State.BLOCKED);
        assertThat(page.get("/-/todos").status()).isEqualTo(303);
        assertThat(page.get(lost.path()).status()).isEqualTo(404);
        assertThat(program.get("/api/v4/todos").status()).isEqualTo(401);
        assertThat(program.get(api(lost)).status()).isBetween(401, 404);
        outbox.drain();
        assertThat(holders()).containsExactly("ana");
        noLetterSpeaksOfIt();
    }

    @Test
    void what_they_held_goes_back_to_whoever_is_responsible_and_says_why() {
        assertThat(holders()).containsExactly("kei");
        memberships.remove(secret, Role.OWNER, company.kei().id());
        outbox.drain();
        assertThat(holders()).containsExactly("ana");
        assertThat(turns.on(List.of(lost.id())).getFirst().because()).isEqualTo("Kei can no longer answer");
        assertThat(browser.as(company.ana()).get(lost.path()).body())
                .contains("Kei can no longer answer here, so it is Ana’s turn");
        outbox.drain();
        assertThat(holders()).containsExactly("ana");
    }

    @Test
    void what_comes_into_sight_again_is_on_the_list_again_but_for_what_was_given_back() {
        memberships.remove(secret, Role.OWNER, company.kei().id());
        outbox.drain();
        assertThat(mine()).isEmpty();
        memberships.add(secret, Role.OWNER, company.kei().require(), Role.REPORTER, null);
        assertThat(mine()).extracting(Todo::kind).contains(Todo.Kind.BOOKMARK, Todo.Kind.NEWS).doesNotContain(Todo.Kind.OBLIGATION);
    }

    @Test
    void a_project_that_is_closed_to_others_gives_back_what_they_held() {
        Project open = cast.project(company.ana(), company.team(), "open-" + count, Visibility.INTERNAL);
        Issuable issue = issues.open(company.ana(), open, Issues.Opening.of("Quay codes", "Which, @kei?"), false).header();
        projects.describe(open, open.name(), "", Visibility.PRIVATE, "main", 0);
        assertThat(browser.as(company.kei()).get(issue.path()).status()).isEqualTo(404);
        outbox.drain();
        assertThat(turns.on(List.of(issue.id()))).extracting(turn -> turn.holder().handle()).containsExactly("ana");
    }

    /// Every path on which a word of it is read.
    private List<String> seen(Tab page, Tab program) {
        List<String> seen = new ArrayList<>();
        for (String path : List.of(
                "/", "/-/todos", "/-/todos?kind=news", "/-/todos?state=done", "/-/todos?state=snoozed", "/-/issues?scope=all",
                "/-/issues", "/-/merge_requests", "/-/notices", "/search?q=tender", lost.path(), secret.url(), "/-/projects",
                citing.path(), "/-/people/ana")) {
            var answer = page.get(path);
            if (answer.body().contains(word)) {
                seen.add(path);
            }
        }
        for (String path : List.of(
                "/todos", "/todos?state=done", "/issues?scope=all", "/merge_requests?scope=all", "/search?scope=issues&search=tender",
                "/search?scope=notes&search=tender", "/projects", "/projects/" + secret.id() + "/issues",
                "/projects/" + secret.id() + "/search?scope=issues&search=tender")) {
            if (program.get("/api/v4" + path).body().contains(word)) {
                seen.add(path);
            }
        }
        for (String path : List.of("", "/notes", "/discussions", "/turn", "/asks")) {
            if (program.get(api(lost) + path).body().contains(word)) {
                seen.add(path);
            }
        }
        return seen;
    }

    private void noLetterSpeaksOfIt() {
        outbox.drain();
        clock.set("2026-11-06T12:00:00Z");
        schedules.runDue();
        assertThat(jdbc.sql("select count(*) from mail where to_address like 'kei@%' and (text_part like :word or subject like :word)")
                        .param("word", "%" + word + "%").query(Integer.class).single())
                .isZero();
    }

    private List<Todo> mine() {
        return todos.pending(Actor.of(members.find(company.kei().id()).orElseThrow()), 50).stream()
                .filter(todo -> todo.issuable().id() == lost.id()).toList();
    }

    private List<String> holders() {
        return turns.on(List.of(lost.id())).stream().map(turn -> turn.holder().handle()).toList();
    }

    private static String api(Issuable issue) {
        return "/api/v4/projects/" + issue.projectPath().replace("/", "%2F") + "/issues/" + issue.iid();
    }
}
