package antipode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import antipode.database.Outbox;
import antipode.git.Git;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.mail.Letters;
import antipode.mail.Sent;
import antipode.people.Actor;
import antipode.people.Tokens;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The main job from end to end, in a real Chromium: Ana proposes a change while Kei and Mia sleep; Kei answers in her
/// morning, Mia stays silent, and at the time that was fair to both it merges. Ana's browser runs no JavaScript.
///
/// It begins on a Wednesday at 12:00 in Lisbon, 21:00 in Tokyo and 04:00 in San Francisco. Kei has had four hours at
/// Thursday 13:30 in Tokyo, which is 04:30 in Lisbon, and Mia long before.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JourneyTest {

    private static final String TITLE = "Say who pays when a storm cancels a sailing";
    private static final String OLD = "When the harbour closes for weather there is no refund.";
    private static final String NEW = "When the harbour closes for weather the unused leg is refunded.";

    private final Cast cast;
    private final ProjectMembers projectMembers;
    private final Tokens tokens;
    private final Issues issues;
    private final Outbox outbox;
    private final Schedules schedules;
    private final Letters letters;
    private final TestClock clock;
    private final Playwright playwright = Playwright.create();
    private final Browser chromium = playwright.chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium")).setHeadless(true));

    @TempDir
    private static Path folder;

    @LocalServerPort
    private int port;

    private Cast.Company company;
    private Page ana;
    private Page kei;
    private Git git;

    JourneyTest(
            Cast cast, ProjectMembers projectMembers, Tokens tokens, Issues issues, Outbox outbox, Schedules schedules,
            Letters letters, TestClock clock) {
        this.cast = cast;
        this.projectMembers = projectMembers;
        this.tokens = tokens;
        this.issues = issues;
        this.outbox = outbox;
        this.schedules = schedules;
        this.letters = letters;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        for (Actor actor : List.of(company.kei(), company.mia())) {
            projectMembers.add(company.handbook(), Role.OWNER, actor.require(), Role.DEVELOPER, null);
        }
        issues.open(company.ana(), company.handbook(), Issues.Opening.of("Who pays for weather?", "Nobody knows."), false);
        ana = signedIn("ana", false);
        kei = signedIn("kei", true);
    }

    @AfterAll
    void close() {
        chromium.close();
        playwright.close();
    }

    @Test
    @Order(1)
    void a_handbook_pushed_with_git_is_at_once_readable() {
        String token = tokens.create(company.ana().id(), "git", List.of("write_repository"), null).text();
        git = Git.begin(folder.resolve("handbook"));
        git.write("README.md", "# Halyard\n\nBegin with [refunds](customers/refunds.md).\n")
                .write("customers/refunds.md", "# Refunds\n\n## Paying\n\nFares are paid when a seat is booked.\n\n## Weather\n\n" + OLD
                        + "\n\n| Fare | Refund |\n| --- | --- |\n| Basic | none |\n\n```yaml\nrefund: none\n```\n")
                .commit("Begin the handbook");
        git.run("remote", "add", "origin", "http://ana:" + token + "@localhost:" + port + "/halyard/handbook.git");
        git.run("push", "-q", "origin", "main");
        outbox.drain();

        ana.navigate(at("/halyard/handbook/-/handbook"));
        ana.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("refunds").setExact(true)).click();
        assertThat(ana.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Refunds");
        assertThat(ana.getByRole(AriaRole.TABLE)).containsText("Basic");
        assertThat(ana.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("On this page"))).containsText("Weather");
    }

    @Test
    @Order(2)
    void ana_edits_the_page_and_has_a_draft_through_a_two_way_door_in_one_step() {
        ana.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Edit this page")).click();
        Locator source = ana.getByLabel("The page, in Markdown");
        source.fill(source.inputValue().replace(OLD, NEW));
        ana.getByLabel("What changes").fill(TITLE);
        ana.getByLabel("Why").fill("Support was asked twice last week. Closes #1");
        button(ana, "Propose as a draft").click();

        assertThat(ana.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText(TITLE);
        assertThat(ana.locator("ins").first()).containsText("unused leg");
        assertThat(ana.locator("main")).containsText("Two-way door");
        assertThat(ana.locator("main")).containsText("Ana Ferreira");
    }

    @Test
    @Order(3)
    void before_she_asks_the_form_tells_when_each_is_next_at_work_and_what_is_fair() {
        ana.locator("#words").fill("Kei, Mia: is refunding the unused leg enough?");
        ana.locator("#ask-add").fill("kei, mia");
        ana.locator(".composer .cluster button[name=check]").click();

        assertThat(ana.locator("#words")).hasValue("Kei, Mia: is refunding the unused leg enough?");
        assertThat(ana.locator(".bands")).containsText("from 23:30");
        assertThat(ana.locator(".bands")).containsText("from 17:00");
        assertThat(ana.locator("#ask-due")).hasValue("2026-11-05T04:30");
        assertThat(ana.locator("#ask-verdict")).containsText("Fair");

        ana.getByLabel("by then, I will").check();
        ana.locator("select[name=effect]").selectOption("merge");
        ana.locator("#ask-deed").fill("merge it");
        ana.locator("#send").click();
        assertThat(ana.locator(".event").filter(new Locator.FilterOptions().setHasText("asked"))).containsText("Kei and Mia");
        button(ana, "Mark as ready").click();
        assertThat(ana.locator("#door")).containsText("Two-way door");
    }

    @Test
    @Order(4)
    void kei_sleeps_undisturbed_though_it_is_on_her_list_and_her_day_begins_with_one_letter() {
        timePassesUntil("2026-11-04T23:29:59Z");
        assertThat(lettersTo("kei")).isEmpty();
        kei.navigate(at("/"));
        assertThat(kei.locator("main")).containsText(TITLE);

        timePassesUntil("2026-11-04T23:30:00Z");
        timePassesUntil("2026-11-04T23:31:00Z");
        assertThat(lettersTo("kei")).singleElement().satisfies(letter ->
                assertThat(letter.text()).contains(TITLE, "is refunding the unused leg enough?"));
        ana.navigate(at("/-/admin/mail"));
        assertThat(ana.locator("main")).containsText("Kei Nakamura");
    }

    @Test
    @Order(5)
    void kei_answers_the_turn_passes_to_ana_and_ana_answers_with_another_commit() {
        kei.navigate(at("/"));
        kei.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(TITLE)).first().click();
        kei.locator("#words").fill("Enough. Please say when it is paid.");
        kei.locator("#send").click();
        assertThat(kei.locator(".comment").last()).containsText("Please say when it is paid.");

        ana.navigate(at("/halyard/handbook/-/merge_requests/1"));
        assertThat(ana.locator(".turn").first()).containsText("Your turn");
        git.run("fetch", "-q", "origin");
        String branch = git.run("branch", "-r").lines().map(String::strip).filter(name -> name.contains("ana")).findFirst().orElseThrow();
        git.run("checkout", "-q", "-b", branch.substring("origin/".length()), branch);
        git.write("customers/refunds.md", git.run("show", "HEAD:customers/refunds.md").replace(NEW, NEW + " It is paid within a day.") + "\n")
                .commit("Say when it is paid");
        git.run("push", "-q", "origin", "HEAD");
        outbox.drain();
        ana.reload();
        assertThat(ana.locator("main")).containsText("pushed 1 commit");
        assertThat(ana.locator("ins").filter(new Locator.FilterOptions().setHasText("within a day"))).not().hasCount(0);
    }

    @Test
    @Order(6)
    void mia_stays_silent_and_at_the_fair_time_and_not_earlier_it_merges_and_closes_the_issue() {
        timePassesUntil("2026-11-05T04:29:59Z");
        ana.navigate(at("/halyard/handbook/-/merge_requests/1"));
        assertThat(ana.locator(".subline")).not().containsText("Merged");

        timePassesUntil("2026-11-05T04:30:00Z");
        timePassesUntil("2026-11-05T04:40:00Z");
        ana.reload();
        assertThat(ana.locator(".subline")).containsText("Merged");
        assertThat(ana.locator(".event").filter(new Locator.FilterOptions().setHasText("nobody objected to"))).hasCount(1);
        assertThat(git.run("ls-remote", "origin", "main")).isNotEmpty();
        ana.navigate(at("/halyard/handbook/-/issues/1"));
        assertThat(ana.locator(".subline")).containsText("Closed");
        assertThat(ana.locator("main")).containsText("!1");
    }

    @Test
    @Order(7)
    void the_paragraph_tells_who_when_in_which_merge_request_and_behind_which_issue() {
        kei.navigate(at("/halyard/handbook/-/handbook/customers/refunds.md"));
        assertThat(kei.locator("main")).containsText("It is paid within a day.");
        ana.navigate(at("/halyard/handbook/-/handbook/customers/refunds.md?why=9-9"));
        Locator why = ana.locator(".why");
        assertThat(why).containsText("Ana Ferreira");
        assertThat(why).containsText(TITLE);
        assertThat(why).containsText("Who pays for weather?");
    }

    @Test
    @Order(8)
    void one_click_takes_it_back() {
        ana.navigate(at("/halyard/handbook/-/merge_requests/1"));
        button(ana, "Revert").click();
        assertThat(ana.locator(".notice-done")).containsText("It is taken back, by");
        assertThat(ana.locator("main")).containsText("Its revert is");
        kei.navigate(at("/halyard/handbook/-/handbook/customers/refunds.md"));
        assertThat(kei.locator("main")).not().containsText("It is paid within a day.");
    }

    private void timePassesUntil(String instant) {
        outbox.drain();
        clock.set(instant);
        schedules.runDue();
        outbox.drain();
    }

    private List<Sent> lettersTo(String username) {
        return letters.newest(0, 100).stream()
                .filter(letter -> letter.toAddress().equals(username + "@halyard.example"))
                .toList();
    }

    private Page signedIn(String username, boolean javaScript) {
        BrowserContext context = chromium.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(javaScript));
        Page page = context.newPage();
        page.navigate(at("/-/sign-in"));
        page.getByLabel("Username or mail address").fill(username);
        page.getByLabel("Password").fill(Cast.PASSWORD);
        button(page, "Sign in").click();
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.locator("main").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }
}
