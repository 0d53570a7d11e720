package antipode.home;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Writing;
import antipode.threads.Text;
import antipode.todos.Todo;
import antipode.todos.Todos;
import antipode.todos.Turns;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Kei's list. She is in Tokyo, where it is Wednesday, 21:00; her next working day begins at 08:30, 23:30 in Lisbon.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TodoListTest {

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Comments comments;
    private final Todos todos;
    private final Turns turns;
    private final ProjectMembers memberships;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Tab kei;
    private Tab program;

    TodoListTest(
            Cast cast, Browser browser, Issues issues, Comments comments, Todos todos, Turns turns, ProjectMembers memberships,
            TestClock clock, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.comments = comments;
        this.todos = todos;
        this.turns = turns;
        this.memberships = memberships;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        kei = browser.as(company.kei());
        program = browser.program(company.kei());
    }

    @BeforeEach
    void nothingIsOnAnybodysList() {
        clock.set(TestClock.START);
        jdbc.sql("delete from todo").update();
        jdbc.sql("delete from todo_deed").update();
    }

    @Test
    void each_row_says_why_it_is_there_who_asked_and_what() {
        ask("Flat refunds", "Is a flat refund enough, @kei?");
        var row = kei.get("/-/todos").page().selectFirst(".row");
        assertThat(row.selectFirst(".row-reason").text()).isEqualTo("Question");
        assertThat(row.selectFirst(".quotation").text()).isEqualTo("“Is a flat refund enough, @kei?”");
        assertThat(row.selectFirst(".meta").text()).startsWith("Ana asks you · handbook #").contains("since today 21:00");
        assertThat(row.selectFirst(".row-action .filled").text()).isEqualTo("Answer");
    }

    @Test
    void only_the_first_row_has_a_filled_button() {
        ask("Flat refunds", "Is it enough, @kei?");
        ask("Quay codes", "Which one, @kei?");
        assertThat(kei.get("/-/todos").page().select(".row-action .filled")).hasSize(1);
    }

    @Test
    void what_is_snoozed_is_out_of_sight_until_the_next_working_day_and_comes_back_first_and_as_old_as_it_is() {
        long older = ask("Flat refunds", "Is it enough, @kei?");
        clock.forward(Duration.ofMinutes(5));
        long younger = ask("Quay codes", "Which one, @kei?");
        var answer = kei.post("/-/todos/" + younger + "/snooze", "until", "tomorrow", "back", "/-/todos");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(titles("/-/todos")).containsExactly("Flat refunds");
        var snoozed = kei.get("/-/todos?state=snoozed");
        assertThat(snoozed.text(".row .meta")).contains("back tomorrow 08:30");
        clock.set("2026-11-04T23:30:00Z");
        assertThat(titles("/-/todos")).containsExactly("Quay codes", "Flat refunds");
        assertThat(kei.get("/-/todos").text(".row .meta")).startsWith("Back from snooze").contains("since Wed 21:05");
        assertThat(older).isLessThan(younger);
    }

    @Test
    void a_snooze_lasts_an_hour_or_until_a_day_begins_and_never_ends_in_the_past() {
        long todo = ask("Flat refunds", "Is it enough, @kei?");
        kei.post("/-/todos/" + todo + "/snooze", "until", "hour");
        assertThat(todos.find(company.kei(), todo).snoozedUntil()).isEqualTo("2026-11-04T13:00:00Z");
        kei.post("/-/todos/" + todo + "/snooze", "until", "next-week");
        assertThat(todos.find(company.kei(), todo).snoozedUntil()).isEqualTo("2026-11-08T23:30:00Z");
        kei.post("/-/todos/" + todo + "/snooze", "until", "date", "date", "2026-11-10");
        assertThat(todos.find(company.kei(), todo).snoozedUntil()).isEqualTo("2026-11-09T23:30:00Z");
        kei.post("/-/todos/" + todo + "/snooze", "until", "date", "date", "2026-11-14");
        assertThat(todos.find(company.kei(), todo).snoozedUntil()).isEqualTo("2026-11-14T00:00:00Z");
        assertThat(kei.post("/-/todos/" + todo + "/snooze", "until", "date", "date", "2026-11-01").status()).isEqualTo(422);
        assertThat(kei.post("/-/todos/" + todo + "/snooze", "until", "date", "date", "soon").status()).isEqualTo(422);
        assertThat(todos.find(company.kei(), todo).snoozedUntil()).isEqualTo("2026-11-14T00:00:00Z");
    }

    @Test
    void everything_one_does_to_the_list_can_be_undone_the_last_thing_first() {
        long first = ask("Flat refunds", "Is it enough, @kei?");
        tell("For @kei to know");
        tell("For @kei as well");
        kei.post("/-/todos/" + first + "/snooze", "until", "hour");
        kei.post("/-/todos/news/clearing");
        assertThat(titles("/-/todos")).isEmpty();
        assertThat(kei.get("/-/todos").text(".todo-tools")).startsWith("You cleared 2 entries");
        kei.post("/-/todos/undo");
        assertThat(titles("/-/todos")).containsExactlyInAnyOrder("For @kei to know", "For @kei as well");
        kei.post("/-/todos/undo");
        assertThat(titles("/-/todos")).hasSize(3).startsWith("Flat refunds");
        assertThat(kei.get("/-/todos").text(".todo-tools")).doesNotContain("You ");
    }

    @Test
    void a_thing_done_by_hand_offers_its_undoing_at_once() {
        long todo = ask("Flat refunds", "Is it enough, @kei?");
        var done = kei.post("/-/todos/" + todo + "/completion", "back", "/-/todos");
        var page = browser.with("Cookie", kei.cookie() + "; " + done.header("Set-Cookie").split(";")[0]).get("/-/todos");
        assertThat(page.text(".notice")).isEqualTo("Marked done: “Flat refunds”. Undo");
        assertThat(page.page().selectFirst(".notice form").attr("action")).isEqualTo("/-/todos/undo");
    }

    @Test
    void the_list_of_what_is_done_names_each_cause() {
        Issuable issue = open(company.ana(), "Flat refunds", "Is it enough, @kei?");
        comments.write(company.kei(), issue, Writing.of("It is."));
        Issuable closed = open(company.ana(), "Quay codes", "Which one, @kei?");
        issues.close(company.ana(), issues.get(closed.id()));
        assertThat(kei.get("/-/todos?state=done").page().select(".row .meta").eachText())
                .anyMatch(meta -> meta.contains("because you answered"))
                .anyMatch(meta -> meta.contains("because Ana closed it"));
    }

    @Test
    void one_can_look_for_a_project_a_reason_and_whoever_caused_it() {
        ask("Flat refunds", "Is it enough, @kei?");
        tell("For @kei to know");
        assertThat(titles("/-/todos?reason=mentioned")).containsExactly("For @kei to know");
        assertThat(titles("/-/todos?author=mia")).isEmpty();
        assertThat(titles("/-/todos?author=ana&project=halyard/handbook&thing=issue&reason=directly_addressed"))
                .containsExactly("Flat refunds");
        assertThat(kei.get("/-/todos?project=halyard/nothing").body()).contains("You see no project “halyard/nothing”.");
        assertThat(kei.get("/-/todos?author=nobody-here").body()).contains("Nobody here is called “nobody-here”.");
    }

    @Test
    void a_thousand_entries_are_read_in_pages_and_ask_no_more_questions_than_ten() {
        many(10);
        int few = CountedStatements.during(() -> kei.get("/-/todos"));
        many(1_200);
        int lots = CountedStatements.during(() -> kei.get("/-/todos"));
        assertThat(lots).isLessThanOrEqualTo(few + 1);
        assertThat(kei.get("/-/todos").body()).contains("All 99+");
        String path = "/-/todos?kind=news";
        int seen = 0;
        while (path != null) {
            var page = kei.get(path).page();
            seen += page.select(".row").size();
            var next = page.selectFirst("a[rel=next], .pages a:last-child");
            path = next == null || !next.text().contains("More") ? null : next.attr("href");
        }
        assertThat(seen).isEqualTo(1_210);
    }

    @Test
    void a_turn_of_the_team_is_on_the_lists_of_those_at_work_next_and_gone_when_somebody_takes_it() {
        for (Actor member : List.of(company.ravi(), company.kei(), company.mia())) {
            memberships.putInTeam(company.team().id(), Role.OWNER, member.require(), Role.REPORTER, null);
        }
        Issuable issue = open(company.ana(), "Rain gauge", "It is broken.");
        Text.Team halyard = new Text.Team(company.team().id(), "halyard", "Halyard");
        turns.passToTeams(issue, List.of(halyard), new Turns.Cause(Todo.Action.PASSED, company.ana().id(), null, "", null));
        Tab ravi = browser.as(company.ravi());
        assertThat(ravi.get("/-/todos").text(".row .meta")).contains("for @halyard");
        assertThat(titles("/-/todos")).isEmpty();
        String line = kei.get(issue.path()).text(".turns");
        assertThat(line).contains("Halyard’s turn, as one,").contains("Ravi: at work now").contains("Take it");
        long todo = todos.pending(company.ravi(), 1).getFirst().id();
        assertThat(kei.post("/-/todos/" + todo + "/taking").status()).isEqualTo(303);
        assertThat(ravi.get("/-/todos").page().select(".row")).isEmpty();
        assertThat(ravi.get("/-/todos?state=done").text(".row .meta")).contains("because Kei took it");
        assertThat(kei.get(issue.path()).text(".turns")).contains("Your turn since today 21:00");
        assertThat(ravi.post("/-/todos/" + todo + "/taking").status()).isEqualTo(409);
        assertThat(browser.as(company.gwen()).post("/-/todos/" + todo + "/taking").status()).isEqualTo(404);
    }

    @Test
    void the_api_snoozes_wakes_and_takes_back() {
        long todo = ask("Flat refunds", "Is it enough, @kei?");
        var snoozed = program.post("/api/v4/todos/" + todo + "/snooze", "snooze_until", "2026-11-05T09:00:00Z");
        assertThat(snoozed.status()).isEqualTo(201);
        assertThat(snoozed.json().get("snoozed_until").asString()).startsWith("2026-11-05T09:00:00");
        assertThat(program.get("/api/v4/todos").json()).isEmpty();
        assertThat(program.get("/api/v4/todos?is_snoozed=true").json()).hasSize(1);
        assertThat(program.post("/api/v4/todos/" + todo + "/unsnooze").status()).isEqualTo(201);
        assertThat(program.post("/api/v4/todos/mark_as_done").status()).isEqualTo(204);
        assertThat(program.get("/api/v4/todos?state=done").json().get(0).get("done_because").asString())
                .isEqualTo("you marked everything done");
        assertThat(program.post("/api/v4/todos/undo").json().get("count").asInt()).isEqualTo(1);
        assertThat(program.get("/api/v4/todos").json()).hasSize(1);
        assertThat(program.post("/api/v4/todos/" + todo + "/snooze").status()).isEqualTo(400);
        assertThat(program.post("/api/v4/todos/" + todo + "/snooze", "snooze_until", "2020-01-01T00:00:00Z").status()).isEqualTo(400);
        assertThat(program.post("/api/v4/todos/undo").json().get("action").asString()).isEqualTo("woken");
    }

    @Test
    void the_api_narrows_to_a_team() {
        ask("Flat refunds", "Is it enough, @kei?");
        assertThat(program.get("/api/v4/todos?group_id=" + company.team().id()).json()).hasSize(1);
        assertThat(program.get("/api/v4/todos?group_id=999999").json()).isEmpty();
    }

    private void many(int entries) {
        Issuable issue = open(company.ana(), "A bulletin", "");
        jdbc.sql("""
                        insert into todo (kind, issuable_id, member_id, action, by_id, since)
                        select 'news', :issue, :kei, 'mentioned', :ana, :now from generate_series(1, :entries)""")
                .param("issue", issue.id())
                .param("kei", company.kei().id())
                .param("ana", company.ana().id())
                .param("now", java.sql.Timestamp.from(clock.instant()))
                .param("entries", entries)
                .update();
    }

    private List<String> titles(String path) {
        return kei.get(path).page().select(".row-title").eachText();
    }

    private long ask(String title, String question) {
        Issuable issue = open(company.ana(), title, question);
        return todos.pending(company.kei(), 50).stream()
                .filter(todo -> todo.issuable().id() == issue.id()).findFirst().orElseThrow().id();
    }

    private void tell(String title) {
        open(company.ana(), title, "Thanks, @kei.");
    }

    private Issuable open(Actor author, String title, String words) {
        return issues.open(author, company.handbook(), Issues.Opening.of(title, words), false).header();
    }
}
