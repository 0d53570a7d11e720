package antipode;

import static antipode.testing.Chromium.button;
import static antipode.testing.Chromium.link;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Cast;
import antipode.testing.Chromium;
import antipode.testing.TestClock;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Writing;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/// How people find the hours they share, in a real Chromium; Ravi's runs no JavaScript. It is Wednesday, 12:00 in Lisbon, where
/// Ana is at work; Ravi in Bengaluru goes home in half an hour, Kei has gone, Mia sleeps.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TogetherJourneyTest {

    private final Cast cast;
    private final ProjectMembers memberships;
    private final Issues issues;
    private final Comments comments;
    private final Schedules schedules;
    private final TestClock clock;

    @LocalServerPort
    private int port;

    private Cast.Company company;
    private Chromium chromium;
    private Page ana;
    private Page ravi;

    TogetherJourneyTest(
            Cast cast, ProjectMembers memberships, Issues issues, Comments comments, Schedules schedules, TestClock clock) {
        this.cast = cast;
        this.memberships = memberships;
        this.issues = issues;
        this.comments = comments;
        this.schedules = schedules;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        for (Actor actor : List.of(company.ana(), company.kei(), company.mia(), company.ravi())) {
            memberships.putInTeam(company.team().id(), Role.OWNER, actor.require(), Role.OWNER, null);
        }
        chromium = new Chromium(port);
        ana = chromium.signedIn("ana", true);
        ravi = chromium.signedIn("ravi", false);
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
    void a_teams_day_shows_who_shares_which_hours_and_what_somebody_more_would_change() {
        ravi.navigate(chromium.at("/halyard"));
        link(ravi, "The team’s day").click();
        assertThat(ravi.locator("h1")).hasText("Halyard around the world");
        assertThat(ravi.locator(".world-rows > li")).hasCount(4);
        ravi.getByLabel("Ana", new Page.GetByLabelOptions().setExact(true)).check();
        ravi.getByLabel("Ravi", new Page.GetByLabelOptions().setExact(true)).check();
        button(ravi, "Show what the ticked share").click();
        assertThat(ravi.locator(".world-words")).containsText("Ravi and Ana share 3 h: 15:00–18:00, your time.");
        ravi.getByText("The same as a table").click();
        Locator table = ravi.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Wed 4 Nov, in Kolkata time"));
        assertThat(table.getByRole(AriaRole.ROWHEADER)).hasText(new String[] {"Kei Nakamura", "Ravi Krishnan", "Ana Ferreira", "Mia Chen"});
        assertThat(table.getByRole(AriaRole.ROW).nth(2)).containsText("10:00–14:00 and 15:00–18:00");
        assertThat(ravi.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("Ravi: at work 10:00–14:00 and 15:00–18:00"))).isVisible();
        link(ravi, "The day after").click();
        assertThat(ravi.locator(".world-day")).containsText("Thu 5 Nov, your day in Kolkata");
        ravi.getByLabel("Zone").fill("America/Sao_Paulo");
        ravi.getByLabel("Hours", new Page.GetByLabelOptions().setExact(true)).fill("Mon-Fri 09:00-14:00");
        button(ravi, "See the difference").click();
        assertThat(ravi.locator(".world-hiring")).containsText("23 h");
        assertThat(ravi.locator(".world-rows > li")).hasCount(5);
        // Not a word of it is cut off on a telephone.
        ana.setViewportSize(390, 844);
        ana.navigate(chromium.at("/halyard/-/world"));
        org.assertj.core.api.Assertions.assertThat((Integer) ana.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        ana.setViewportSize(1280, 800);
        ana.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(ana.locator(".world-rows .band").first()).isVisible();
        assertThat(ana.locator("#hire")).isHidden();
        assertThat(button(ana, "Show what the ticked share")).isHidden();
        ana.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    @Test
    void who_has_gone_three_rounds_talks_and_says_what_came_out_of_it() {
        Issue issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Who pays for the storm?", "Flat or by the mile?"), false);
        Comment first = comments.write(company.ana(), issue.header(), Writing.of("Flat."));
        for (int i = 0; i < 5; i++) {
            comments.write(i % 2 == 0 ? company.ravi() : company.ana(), issue.header(), new Writing("No, since " + i + ".", first.id(), null));
        }
        ravi.navigate(chromium.at(issue.path()));
        assertThat(ravi.locator(".talk")).containsText("You and Ana have gone three rounds here.");
        ana.navigate(chromium.at(issue.path()));
        ana.locator(".talk button").filter(new Locator.FilterOptions().setHasText("Propose a call, tomorrow 09:30")).click();
        assertThat(ana.locator(".talk-line")).containsText("Ana and Ravi talk about this tomorrow 09:30");
        ravi.navigate(chromium.at(issue.path()));
        assertThat(ravi.locator(".thread")).containsText("Thu 5 Nov, 15:00, for half an hour");

        clock.set("2026-11-05T10:00:00Z");
        schedules.runDue();
        ana.navigate(chromium.at("/"));
        assertThat(ana.locator("#turn")).containsText("What came out of the call?");
        ana.navigate(chromium.at(issue.path()));
        ana.getByLabel("What came out of the call?").fill("Flat until June, then we count.");
        button(ana, "Write it into the thread").click();
        assertThat(ana.locator(".thread")).containsText("Flat until June, then we count.");
        ana.navigate(chromium.at("/"));
        assertThat(ana.locator("main")).not().containsText("What came out of the call?");
    }
}
