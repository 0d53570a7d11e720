package antipode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.people.Absence;
import antipode.people.Absences;
import antipode.projects.Area;
import antipode.projects.Delegates;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
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
    private final Playwright playwright = Playwright.create();
    private final Browser chromium = playwright.chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium")).setHeadless(true));

    @LocalServerPort
    private int port;

    private Cast.Company company;
    private Issue issue;

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
        company = cast.arrive();
        issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Who pays for weather?", "Nobody knows."), false);
        Absence absence = absences.state(company.ravi().id(), LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 20), "");
        delegates.state(absence, Area.EVERYTHING, company.mia().id());
    }

    @AfterAll
    void close() {
        chromium.close();
        playwright.close();
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }

    private Page as(String username) {
        var context = chromium.newContext();
        context.setDefaultTimeout(15_000);
        Page page = context.newPage();
        page.navigate(at("/-/sign-in"));
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(Cast.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true)).click();
        page.waitForURL(at("/"));
        return page;
    }

    @Test
    void full_by_one_tap_is_seen_before_an_assignment_and_the_delegate_is_taken() {
        Page kei = as("kei");
        kei.navigate(at(issue.path()));
        kei.locator("summary.self").click();
        kei.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("At capacity until tomorrow")).click();
        kei.waitForURL(at(issue.path()));
        assertThat(kei.locator(".notice-done")).containsText("Others see it now: at capacity until tomorrow 08:30");

        Page ana = as("ana");
        ana.navigate(at(issue.path()));
        var facts = ana.locator(".fact-change").first();
        facts.locator("summary").click();
        facts.locator("input[name=assignees]").click();
        facts.locator("input[name=assignees]").pressSequentially("kei, ravi");
        assertThat(facts.locator(".capacity-note")).hasCount(2);
        assertThat(facts.locator(".capacity-note").first()).containsText("Kei is at capacity until 23:30.");
        facts.getByRole(AriaRole.BUTTON, new com.microsoft.playwright.Locator.GetByRoleOptions().setName("Mia instead of Ravi")).click();
        ana.waitForURL(at(issue.path()));
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
