package antipode;

import static antipode.testing.Chromium.button;
import static antipode.testing.Chromium.link;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.database.Outbox;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Cast;
import antipode.testing.Chromium;
import antipode.testing.TestClock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.web.server.LocalServerPort;

/// How people say when they work and when they don't, in a real Chromium; Kei's and Mia's run no JavaScript. Each begins on a
/// Wednesday at 12:00 in Lisbon, where Ana is at work; it is 17:30 for Ravi in Bengaluru, and Kei and Mia sleep.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnTimeJourneyTest {

    private final Cast cast;
    private final ProjectMembers projectMembers;
    private final Issues issues;
    private final Asks asks;
    private final Outbox outbox;
    private final Schedules schedules;
    private final TestClock clock;

    @LocalServerPort
    private int port;

    private Cast.Company company;
    private Chromium chromium;
    private Page ana;
    private Page ravi;
    private Page kei;
    private Page mia;

    OwnTimeJourneyTest(
            Cast cast, ProjectMembers projectMembers, Issues issues, Asks asks, Outbox outbox, Schedules schedules, TestClock clock) {
        this.cast = cast;
        this.projectMembers = projectMembers;
        this.issues = issues;
        this.asks = asks;
        this.outbox = outbox;
        this.schedules = schedules;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        for (Actor actor : List.of(company.kei(), company.mia(), company.ravi())) {
            projectMembers.add(company.handbook(), Role.OWNER, actor.require(), Role.DEVELOPER, null);
        }
        chromium = new Chromium(port);
        ana = chromium.signedIn("ana", true);
        ravi = chromium.signedIn("ravi", true);
        kei = chromium.signedIn("kei", false);
        mia = chromium.signedIn("mia", false);
    }

    @BeforeEach
    void itIsWednesdayNoonInLisbon() {
        clock.set(TestClock.START);
    }

    @AfterAll
    void close() {
        chromium.close();
    }

    @Test
    void a_week_in_pieces_is_drawn_before_it_is_saved_and_a_journey_stands_ahead_for_everyone() {
        ravi.navigate(chromium.at("/-/settings/hours"));
        ravi.getByLabel("From", exactly()).fill("2026-11-16");
        ravi.getByLabel("Time zone").fill("Asia/Tokyo");
        ravi.getByLabel("Working hours").fill("Mon-Thu 08:00-12:00 15:00-18:00; Fri 08:00-13:00");
        ravi.getByLabel("Working hours").press("Tab");
        assertThat(ravi.locator("#week")).containsText("not saved yet");
        assertThat(ravi.locator("#week tr").filter(holding("Mon 16 Nov"))).containsText("08:00–12:00 and 15:00–18:00");
        assertThat(ravi.locator("#ahead")).not().containsText("Tokyo");
        ravi.getByLabel("Public holidays of").selectOption("JP");
        button(ravi, "Save").click();
        assertThat(ravi.locator(".notice-done")).containsText("It holds from Mon 16 Nov on.");
        assertThat(ravi.locator("#ahead tr").filter(holding("Mon 16 Nov"))).containsText("Tokyo");

        mia.navigate(chromium.at("/-/people/ravi"));
        assertThat(mia.locator(".facts").first()).containsText("From Mon 16 Nov");
        clock.set("2026-11-16T12:00:00Z");
        mia.reload();
        assertThat(mia.locator(".facts").first()).containsText("in Tokyo");
    }

    @Test
    void today_is_shifted_in_one_tap_and_whoever_waits_sees_it() {
        clock.set("2026-11-04T16:30:00Z");
        mia.navigate(chromium.at("/-/settings/hours"));
        button(mia, "2 h later").click();
        assertThat(mia.locator("#today")).containsText("11:00–19:00, for today only");
        ana.navigate(chromium.at("/-/people/mia"));
        assertThat(ana.locator("main")).containsText("11:00–19:00, for this day only");
        assertThat(ana.locator("main")).containsText("Next at work 19:00");
        button(mia, "As usual again").click();
        assertThat(mia.locator("#today")).containsText("09:00–17:00.");
        ana.reload();
        assertThat(ana.locator("main")).not().containsText("for this day only");
    }

    @Test
    void who_is_away_is_represented_and_finds_on_the_return_what_happened_and_may_take_it_back() {
        kei.navigate(chromium.at("/-/absences"));
        kei.getByLabel("First day").first().fill("2026-11-09");
        kei.getByLabel("Last day").first().fill("2026-11-13");
        kei.getByLabel("Note").first().fill("Walking in Shikoku");
        kei.getByLabel("First day").nth(1).fill("2026-12-24");
        kei.getByLabel("Who stands in for everything").fill("mia");
        kei.getByLabel("For this team or project").first().fill("halyard/handbook");
        kei.getByLabel("Who stands in there").first().fill("ravi");
        button(kei, "Tell it").click();
        assertThat(kei.locator(".notice-done")).containsText("All 2 are told");
        assertThat(kei.locator("#ahead")).containsText("Thu 24 Dec");
        ana.navigate(chromium.at("/-/people/kei"));
        assertThat(ana.locator("#absences")).containsText("Walking in Shikoku");
        assertThat(ana.locator("#absences")).containsText("Ravi for handbook");

        clock.set("2026-11-09T12:00:00Z");
        Issue fax = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Drop the fax gateway?", ""), false);
        Issue quay = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Which quay?", ""), false);
        ask(fax, "Does any quay still live by fax?", "close");
        Ask asked = ask(quay, "Is it the northern one?", null);
        ana.navigate(chromium.at(quay.path()));
        assertThat(ana.locator("#asks")).containsText("Ravi answers in their place");
        ravi.navigate(chromium.at(asked.path()));
        ravi.getByLabel("Your answer").fill("The northern one.");
        button(ravi, "Answer").click();
        assertThat(ravi.locator(".subline")).containsText("Answered");

        timePassesUntil("2026-11-12T12:00:00Z");
        ana.navigate(chromium.at(fax.path()));
        assertThat(ana.locator(".subline").first()).containsText("Closed");

        timePassesUntil("2026-11-15T23:30:00Z");
        kei.navigate(chromium.at("/"));
        link(kei, "What happened while you were away").click();
        assertThat(kei.locator("h1")).hasText("While you were away");
        assertThat(kei.locator("#answered")).containsText("Is it the northern one?");
        assertThat(kei.locator("#answered")).containsText("Ravi Krishnan");
        assertThat(kei.locator("#silent")).containsText("Drop the fax gateway?");
        link(kei, "Reopen it").click();
        kei.getByLabel("You were away. What would you have said?").fill("Two quays do, until March.");
        button(kei, "Take it back").click();
        assertThat(kei.locator("main")).containsText("Taken back");
        kei.navigate(chromium.at(fax.path()));
        assertThat(kei.locator(".subline").first()).containsText("Open");
        assertThat(kei.locator("main")).containsText("Two quays do, until March.");
        kei.navigate(chromium.at("/"));
        link(kei, "What happened while you were away").click();
        button(kei, "I have read it").click();
        assertThat(kei.locator(".absence-brief")).hasCount(0);
        kei.navigate(chromium.at("/-/absences"));
        assertThat(kei.locator("#past")).containsText("What happened");
    }

    private Ask ask(Issue issue, String question, @Nullable String effect) {
        return asks.ask(company.ana(), issue.header(), new Asks.Question(
                Ask.Kind.ANSWER, question, List.of(Cast.person(company.kei())), null, effect, ""), null);
    }

    private void timePassesUntil(String instant) {
        outbox.drain();
        clock.set(instant);
        schedules.runDue();
        outbox.drain();
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Locator.FilterOptions holding(String words) {
        return new Locator.FilterOptions().setHasText(words);
    }
}
