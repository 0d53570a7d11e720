package antipode.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.capacity.Capacity.Source;
import antipode.capacity.Capacity.State;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What people broadcast of themselves. It is Wednesday 12:00 in Lisbon, where Ana works until 13:00; Kei has gone home.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CapacityTest {

    private static final String SETTINGS = "/-/settings/capacity";

    private final Cast cast;
    private final Browser browser;
    private final Capacities capacities;
    private final Issues issues;
    private final ProjectMembers projectMembers;
    private final TestClock clock;
    private Cast.Company company;

    CapacityTest(Cast cast, Browser browser, Capacities capacities, TestClock clock, Issues issues, ProjectMembers projectMembers) {
        this.issues = issues;
        this.projectMembers = projectMembers;
        this.cast = cast;
        this.browser = browser;
        this.capacities = capacities;
        this.clock = clock;
    }

    @BeforeAll
    void everyone_arrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void noon() {
        clock.set(TestClock.START);
        for (var each : List.of(company.ana(), company.kei(), company.mia())) {
            capacities.clear(each.id());
        }
    }

    private Capacity of(Actor actor) {
        return capacities.of(actor.id(), clock.instant());
    }

    @Test
    void from_hours_alone_one_is_open_or_gone_home_and_that_is_never_kept() {
        assertThat(of(company.ana())).isEqualTo(Capacity.OPEN);
        var kei = of(company.kei());
        assertThat(kei.state()).isEqualTo(State.AWAY);
        assertThat(kei.source()).isEqualTo(Source.HOURS);
        assertThat(kei.until()).isEqualTo("2026-11-04T23:30:00Z");
        assertThat(kei.worthKnowing()).as("a night is not worth a warning").isFalse();
        assertThat(of(company.gwen())).as("who states no hours is never out of them").isEqualTo(Capacity.OPEN);
        assertThat(capacities.said(company.kei().id())).isEmpty();
    }

    @Test
    void tomorrow_means_the_start_of_ones_next_working_day() {
        // Friday noon in Lisbon; Ana is back on Monday at nine.
        clock.set("2026-11-06T12:00:00Z");
        var said = browser.as(company.ana()).post("/-/capacity/full");
        assertThat(said.status()).isEqualTo(303);
        assertThat(of(company.ana()).until()).isEqualTo("2026-11-09T09:00:00Z");
        assertThat(of(company.ana()).standing(clock.instant(), company.ana().require().zone()))
                .isEqualTo("At capacity until Mon 09:00");
        // Before dawn, tomorrow is still tomorrow.
        clock.set("2026-11-04T05:00:00Z");
        browser.as(company.ana()).post("/-/capacity/full");
        assertThat(of(company.ana()).until()).isEqualTo("2026-11-05T09:00:00Z");
    }

    @Test
    void an_end_is_said_in_ones_own_days_and_hours() {
        var ana = browser.as(company.ana());
        ends(ana, "end_of_day", "", "2026-11-04T20:00:00Z");
        ends(ana, "30_minutes", "", "2026-11-04T12:30:00Z");
        ends(ana, "next_week", "", "2026-11-09T09:00:00Z");
        ends(browser.as(company.kei()), "at", "2026-11-30T09:00", "2026-11-30T00:00:00Z");
        // Kei's day has ended, so what is left of it is the night.
        ends(browser.as(company.kei()), "end_of_day", "", "2026-11-04T15:00:00Z");
        for (var nonsense : List.of("at|", "at|tomorrow", "at|2020-01-01T00:00", "at|+999999999-01-01T00:00", "someday|")) {
            var parts = nonsense.split("\\|", -1);
            var refused = ana.post(SETTINGS, "state", "limited", "until", parts[0], "at", parts[1]);
            assertThat(refused.status()).as(nonsense).isEqualTo(422);
            assertThat(refused.page().select(".field-error").text()).as(nonsense).startsWith("That end ").endsWith(".");
        }
        assertThat(of(company.ana()).until()).as("nothing was changed").isEqualTo("2026-11-09T09:00:00Z");
    }

    private void ends(Browser.Tab who, String until, String at, String expected) {
        var said = who.post(SETTINGS, "state", "limited", "message", until, "until", until, "at", at);
        assertThat(said.status()).as(until).isEqualTo(303);
        var shown = who.get(SETTINGS).page();
        var member = shown.select("a:contains(How others see it)").attr("href");
        assertThat(member).isNotEmpty();
        var actor = member.endsWith("kei") ? company.kei() : company.ana();
        assertThat(of(actor).until()).as(until).isEqualTo(expected);
    }

    @Test
    void an_end_that_has_passed_needs_no_job_to_be_true() {
        browser.as(company.ana()).post("/-/capacity/focus");
        assertThat(of(company.ana()).state()).isEqualTo(State.FOCUS);
        clock.forward(Duration.ofMinutes(59));
        assertThat(of(company.ana()).holdsPushes()).isTrue();
        clock.forward(Duration.ofMinutes(61));
        assertThat(of(company.ana()).state()).isNotEqualTo(State.FOCUS);
        assertThat(capacities.said(company.ana().id())).isEmpty();
    }

    @Test
    void a_tap_can_be_undone_and_brings_back_what_was_said_before() {
        var ana = browser.as(company.ana());
        assertThat(ana.post("/-/capacity/full", "next", "/halyard/handbook").header("Location")).isEqualTo("/halyard/handbook");
        long before = capacities.state(company.ana().id(), new Capacities.Draft(State.AT_CAPACITY, null, "", null));
        capacities.backTo(company.ana().id(), before);
        assertThat(of(company.ana()).until()).as("what the tap said").isEqualTo("2026-11-05T09:00:00Z");
        var undo = "/-/capacity/back/" + limited(ana);
        assertThat(of(company.ana()).state()).isEqualTo(State.AT_CAPACITY);
        assertThat(ana.post(undo).status()).isEqualTo(303);
        assertThat(of(company.ana()))
                .isEqualTo(new Capacity(State.LIMITED, "headphones", "Launch week", null, Source.HAND));
        // Nobody goes back to what somebody else said.
        assertThat(browser.as(company.mia()).post(undo).status()).isEqualTo(303);
        assertThat(capacities.said(company.mia().id())).isEmpty();
        assertThat(of(company.ana()).message()).isEqualTo("Launch week");
        // Undone to nothing.
        ana.post("/-/capacity/back/0");
        assertThat(capacities.said(company.ana().id())).isEmpty();
    }

    /// The number that the notice of a tap carries: what was said before it.
    private long limited(Browser.Tab ana) {
        ana.post(SETTINGS, "state", "limited", "emoji", "🎧", "message", "Launch week", "until", "");
        return capacities.state(company.ana().id(), new Capacities.Draft(State.AT_CAPACITY, null, "", null));
    }

    @Test
    void others_see_it_on_the_page_of_a_member_in_their_own_time() {
        browser.as(company.ana()).post(SETTINGS, "state", "at_capacity", "emoji", "no_entry", "message", "Launch <week>", "until", "tomorrow");
        var seen = browser.as(company.kei()).get("/-/people/ana");
        assertThat(seen.text("#capacity .capacity")).isEqualTo("⛔ At capacity until tomorrow 18:00 · Launch <week>");
        assertThat(seen.body()).doesNotContain("Launch <week>");
        assertThat(seen.page().select("#capacity form")).isEmpty();
        assertThat(browser.as(company.ana()).get("/-/people/ana").page().select("#capacity form")).hasSize(4);
    }

    @Test
    void whoever_chooses_among_people_sees_it_where_they_are_listed() {
        projectMembers.add(company.handbook(), Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
        projectMembers.add(company.handbook(), Role.OWNER, company.mia().require(), Role.DEVELOPER, null);
        projectMembers.putInTeam(company.team().id(), Role.OWNER, company.mia().require(), Role.DEVELOPER, null);
        capacities.state(company.mia().id(), new Capacities.Draft(State.AT_CAPACITY, null, "Launch week", Instant.parse("2026-11-06T17:00:00Z")));
        var ana = browser.as(company.ana());
        assertThat(ana.get("/halyard/handbook/-/members").text(".table")).contains("At capacity until Fri 17:00 · Launch week", "Next at work today 23:30");
        assertThat(browser.as(company.kei()).get("/halyard/handbook/-/members").text(".table")).as("by his clock").contains("until Sat 02:00");
        assertThat(ana.get("/halyard").text(".table")).contains("At capacity until Fri 17:00");
        long issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Flat refunds", ""), false).header().id();
        assertThat(ana.get("/-/asks/people?thing=" + issue).body()).contains("Mia Chen, Los Angeles · at capacity until Fri 17:00")
                .contains("Kei Nakamura, Tokyo<");
    }

    @Test
    void without_scripts_a_form_is_shown_once_more_before_it_names_somebody_without_room() {
        capacities.state(company.mia().id(), new Capacities.Draft(State.AT_CAPACITY, null, "Launch week", null));
        var issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Night ferries", "For @mia"), false).header();
        var ana = browser.as(company.ana());
        assertThat(ana.post(issue.path(), "title", "Night ferries", "description", "For @mia.", "checks", "1").status())
                .as("who was named before needs no second look").isEqualTo(303);
        var again = ana.post(issue.path(), "title", "Night ferries", "description", "For @mia. And @kei, if @kei likes.", "assignees", "mia", "checks", "1");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text(".capacity-notes")).contains("Mia is at capacity: Launch week.");
        assertThat(ana.post(issue.path(), "title", "Night ferries", "assignees", "mia", "checks", "1", "knows", "mia").status()).isEqualTo(303);
    }

    @Test
    void a_message_and_a_sign_that_are_none_are_refused_in_the_page() {
        var ana = browser.as(company.ana());
        var refused = ana.post(SETTINGS, "state", "limited", "emoji", "no such thing", "message", "kept words");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text(".field-error")).isEqualTo("The sign is not a valid emoji name.");
        assertThat(refused.page().select("[name=message]").val()).isEqualTo("kept words");
        assertThat(ana.post(SETTINGS, "state", "limited", "message", "x".repeat(101)).status()).isEqualTo(422);
        assertThat(ana.post(SETTINGS, "state", "dancing").status()).isEqualTo(422);
        assertThat(ana.post(SETTINGS).status()).isEqualTo(422);
        assertThat(ana.post("/-/capacity/dancing").status()).isEqualTo(404);
        assertThat(capacities.said(company.ana().id())).isEmpty();
    }

    @Test
    void gitlabs_clients_set_and_read_it_as_the_user_status() {
        var ana = browser.program(company.ana());
        var empty = ana.get("/api/v4/user/status").json();
        assertThat(empty.get("emoji").isNull()).isTrue();
        assertThat(empty.get("message").isNull()).isTrue();
        assertThat(empty.get("availability").asString()).isEqualTo("not_set");
        var set = ana.json("PUT", "/api/v4/user/status", """
                {"emoji": "coffee", "message": "I crave :coffee: & rest", "availability": "busy", "clear_status_after": "3_hours"}""");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.json().get("availability").asString()).isEqualTo("busy");
        assertThat(set.json().get("state").asString()).isEqualTo("at_capacity");
        assertThat(set.json().get("message_html").asString()).isEqualTo("I crave ☕ &amp; rest");
        assertThat(Instant.parse(set.json().get("clear_status_at").asString())).isEqualTo("2026-11-04T15:00:00Z");
        // PATCH leaves what isn't named, PUT doesn't.
        var patched = ana.json("PATCH", "/api/v4/user/status", "{\"state\": \"focus\"}").json();
        assertThat(patched.get("emoji").asString()).isEqualTo("coffee");
        assertThat(patched.get("state").asString()).isEqualTo("focus");
        assertThat(patched.get("clear_status_at").isNull()).isFalse();
        var byName = browser.program(company.kei()).get("/api/v4/users/ANA/status").json();
        assertThat(byName).isEqualTo(browser.program(company.kei()).get("/api/v4/users/" + company.ana().id() + "/status").json());
        assertThat(byName.get("message").asString()).isEqualTo("I crave :coffee: & rest");
        var put = ana.json("PUT", "/api/v4/user/status", "{\"message\": \"only words\"}").json();
        assertThat(put.get("emoji").isNull()).isTrue();
        assertThat(put.get("availability").asString()).isEqualTo("not_set");
        assertThat(ana.json("PUT", "/api/v4/user/status", "{}").json().get("message").isNull()).isTrue();
        assertThat(capacities.said(company.ana().id())).isEmpty();
        // Gone home for the night is not what GitLab calls busy.
        assertThat(ana.get("/api/v4/users/kei/status").json().get("availability").asString()).isEqualTo("not_set");
    }

    @Test
    void what_the_api_cannot_take_is_refused_in_gitlabs_words_and_changes_nothing() {
        var ana = browser.program(company.ana());
        for (var bad : List.of(
                "{\"clear_status_after\": \"2_weeks\"}", "{\"availability\": \"maybe\"}", "{\"emoji\": \"nothing_like_it\"}",
                "{\"state\": \"asleep\"}", "{\"clear_status_at\": \"yesterday\"}", "{\"clear_status_at\": \"2020-01-01T00:00:00Z\"}",
                "{\"clear_status_after\": \"8_hours\", \"clear_status_at\": \"2027-01-01T00:00:00Z\"}",
                "{\"message\": \"" + "x".repeat(101) + "\"}", "{\"message\": {\"a\": 1}}")) {
            var refused = ana.json("PUT", "/api/v4/user/status", bad);
            assertThat(refused.status()).as(bad).isEqualTo(400);
            assertThat(refused.json().has("error") || refused.json().has("message")).as(bad).isTrue();
        }
        assertThat(ana.json("PATCH", "/api/v4/user/status", "{}").status()).isEqualTo(400);
        assertThat(ana.get("/api/v4/users/999999/status").status()).isEqualTo(404);
        assertThat(ana.get("/api/v4/users/nobody/status").status()).isEqualTo(404);
        assertThat(browser.asNobody().get("/api/v4/user/status").status()).isEqualTo(401);
        assertThat(capacities.said(company.ana().id())).isEmpty();
    }

    @Test
    void many_are_read_in_as_many_questions_as_one() {
        var one = CountedStatements.during(() -> capacities.of(List.of(company.ana().id()), clock.instant()));
        var everyone = List.of(company.ana().id(), company.kei().id(), company.mia().id(), company.ravi().id(), 987_654L);
        assertThat(CountedStatements.during(() -> capacities.of(everyone, clock.instant()))).isEqualTo(one);
        assertThat(capacities.of(everyone, clock.instant())).hasSize(4);
    }
}
