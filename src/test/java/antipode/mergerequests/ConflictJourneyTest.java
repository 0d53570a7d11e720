package antipode.mergerequests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.repositories.Edits;
import antipode.repositories.Files;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Ana settles in a real Chromium, by keyboard and pointer, what Kei changed on the same lines overnight, and merges it.
@AntipodeTest
class ConflictJourneyTest {

    private static final String PAGE = "# Fares\n\nAdults pay ten.\n\nDogs sail free.\n";

    private final Cast cast;
    private final Edits edits;
    private final Files files;
    private final MergeRequests requests;
    private final TestClock clock;
    @LocalServerPort int port;

    ConflictJourneyTest(Cast cast, Edits edits, Files files, MergeRequests requests, TestClock clock) {
        this.cast = cast;
        this.edits = edits;
        this.files = files;
        this.requests = requests;
        this.clock = clock;
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }

    @Test
    void a_conflict_is_settled_in_the_browser_and_merged() {
        clock.set(TestClock.START);
        var company = cast.arrive();
        var project = company.handbook();
        edits.commit(company.ana(), project, "main", null, "Begin", List.of(
                Edits.Action.create("fares.md", PAGE), Edits.Action.create("dogs.md", PAGE)), null);
        edits.commit(company.ana(), project, "dogs-pay", "main", "Let dogs pay", List.of(
                Edits.Action.update("fares.md", PAGE.replace("sail free", "pay two")), Edits.Action.update("dogs.md", PAGE.replace("sail free", "pay two"))), null);
        edits.commit(company.ana(), project, "main", null, "Keep dogs ashore", List.of(
                Edits.Action.update("fares.md", PAGE.replace("sail free", "stay ashore")), Edits.Action.update("dogs.md", PAGE.replace("sail free", "stay ashore"))), null);
        var request = requests.propose(company.ana(), project, Proposal.ready("dogs-pay", "main", "Let dogs pay", ""));
        try (var playwright = Playwright.create();
                Browser chromium = playwright.chromium().launch(
                        new BrowserType.LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium")).setHeadless(true))) {
            var context = chromium.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false));
            context.setDefaultTimeout(10_000);
            Page ana = context.newPage();
            ana.navigate(at("/-/sign-in"));
            ana.getByLabel("Username").fill("ana");
            ana.getByLabel("Password").fill(Cast.PASSWORD);
            ana.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true)).click();
            ana.navigate(at(request.path()));
            ana.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Settle the conflict")).click();
            var dogs = ana.locator("#file-0");
            dogs.getByLabel("From main").check();
            var fares = ana.locator("#file-1");
            fares.getByLabel("Write it myself").check();
            fares.locator("summary").last().click();
            fares.locator("textarea").fill(PAGE.replace("sail free", "pay two, or stay ashore"));
            ana.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Settle it")).click();
            assertThat(ana.locator(".notice-done")).containsText("It is settled");
            ana.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Merge").setExact(true)).click();
            assertThat(ana.locator(".state").first()).hasText("Merged");
        }
        assertThat(files.find(project.id(), "main", "fares.md").orElseThrow().text()).isEqualTo(PAGE.replace("sail free", "pay two, or stay ashore"));
        assertThat(files.find(project.id(), "main", "dogs.md").orElseThrow().text()).isEqualTo(PAGE.replace("sail free", "stay ashore"));
    }
}
