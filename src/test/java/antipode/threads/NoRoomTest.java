package antipode.threads;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.capacity.Capacities;
import antipode.capacity.Capacity.State;
import antipode.people.Absence;
import antipode.people.Absences;
import antipode.projects.Area;
import antipode.projects.Delegates;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ana is about to ask Kei, who is at capacity until Friday, or Ravi, who is away and has named Mia.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoRoomTest {

    private static final String KEI = "Kei is at capacity until Fri 00:00: Launch week.";

    private final Cast cast;
    private final Browser browser;
    private final Capacities capacities;
    private final Absences absences;
    private final Delegates delegates;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Tab ana;
    private String issue;

    NoRoomTest(
            Cast cast, Browser browser, Capacities capacities, Absences absences, Delegates delegates, TestClock clock,
            JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.capacities = capacities;
        this.absences = absences;
        this.delegates = delegates;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyone_arrives() {
        company = cast.arrive();
        clock.set(TestClock.START);
        ana = browser.as(company.ana());
        capacities.state(company.kei().id(), new Capacities.Draft(
                State.AT_CAPACITY, null, "Launch week", Instant.parse("2026-11-06T00:00:00Z")));
        Absence absence = absences.state(
                company.ravi().id(), LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 20), "");
        delegates.state(absence, Area.EVERYTHING, company.mia().id());
    }

    @BeforeEach
    void an_issue() {
        clock.set(TestClock.START);
        issue = ana.post("/halyard/handbook/-/issues", "title", "Who pays?", "description", "", "type", "issue").header("Location");
        assertThat(issue).startsWith("/halyard/handbook/-/issues/");
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    @Test
    void a_comment_that_names_somebody_without_room_is_shown_once_more_and_then_taken() {
        long before = count("comment");
        Answer shown = ana.post(issue + "/notes", "note", "@kei what do you think?", "checks", "1", "once", "key-1");
        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.text(".notice-failed")).contains(KEI).contains("Send it once more");
        assertThat(shown.text(".capacity-note")).contains(KEI).contains("Remind me then");
        assertThat(shown.page().select("textarea[name=note]").text()).contains("@kei what do you think?");
        assertThat(shown.page().select("input[name=knows]").val()).isEqualTo("kei");
        assertThat(count("comment")).isEqualTo(before);
        Answer sent = ana.post(issue + "/notes", "note", "@kei what do you think?", "checks", "1", "knows", "kei", "once", "key-1");
        assertThat(sent.status()).isEqualTo(303);
        assertThat(count("comment")).isEqualTo(before + 1);
    }

    @Test
    void while_one_writes_the_turn_line_says_it_and_offers_whoever_stands_in() {
        Answer seen = ana.post("/-/asks/turn?thing=" + thing(), "note", "@kei @ravi, shall we?");
        assertThat(seen.page().select(".capacity-note").eachText()).hasSize(2);
        assertThat(seen.text(".capacity-note:has(input[value=kei])")).startsWith(KEI);
        assertThat(seen.text(".capacity-note:has(input[value=ravi])")).startsWith("Ravi is away until ").contains("Mia stands in.");
        assertThat(seen.page().select("button[name=instead]").val()).isEqualTo("ravi:mia");
        // Chosen, it is Mia's turn; the words stay as they are.
        Answer swapped = ana.post(
                "/-/asks/turn?thing=" + thing(), "note", "@ravi, shall we?", "turn_ruled", "ravi", "instead", "ravi:mia");
        assertThat(swapped.page().select(".chip input[name=turn]").eachAttr("value")).containsExactly("mia");
    }

    @Test
    void whoever_is_asked_can_be_asked_for_later() {
        Answer shown = ana.post(issue + "/notes", "note", "Shall we?", "to", "kei", "checks", "1", "check", "1");
        var later = shown.page().select("button[name=due_later]");
        // Kei has room from Friday 09:00 in Tokyo, and four hours of his own then.
        assertThat(later.text()).isEqualTo("Ask until Fri 05:00");
        Answer chosen = ana.post(issue + "/notes", "note", "Shall we?", "to", "kei", "checks", "1", "due_later", later.val());
        assertThat(chosen.page().select("input[name=due]").val()).isEqualTo("2026-11-06T05:00");
        assertThat(chosen.text(".verdict")).startsWith("Fair");
        Answer sent = ana.post(
                issue + "/notes", "note", "Shall we?", "to", "kei", "checks", "1", "knows", "kei", "due", "2026-11-06T05:00");
        assertThat(sent.status()).isEqualTo(303);
    }

    @Test
    void whoever_is_asked_can_be_replaced_by_their_delegate() {
        Answer chosen = ana.post(issue + "/notes", "note", "Shall we?", "to", "ravi", "checks", "1", "instead", "ravi:mia");
        assertThat(chosen.page().select("#asking input[name=to]").eachAttr("value")).containsExactly("mia");
        assertThat(count("ask")).isZero();
    }

    @Test
    void an_assignment_is_shown_once_more_and_can_be_passed_by_or_given_to_the_delegate() {
        String form = issue + "/assignees";
        Answer shown = ana.post(form, "assignees", "kei, ravi", "checks", "1");
        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.text(".capacity-notes")).contains(KEI).contains("Mia stands in.");
        assertThat(ana.get(issue).text("#main .facts, .facts")).doesNotContain("Kei");
        Answer swapped = ana.post(form, "assignees", "kei, ravi", "checks", "1", "knows", "kei", "instead", "ravi:mia");
        assertThat(swapped.status()).isEqualTo(303);
        assertThat(ana.get(issue).page().select("input[name=assignees]").val()).isEqualTo("kei, mia");
        // Who is assigned already is not warned of again.
        assertThat(ana.post(form, "assignees", "kei", "checks", "1").status()).isEqualTo(303);
        // Somebody without scripts and without the form's mark is simply taken at their word.
        assertThat(ana.post(form, "assignees", "ravi").status()).isEqualTo(303);
    }

    @Test
    void a_new_issue_says_it_before_it_is_opened() {
        long before = count("issuable");
        Answer shown = ana.post(
                "/halyard/handbook/-/issues", "title", "Ferries", "description", "As @ravi said", "assignees", "kei", "type", "issue",
                "checks", "1", "once", "key-2");
        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.page().select(".capacity-note")).hasSize(2);
        assertThat(shown.page().select("input[name=title]").val()).isEqualTo("Ferries");
        assertThat(count("issuable")).isEqualTo(before);
        Answer opened = ana.post(
                "/halyard/handbook/-/issues", "title", "Ferries", "description", "As @ravi said", "assignees", "kei", "type", "issue",
                "checks", "1", "knows", "kei", "knows", "ravi", "once", "key-2");
        assertThat(opened.status()).isEqualTo(303);
    }

    @Test
    void names_are_looked_up_while_they_are_typed_and_completed_with_what_is_known() {
        assertThat(ana.get("/halyard/handbook/-/capacity_notes?assignees=kei,nobody").text(".capacity-note")).startsWith(KEI);
        assertThat(ana.get("/halyard/handbook/-/capacity_notes?reviewers=mia").page().select(".capacity-note")).isEmpty();
        assertThat(ana.get("/-/writing/completions?sign=@&q=ke&project=" + company.handbook().id() + "&thing=" + thing()).body()).contains("at capacity until Fri 00:00");
    }

    @Test
    void a_reminder_waits_until_they_have_room_again() {
        String query = "thing=" + thing() + "&after=kei";
        assertThat(ana.get("/-/reminders/new?" + query).text("h1")).isEqualTo("Remind me when Kei has room again");
        assertThat(ana.post("/-/reminders?" + query).status()).isEqualTo(303);
        assertThat(jdbc.sql("select snoozed_until = '2026-11-06T00:00:00Z' from todo where kind = 'bookmark' and issuable_id = :thing")
                .param("thing", thing()).query(Boolean.class).single()).isTrue();
        assertThat(ana.post("/-/reminders?thing=" + thing() + "&after=gwen").status()).isEqualTo(409);
        assertThat(browser.as(company.gwen()).get("/-/reminders/new?" + query).status()).isEqualTo(404);
    }

    private long thing() {
        return jdbc.sql("select max(id) from issuable where iid = :iid")
                .param("iid", Long.valueOf(issue.substring(issue.lastIndexOf('/') + 1)))
                .query(Long.class)
                .single();
    }
}
