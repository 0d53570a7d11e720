package antipode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequests;
import antipode.mergerequests.Proposal;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.repositories.Edits;
import antipode.testing.Cast;
import antipode.testing.Chromium;
import antipode.testing.TestClock;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/// In a real Chromium: Kei reviews what Ana proposes without leaving the page, a suggestion among it, and sends it as one; Ana
/// applies it with a click.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewJourneyTest {

    private final Cast cast;
    private final MergeRequests requests;
    private final Edits edits;
    private final ProjectMembers members;
    private final TestClock clock;

    @LocalServerPort
    private int port;

    private Chromium chromium;
    private MergeRequest request;

    ReviewJourneyTest(Cast cast, MergeRequests requests, Edits edits, ProjectMembers members, TestClock clock) {
        this.cast = cast;
        this.requests = requests;
        this.edits = edits;
        this.members = members;
        this.clock = clock;
    }

    @BeforeAll
    void anaProposes() {
        clock.set(TestClock.START);
        Cast.Company company = cast.arrive();
        Actor kei = company.kei();
        members.putInTeam(company.team().id(), Role.OWNER, kei.require(), Role.DEVELOPER, null);
        String text = "# Timetables\n\nWhere they differ, paper wins.\n\nNobody argues.\n\nThe end.\n";
        edits.commit(company.ana(), company.handbook(), "main", null, "Write a page", List.of(Edits.Action.create("timetables.md", text)), null);
        edits.commit(company.ana(), company.handbook(), "no-print", "main", "Give up paper", List.of(
                Edits.Action.update("timetables.md", text.replace("paper", "the web"))), null);
        request = requests.propose(company.ana(), company.handbook(), Proposal.ready("no-print", "main", "Give up paper", "")
                .reviewedBy(List.of(Person.of(kei.require()))));
        chromium = new Chromium(port);
    }

    @AfterAll
    void close() {
        chromium.close();
    }

    @Test
    void a_review_with_a_suggestion_is_gathered_sent_and_applied() {
        Page kei = chromium.signedIn("kei", true);
        kei.navigate(chromium.at(request.path()));
        kei.locator(".diff-block:has(ins) a[data-comment]").click();
        assertThat(kei.locator(".diff-block form.line-comment textarea")).isFocused();
        kei.locator("form.line-comment textarea").fill("At four quays there is no signal.");
        Chromium.button(kei, "Suggest other words for this line").click();
        String field = kei.locator("form.line-comment textarea").inputValue();
        kei.locator("form.line-comment textarea").fill(field.replace("the web wins.", "the web wins, but for four quays."));
        Chromium.button(kei, "Add to my review").click();
        assertThat(kei.locator(".diff-block .draft-note")).containsText("At four quays there is no signal.");
        kei.locator("#review-note").fill("One thing.");
        kei.getByLabel("Approve this version").check();
        Chromium.button(kei, "Send your review").click();
        assertThat(kei.locator(".draft-note")).hasCount(0);
        assertThat(kei.locator(".diff-block .diff-thread .suggestion ins")).containsText("but for four quays");

        Page ana = chromium.signedIn("ana", true);
        ana.navigate(chromium.at(request.path()));
        ana.keyboard().press("n");
        assertThat(ana.locator("[data-unresolved]")).isFocused();
        Chromium.button(ana, "Apply suggestion").click();
        assertThat(ana.locator(".notice-done")).containsText("Applied, as commit");
        ana.navigate(chromium.at(request.path() + "?from=base"));
        assertThat(ana.locator(".changes ins").first()).containsText("the web");
        assertThat(ana.locator(".changes")).containsText("but for four quays");
    }
}
