package antipode;

import static antipode.testing.Chromium.button;
import static antipode.testing.Chromium.link;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What one does all day, in a real Chromium: hand on, decide, tick off, go through one's list, read elsewhere. Kei's and
/// Mia's browsers run no JavaScript. Each begins on a Wednesday at 12:00 in Lisbon, where Ana is at work; it is 17:30 for
/// Ravi in Bengaluru, who goes home in half an hour, and 21:00 for Kei in Tokyo and 04:00 for Mia in San Francisco.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkingDayJourneyTest {

    private final Cast cast;
    private final ProjectMembers projectMembers;
    private final Issues issues;
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

    WorkingDayJourneyTest(
            Cast cast, ProjectMembers projectMembers, Issues issues, Outbox outbox, Schedules schedules, TestClock clock) {
        this.cast = cast;
        this.projectMembers = projectMembers;
        this.issues = issues;
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
    void what_cannot_wait_is_handed_on_as_the_world_turns_and_taken_over_while_its_holder_sleeps() {
        Issue issue = open(company.ravi(), "Double charge on split bookings", "Three were charged twice.");
        ravi.navigate(chromium.at(issue.path()));
        link(ravi, "Hand it on").click();
        ravi.locator(".candidate").filter(new Locator.FilterOptions().setHasText("Kei Nakamura")).locator("input[type=radio]").check();
        ravi.getByLabel("Done").fill("The cause is fixed.");
        ravi.getByLabel("Next step").fill("Refund the three by hand.");
        button(ravi, "Offer it").click();
        assertThat(ravi.locator("#handoff")).containsText("You have offered this to Kei Nakamura");

        clock.set("2026-11-04T23:45:00Z");
        kei.navigate(chromium.at("/"));
        assertThat(kei.locator("#turn")).containsText("Double charge on split bookings");
        kei.navigate(chromium.at(issue.path()));
        kei.getByText("Ask back first").click();
        kei.getByLabel("What do you need to know before you take it?").fill("Card or voucher?");
        button(kei, "Ask Ravi").click();
        assertThat(kei.locator(".notice-done")).containsText("Ravi keeps it until you accept.");

        clock.set("2026-11-05T04:45:00Z");
        ravi.navigate(chromium.at(issue.path()));
        assertThat(ravi.locator("#handoff")).containsText("“Card or voucher?”");
        ravi.getByLabel("Your answer").fill("Card.");
        button(ravi, "Answer and offer it to Kei again").click();
        assertThat(ravi.locator(".notice-done")).hasText("Answered, and offered again.");

        clock.set("2026-11-05T05:30:00Z");
        kei.navigate(chromium.at(issue.path()));
        button(kei, "Accept: I take it from here").click();
        assertThat(kei.locator(".turn").first()).containsText("Your turn");

        clock.set("2026-11-05T17:30:00Z");
        mia.navigate(chromium.at(issue.path()));
        assertThat(mia.locator(".turn").first()).containsText("Kei’s turn");
        button(mia, "take over").click();
        assertThat(mia.locator(".turn").first()).containsText("Your turn");
        assertThat(mia.locator("#chain .chain-names li")).hasText(new String[] {"Ravi Kolkata", "Kei Tokyo", "Mia Los Angeles"});
        assertThat(mia.locator("#chain .chain-picture")).isVisible();
        assertThat(mia.locator(".facts")).containsText("Mia Chen");

        clock.set("2026-11-06T00:00:00Z");
        kei.navigate(chromium.at("/-/todos"));
        assertThat(kei.locator(".rows")).containsText("Double charge on split bookings");
    }

    @Test
    void a_decision_is_taken_through_its_door_and_its_successor_shows_at_both_ends() {
        kei.navigate(chromium.at("/halyard/handbook/-/issues/new?type=decision"));
        kei.getByLabel("Title").fill("Refund flat or by leg?");
        kei.locator("#option_0").fill("Flat");
        kei.locator("#option_1").fill("By leg");
        kei.locator("#question_0").fill("What does it cost in October?");
        kei.locator("form.issue-form .filled").last().click();
        assertThat(kei.locator(".state").first()).hasText("Proposed");
        assertThat(kei.locator(".comment").first()).containsText("What does it cost in October?");
        String older = kei.url();
        kei.getByLabel("Flat", new Page.GetByLabelOptions().setExact(true)).check();
        kei.locator("#decide-because").fill("It is one line.");
        button(kei, "Decide").click();
        assertThat(kei.locator("#decision h2")).hasText("Flat");

        ana.navigate(chromium.at("/halyard/handbook/-/issues/new?type=decision"));
        ana.getByLabel("Title").fill("Refund by leg after all");
        ana.locator("#option_0").fill("By leg");
        ana.getByLabel("A one-way door").check();
        ana.locator("#door_reason").fill("The tariff is printed.");
        ana.locator("#supersedes").fill(older.replaceAll("[#?].*", ""));
        ana.locator("form.issue-form .filled").last().click();
        assertThat(ana.locator("#door")).containsText("One-way door");
        assertThat(ana.locator(".succession")).containsText("Refund flat or by leg?");
        String newer = ana.url();
        assertThat(button(ana, "Decide")).isDisabled();
        assertThat(ana.locator("#not-yet")).containsText("A one-way door needs a comment window");

        button(ana, "Make it a two-way door again").click();
        assertThat(ana.locator("#door")).containsText("Two-way door");
        ana.getByLabel("By leg", new Page.GetByLabelOptions().setExact(true)).check();
        ana.locator("#decide-because").fill("Flat overpaid.");
        button(ana, "Decide").click();
        assertThat(ana.locator("#decision h2")).hasText("By leg");

        kei.navigate(older);
        assertThat(kei.locator(".state").first()).hasText("Superseded");
        assertThat(kei.locator(".notice")).containsText("Refund by leg after all");
        assertThat(kei.locator(".event").last()).containsText("superseded this by");
        kei.locator(".succession a").click();
        assertThat(kei).hasURL(newer);
    }

    @Test
    void tasks_are_ticked_at_a_click_and_without_javascript_by_a_button() {
        Issue issue = open(company.kei(), "Open the season", "- [ ] Print the tariff\n- [ ] Wake the ferry\n");
        ana.navigate(chromium.at(issue.path()));
        assertThat(ana.locator(".subline").last()).containsText("0 of 2 done");
        ana.locator(".issue-words input.task").first().check();
        assertThat(ana.locator(".subline").last()).containsText("1 of 2 done");
        assertThat(button(ana, "Save the ticks")).isHidden();

        kei.navigate(chromium.at(issue.path()));
        assertThat(kei.locator(".issue-words input.task").first()).isChecked();
        kei.locator(".issue-words input.task").last().check();
        button(kei, "Save the ticks").click();
        assertThat(kei.locator(".subline").last()).containsText("2 of 2 done");
        assertThat(kei.locator(".event").last()).containsText("marked the task “Wake the ferry” as completed");
    }

    @Test
    void one_goes_through_ones_list_by_keys_alone() {
        open(company.kei(), "Flat refunds", "Is it enough, @ana?");
        clock.set("2026-11-04T12:01:00Z");
        open(company.kei(), "Quay codes", "Which one, @ana?");
        open(company.kei(), "For the record", "Thanks, @ana.");
        outbox.drain();
        ana.navigate(chromium.at("/-/todos"));
        Locator titles = ana.locator(".row-title");
        assertThat(titles).hasText(new String[] {"Flat refunds", "Quay codes", "For the record"});
        ana.keyboard().press("j");
        ana.keyboard().press("j");
        assertThat(titles.nth(1).locator("a")).isFocused();
        ana.keyboard().press("k");
        assertThat(titles.first().locator("a")).isFocused();
        ana.keyboard().press("e");
        assertThat(titles).hasText(new String[] {"Quay codes", "For the record"});
        assertThat(titles.first().locator("a")).isFocused();
        ana.keyboard().press("u");
        assertThat(titles).hasCount(3);

        ana.keyboard().press("j");
        ana.keyboard().press("j");
        ana.keyboard().press("h");
        assertThat(ana.locator("details.snooze[open] button").first()).isFocused();
        ana.keyboard().press("Enter");
        assertThat(titles).hasText(new String[] {"Flat refunds", "For the record"});
        ana.keyboard().press("Shift+Escape");
        assertThat(titles).hasText(new String[] {"Flat refunds"});
        ana.keyboard().press("u");
        assertThat(titles).hasText(new String[] {"Flat refunds", "For the record"});

        ana.keyboard().press("?");
        assertThat(ana.locator("dialog[open]")).containsText("clear the news");
        ana.keyboard().press("Escape");
        assertThat(ana.locator("dialog")).hasCount(0);

        button(ana, "Done for today").click();
        assertThat(ana.locator("#day-end")).containsText("You hear nothing until tomorrow 09:00");
        button(ana, "Go on after all").click();
        assertThat(ana.locator("#day-end")).containsText("You would hear nothing");
    }

    @Test
    void whose_turn_it_is_after_a_reply_is_said_also_without_javascript() {
        Issue issue = open(company.ana(), "Which quay?", "");
        ana.navigate(chromium.at(issue.path()));
        ana.locator("#words").fill("The northern one.");
        ana.locator("#send").click();
        assertThat(ana.locator(".comment")).hasCount(1);
        kei.navigate(chromium.at(issue.path()));
        kei.locator("details.reply summary").click();
        kei.getByLabel("Your reply to Ana").fill("Noted.");
        kei.getByLabel("Whose turn it is then").fill("mia");
        button(kei, "Reply").click();
        assertThat(kei.locator(".turn").first()).containsText("Mia’s turn");
        kei.navigate(chromium.at("/-/keys"));
        assertThat(kei.locator("#keys")).containsText("clear the news");
    }

    @Test
    void a_list_is_read_elsewhere_without_signing_in_until_its_address_is_revoked() {
        open(company.kei(), "Rain on the quay", "");
        mia.navigate(chromium.at("/halyard/handbook/-/issues"));
        mia.locator("details.subscribe summary").click();
        button(mia, "In a feed reader").click();
        String address = mia.locator("#feed-address").inputValue();
        try (BrowserContext reader = chromium.stranger()) {
            APIResponse read = reader.request().get(address);
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.headers().get("content-type")).startsWith("application/atom+xml");
            assertThat(read.text()).contains("Rain on the quay");
            assertThat(reader.request().get(chromium.at("/halyard/handbook/-/issues.atom")).text()).doesNotContain("Rain on the quay");

            mia.navigate(chromium.at("/-/settings/feeds"));
            assertThat(mia.locator(".rows")).containsText("last read");
            mia.getByLabel(Pattern.compile("Revoke Open issues")).click();
            assertThat(mia.locator("main")).containsText("None.");
            assertThat(reader.request().get(address).status()).isEqualTo(401);
        }
    }

    private Issue open(Actor actor, String title, String words) {
        return issues.open(actor, company.handbook(), Issues.Opening.of(title, words), false);
    }
}
