package antipode;

import static antipode.testing.Chromium.button;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import antipode.database.Outbox;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Cast;
import antipode.testing.Chromium;
import antipode.testing.TestClock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Asking, in a real Chromium. It begins on a Wednesday at 12:00 in Lisbon, 21:00 in Tokyo and 04:00 in San Francisco. Kei has had
/// four hours on Thursday 13:30 in Tokyo, 04:30 in Lisbon; of Support, which is Mia and Ravi, Mia first, on Wednesday 21:00 in
/// Lisbon. Kei's browser runs no JavaScript.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AskJourneyTest {

    private static final String ISSUE = "/halyard/handbook/-/issues/1";

    private final Cast cast;
    private final Namespaces namespaces;
    private final ProjectMembers projectMembers;
    private final Issues issues;
    private final Outbox outbox;
    private final Schedules schedules;
    private final TestClock clock;

    @LocalServerPort
    private int port;

    private Chromium chromium;
    private Page ana;
    private Page kei;

    AskJourneyTest(
            Cast cast, Namespaces namespaces, ProjectMembers projectMembers, Issues issues, Outbox outbox, Schedules schedules,
            TestClock clock) {
        this.cast = cast;
        this.namespaces = namespaces;
        this.projectMembers = projectMembers;
        this.issues = issues;
        this.outbox = outbox;
        this.schedules = schedules;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        clock.set(TestClock.START);
        Cast.Company company = cast.arrive();
        Namespace support = namespaces.createTeam(company.team(), "support", "Support", "");
        for (Actor one : List.of(company.mia(), company.ravi())) {
            projectMembers.putInTeam(support.id(), Role.OWNER, one.require(), Role.DEVELOPER, null);
        }
        issues.open(company.ana(), company.handbook(), Issues.Opening.of("Drop the fax gateway?", "It costs us a day a month."), false);
        chromium = new Chromium(port);
        ana = chromium.signedIn("ana", true);
        kei = chromium.signedIn("kei", false);
    }

    @AfterAll
    void close() {
        chromium.close();
    }

    @Test
    @Order(1)
    void ana_asks_kei_and_a_team_sees_whom_an_early_time_robs_and_takes_the_fair_one() {
        ana.navigate(chromium.at(ISSUE));
        ana.locator("#words").fill("Does any quay still live by fax?");
        ana.locator("#ask-add").fill("kei, halyard/support");
        ana.locator("#ask-add").press("Tab");
        assertThat(ana.locator(".bands")).containsText("Support");
        assertThat(ana.locator("#ask-due")).hasValue("2026-11-05T04:30");
        ana.locator("#ask-due").fill("2026-11-04T15:00");
        ana.locator("#ask-due").press("Tab");
        assertThat(ana.locator("#ask-verdict")).containsText("15:00 is Thu 00:00 for Kei and 07:00 for Support");
        assertThat(ana.locator("#ask-verdict")).containsText("Thu 04:30 is fair.");
        ana.locator("#ask-due").fill("2026-11-05T04:30");
        ana.locator("#ask-due").press("Tab");
        assertThat(ana.locator("#ask-verdict")).containsText("Fair: each has 4 h");
        ana.getByLabel("by then, I will").check();
        ana.locator("select[name=effect]").selectOption("close");
        ana.locator("#ask-deed").fill("close this and tell the operators");
        ana.locator("#send").click();
        assertThat(ana.locator("#asks")).containsText("Does any quay still live by fax?");
        assertThat(ana.locator(".event").filter(new Locator.FilterOptions().setHasText("asked")))
                .containsText("Kei and Support");
    }

    @Test
    @Order(2)
    void in_her_morning_kei_objects_on_the_page_of_the_ask_and_nothing_happens_by_itself() {
        timePassesUntil("2026-11-05T00:10:00Z");
        kei.navigate(chromium.at("/-/asks"));
        kei.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Does any quay still live by fax?")).click();
        assertThat(kei.locator(".lead")).containsText("Ana will “close this and tell the operators”");
        assertThat(kei.locator("#asked")).containsText("Thu 5 Nov, 13:30 in Tokyo");
        kei.getByLabel("Your answer").fill("Two quays do, until March.");
        button(kei, "Object, and stop it").click();
        assertThat(kei.locator(".lead")).containsText("It has ended: Kei objected.");

        timePassesUntil("2026-11-05T04:31:00Z");
        ana.navigate(chromium.at(ISSUE));
        assertThat(ana.locator(".subline").first()).containsText("Open");
        assertThat(ana.locator("main")).containsText("Two quays do, until March.");
        assertThat(ana.locator(".turn").first()).containsText("Your turn");
    }

    @Test
    @Order(3)
    void what_is_asked_about_a_comment_and_answered_by_nobody_happens_at_the_fair_time() {
        ana.navigate(chromium.at(ISSUE));
        ana.locator(".thread-deeds a").filter(new Locator.FilterOptions().setHasText(Pattern.compile("^Ask$"))).last().click();
        assertThat(ana.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).containsText("Ask about what Kei wrote");
        ana.getByLabel("Your question").fill("Shall we look again in March?");
        ana.locator("#ask-add").fill("kei");
        ana.locator("#ask-add").press("Tab");
        assertThat(ana.locator(".bands")).containsText("Kei");
        String due = ana.locator("#ask-due").inputValue();
        ana.getByLabel("by then, I will").check();
        ana.locator("#ask-deed").fill("write it down for March");
        ana.locator("#send").click();
        assertThat(ana.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Shall we look again in March?");
        assertThat(ana.locator(".lead")).containsText("you will “write it down for March”");

        timePassesUntil(due + ":00Z");
        ana.reload();
        assertThat(ana.locator(".subline")).containsText("Took effect");
        assertThat(ana.locator(".lead")).containsText("fair to Kei");
        ana.navigate(chromium.at(ISSUE));
        assertThat(ana.locator("main")).containsText("I will write it down for March.");
    }

    private void timePassesUntil(String instant) {
        outbox.drain();
        clock.set(instant);
        schedules.runDue();
        outbox.drain();
    }
}
