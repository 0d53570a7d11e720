package antipode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.people.Absence;
import antipode.people.Absences;
import antipode.projects.Area;
import antipode.projects.Delegates;
import antipode.testing.Cast;
import antipode.testing.Chromium;
import antipode.testing.TestClock;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Kei says in one tap that she is full; Ana sees it in a real Chromium before she assigns, and takes whoever stands in
/// for Ravi, who is away.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CapacityJourneyTest {

    private final Cast cast;
    private final Issues issues;
    private final Absences absences;
    private final Delegates delegates;
    private final TestClock clock;

    @LocalServerPort
    private int port;

    private Cast.Company company;
    private Issue issue;
    private Chromium chromium;

    CapacityJourneyTest(Cast cast, Issues issues, Absences absences, Delegates delegates, TestClock clock) {
        this.cast = cast;
        this.issues = issues;
        this.absences = absences;
        this.delegates = delegates;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        clock.set(TestClock.START);
        chromium = new Chromium(port);
        company = cast.arrive();
        issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Who pays for weather?", "Nobody knows."), false);
        Absence absence = absences.state(company.ravi().id(), LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 20), "");
        delegates.state(absence, Area.EVERYTHING, company.mia().id());
    }

    @AfterAll
    void close() {
        chromium.close();
    }

    @Test
    void full_by_one_tap_is_seen_before_an_assignment_and_the_delegate_is_taken() {
        Page kei = chromium.signedIn("kei", true);
        kei.navigate(chromium.at(issue.path()));
        kei.locator("summary.self").click();
        kei.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("At capacity until tomorrow")).click();
        kei.waitForURL(chromium.at(issue.path()));
        assertThat(kei.locator(".notice-done")).containsText("Others see it now: at capacity until tomorrow 08:30");

        Page ana = chromium.signedIn("ana", true);
        ana.navigate(chromium.at(issue.path()));
        var facts = ana.locator(".fact-change").first();
        facts.locator("summary").click();
        facts.locator("input[name=assignees]").click();
        facts.locator("input[name=assignees]").pressSequentially("kei, ravi");
        assertThat(facts.locator(".capacity-note")).hasCount(2);
        assertThat(facts.locator(".capacity-note").first()).containsText("Kei is at capacity until 23:30.");
        facts.getByRole(AriaRole.BUTTON, new com.microsoft.playwright.Locator.GetByRoleOptions().setName("Mia instead of Ravi")).click();
        ana.waitForURL(chromium.at(issue.path()));
        assertThat(ana.locator(".facts").first()).containsText("Kei Nakamura");
        assertThat(ana.locator(".facts").first()).containsText("Mia Chen");

        // In words, too, before they are sent.
        ana.locator("#words").click();
        ana.locator("#words").pressSequentially("@kei what do you think?");
        assertThat(ana.locator(".turning .capacity-note")).containsText("Kei is at capacity");

        kei.locator("summary.self").click();
        kei.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("I’m open")).click();
        assertThat(kei.locator(".notice-done")).containsText("Others see it now:");
        kei.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo")).click();
        assertThat(kei.locator(".capacity-now")).containsText("At capacity until tomorrow 08:30");
    }
}
