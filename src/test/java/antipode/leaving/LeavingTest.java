package antipode.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.people.Tokens;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Teams;
import antipode.projects.Visibility;
import antipode.repositories.Edits;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.Todo;
import antipode.todos.Turn;
import antipode.todos.Turns;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Somebody goes: what they hold is passed on, their account is closed, and later they are erased.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeavingTest {

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Threads threads;
    private final Turns turns;
    private final Comments comments;
    private final Teams teams;
    private final ProjectMembers memberships;
    private final Members members;
    private final Tokens tokens;
    private final Edits edits;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Tab ana;

    LeavingTest(
            Cast cast, Browser browser, Issues issues, Threads threads, Turns turns, Comments comments, Teams teams,
            ProjectMembers memberships, Members members, Tokens tokens, Edits edits, TestClock clock, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.threads = threads;
        this.turns = turns;
        this.comments = comments;
        this.teams = teams;
        this.memberships = memberships;
        this.members = members;
        this.tokens = tokens;
        this.edits = edits;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
        for (var actor : List.of(company.kei(), company.mia(), company.ravi())) {
            memberships.add(company.handbook(), Role.OWNER, actor.require(), Role.MAINTAINER, null);
        }
    }

    @BeforeEach
    void itIsWednesdayNoon() {
        clock.set(TestClock.START);
    }

    private Issuable open(Actor actor, String title, String words) {
        return issues.open(actor, company.handbook(), Issues.Opening.of(title, words), false).header();
    }

    private static String path(String username) {
        return "/-/people/" + username + "/leaving";
    }

    private List<String> holders(Issuable issue) {
        return turns.on(List.of(issue.id())).stream().map(Turn::holder).map(holder -> java.util.Objects.requireNonNull(holder.person()).username()).toList();
    }

    @Test
    void all_that_somebody_holds_is_listed_and_passed_on_one_by_one_or_at_once() {
        var leaver = cast.member("lou", "Lou Petit", "Europe/Paris");
        memberships.add(company.handbook(), Role.OWNER, leaver.require(), Role.MAINTAINER, null);
        var responsible = open(leaver, "Timetable of the islands", "By hand so far.");
        var turn = open(company.mia(), "Signs at the quay", "");
        turns.pass(turn, List.of(leaver.id()), new Turns.Cause(Todo.Action.ASKED, company.mia().id(), null, "Which colour?", null));
        var asked = open(company.kei(), "Winter prices", "");
        browser.as(leaver).post(asked.path() + "/notes", "body", "Shall we?", "ask", "kei", "due", "2026-11-06T12:00", "question", "Shall we?");
        edits.commit(company.ana(), company.handbook(), "main", null, "Owners",
                List.of(Edits.Action.create("CODEOWNERS", "* @lou\n/fares/ @kei @lou.petit @Lou lou@halyard.example\n")), null);

        var page = browser.as(leaver).get(path("lou"));
        assertThat(page.text("main")).contains("You leave", "Timetable of the islands", "Responsible", "Signs at the quay", "Their turn", "2 lines of CODEOWNERS");
        assertThat(browser.as(company.kei()).get(path("lou")).status()).isEqualTo(404);

        var one = "thing-" + responsible.id();
        assertThat(ana.post(path("lou") + "/successions", "to-" + one, "nobody", "one", one).status()).isEqualTo(422);
        assertThat(ana.post(path("lou") + "/successions", "to-" + one, "gwen", "one", one).text(".notice-failed")).contains("may not see “Timetable of the islands”");
        assertThat(ana.post(path("lou") + "/successions", "to-" + one, "@ravi", "one", one).status()).isEqualTo(303);
        assertThat(threads.get(responsible.id()).dri().username()).isEqualTo("ravi");
        assertThat(holders(responsible)).containsExactly("ravi");
        assertThat(ana.get(responsible.path()).text("main")).contains("passed this on from Lou Petit to Ravi Krishnan");

        assertThat(ana.post(path("lou") + "/successions", "everything", "kei", "all_to_one", "1").status()).isEqualTo(303);
        assertThat(holders(turn)).containsExactly("kei");
        assertThat(ana.get(path("lou")).text("main")).contains("They hold nothing");
        assertThat(browser.program(company.ana()).get("/api/v4/projects/halyard%2Fhandbook/repository/files/CODEOWNERS/raw?ref=main").body())
                .isEqualTo("* @kei\n/fares/ @kei @lou.petit @kei @kei\n");
    }

    @Test
    void whoever_leaves_is_out_at_once_with_every_token_and_comes_back_only_by_an_administrator() {
        var leaver = cast.member("max", "Max Stein", "Europe/Berlin");
        var tab = browser.as(leaver);
        var program = browser.program(leaver);
        var words = comments.write(leaver, open(company.mia(), "Ropes", ""), new Writing("I was here.", null, null));
        assertThat(tab.post(path("max") + "/departure").header("Location")).isEqualTo("/-/sign-in");
        assertThat(tab.get("/-/settings").status()).isEqualTo(303);
        assertThat(program.get("/api/v4/user").status()).isEqualTo(401);
        assertThat(tokens.of(leaver.id())).allMatch(token -> token.revokedAt() != null);
        assertThat(ana.get(threads.get(words.issuableId()).path()).text("main")).contains("Max Stein", "I was here.");
        assertThat(tab.post(path("max") + "/return").status()).isEqualTo(401);
        assertThat(browser.program(company.ana()).get("/api/v4/users/" + leaver.id()).json().get("state").asString()).isEqualTo("deactivated");
        assertThat(ana.post(path("max") + "/return").status()).isEqualTo(303);
        assertThat(browser.as(leaver).get("/-/settings").status()).isEqualTo(200);
        assertThat(program.get("/api/v4/user").status()).isEqualTo(401);
    }

    @Test
    void a_last_owner_and_the_last_administrator_stay_until_somebody_takes_their_place() {
        var founder = cast.member("uta", "Uta Lang", "Europe/Berlin");
        var team = teams.create(founder, null, "lighthouse", "Lighthouse", "");
        var project = cast.project(founder, team, "lamps", Visibility.PRIVATE);
        var api = browser.program(company.ana());
        assertThat(browser.as(founder).get(path("uta")).text("main")).contains("Lighthouse", "would be left without an owner");
        assertThat(browser.as(founder).post(path("uta") + "/departure").status()).isEqualTo(409);
        assertThat(api.post("/api/v4/users/" + founder.id() + "/deactivate").body()).contains("would be left without an owner");
        assertThat(api.post("/api/v4/users/" + company.ana().id() + "/deactivate").status()).isEqualTo(409);
        assertThat(api.delete("/api/v4/users/" + company.ana().id()).status()).isEqualTo(409);
        assertThat(ana.post(path("uta") + "/successions", "to-place-lighthouse", "gwen", "one", "place-lighthouse").status()).isEqualTo(422);
        assertThat(ana.post(path("uta") + "/successions", "everything", "mia", "all_to_one", "1").status()).isEqualTo(303);
        assertThat(browser.as(company.mia()).get(project.url() + "/-/settings").status()).isEqualTo(200);
        assertThat(api.post("/api/v4/users/" + founder.id() + "/deactivate").json().asBoolean()).isTrue();
        assertThat(api.post("/api/v4/users/" + founder.id() + "/activate").status()).isEqualTo(201);
    }

    @Test
    void a_team_that_nobody_else_is_in_is_shown_and_an_administrator_puts_somebody_in() {
        var leaver = cast.member("ola", "Ola Nes", "Europe/Oslo");
        var team = teams.create(company.ana(), company.team(), "pilots", "Pilots", "");
        memberships.putInTeam(team.id(), Role.OWNER, leaver.require(), Role.DEVELOPER, null);
        assertThat(browser.as(leaver).get(path("ola")).text("main")).doesNotContain("Teams with nobody else");
        jdbc.sql("delete from team_member where namespace_id = :team and member_id = :ana").param("team", team.id()).param("ana", company.ana().id()).update();
        var issue = open(company.mia(), "Fog at the pier", "");
        browser.as(company.mia()).post(issue.path() + "/notes", "body", "@halyard/pilots, can we sail?");

        assertThat(browser.as(leaver).get(path("ola")).text("main")).contains("Teams with nobody else in them", "halyard/pilots", "An administrator puts somebody in");
        var line = "team-halyard/pilots";
        assertThat(browser.as(leaver).post(path("ola") + "/successions", "to-" + line, "kei", "one", line).status()).isEqualTo(422);
        assertThat(ana.post(path("ola") + "/successions", "to-" + line, "kei", "one", line).status()).isEqualTo(303);
        assertThat(memberships.ofTeam(team.id())).anyMatch(one -> one.member().username().equals("kei") && one.role() == Role.DEVELOPER);
        assertThat(browser.as(leaver).get(path("ola")).text("main")).doesNotContain("Teams with nobody else");
    }

    @Test
    void who_is_erased_is_a_pseudonym_wherever_they_were_named_and_their_words_stay() {
        var gone = cast.member("vera.k", "Vera Kolb", "Europe/Vienna");
        var issue = open(gone, "Nets for @vera.k", "I mend them. @vera.kolb does not.");
        comments.write(company.mia(), issue, new Writing("Ask @vera.k, or Vera.", null, null));
        browser.as(company.mia()).post(issue.path() + "/notes", "body", "So?", "ask", "kei", "due", "2026-11-06T12:00", "question", "Would @vera.k mend it?");
        browser.as(gone).post("/-/settings/readme");
        var titled = open(company.kei(), "The knots of Vera Kolb", "");
        browser.program(company.ana()).put("/api/v4/projects/halyard%2Fhandbook/issues/" + titled.iid(), "title", "Knots", "assignee_ids", "" + gone.id());
        assertThat(browser.program(company.ana()).delete("/api/v4/users/" + gone.id()).status()).isEqualTo(204);
        var name = "Former member " + gone.id();
        var after = members.find(gone.id()).orElseThrow();
        assertThat(after.name()).isEqualTo(name);
        assertThat(after.zone().getId()).isEqualTo("Etc/UTC");
        var page = ana.get(issue.path());
        assertThat(page.text("main")).contains(name, "I mend them. @vera.kolb does not.", "Ask @former-member-" + gone.id() + ", or Vera.");
        assertThat(ana.get(titled.path()).text("main")).contains("The knots of Vera Kolb", "assigned " + name);
        for (var table : List.of("member", "comment", "issuable", "ask", "todo", "document", "mail", "namespace", "project")) {
            assertThat(jdbc.sql("select coalesce(string_agg(t::text, ' '), '') from " + table + " t").query(String.class).single())
                    .as(table).doesNotContain("vera.k@halyard.example", "Vera Kolb", "vera.k ", "vera.k,");
        }
        assertThat(ana.get("/-/people/vera.k").status()).isEqualTo(404);
        assertThat(ana.post("/-/people/former-member-" + gone.id() + "/leaving/return").status()).isEqualTo(409);
        assertThat(ana.get("/search?q=former-member-" + gone.id()).text("main")).contains("Nets for");
    }

    @Test
    void erasing_asks_for_the_username_and_is_for_administrators() {
        var kim = cast.member("kim", "Kim Ode", "Europe/Oslo");
        assertThat(browser.as(kim).post(path("kim") + "/erasure", "meant", "kim").status()).isEqualTo(403);
        assertThat(ana.post(path("kim") + "/erasure", "meant", "").status()).isEqualTo(422);
        assertThat(ana.post(path("kim") + "/erasure", "meant", "kim").status()).isEqualTo(303);
        assertThat(members.findByUsername("kim")).isEmpty();
    }
}
