package antipode.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.decisions.Decision;
import antipode.decisions.DecisionDraft;
import antipode.decisions.Decisions;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.mergerequests.MergeRequestMerges;
import antipode.mergerequests.MergeRequests;
import antipode.mergerequests.Proposal;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.repositories.Edits;
import antipode.repositories.Edits.Action;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Pages and the decisions behind them, each shown at the other.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageDecisionsTest {

    private final Cast cast;
    private final Browser browser;
    private final Decisions decisions;
    private final Issues issues;
    private final MergeRequests requests;
    private final MergeRequestMerges merges;
    private final Edits edits;
    private final Outbox outbox;
    private Cast.Company company;
    private Project secret;
    private Tab ana;
    private Tab kei;

    PageDecisionsTest(
            Cast cast,
            Browser browser,
            Decisions decisions,
            Issues issues,
            MergeRequests requests,
            MergeRequestMerges merges,
            Edits edits,
            Outbox outbox) {
        this.cast = cast;
        this.browser = browser;
        this.decisions = decisions;
        this.issues = issues;
        this.requests = requests;
        this.merges = merges;
        this.edits = edits;
        this.outbox = outbox;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        secret = cast.project(company.ana(), company.team(), "secret", Visibility.PRIVATE);
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
        commit(company.handbook(), "main", null, Action.create("README.md", "# Halyard\n"));
    }

    @Test
    void beside_a_decision_stand_the_pages_that_cite_it_and_below_which_heading() {
        Decision decision = decided("No print after winter", "Web only");
        String number = decision.header().reference();
        commit(
                company.handbook(), "main", null,
                Action.create("short.md", "# Timetables\n\nAs ever.\n\n## Paper\n\nIt ends in February, see " + number + ".\n"),
                Action.create("whole.md", "# Posters\n\nDecided in halyard/handbook" + number + ".\n"),
                Action.create("linked.md", "# Quays\n\n[Why](" + decision.header().path() + ") there is none.\n"),
                Action.create("other.md", "# Other\n\nNothing of it.\n"));
        Answer read = kei.get(decision.header().path());
        assertThat(read.page().select("#citing-pages li").eachText()).containsExactly("Posters", "Quays", "Timetables § Paper");
        assertThat(read.page().select("#citing-pages a").last().attr("href")).isEqualTo("/halyard/handbook/-/handbook/short.md#user-content-paper");
        commit(company.handbook(), "main", null, Action.update("short.md", "# Timetables\n\nAs ever.\n"));
        assertThat(kei.get(decision.header().path()).page().select("#citing-pages li").eachText()).containsExactly("Posters", "Quays");
        assertThat(kei.get("/halyard/handbook/-/handbook/whole.md").text(".page-decisions")).contains("No print after winter").contains("Decided");
        assertThat(kei.get("/halyard/handbook/-/handbook/other.md").text(".page-decisions"))
                .isEqualTo("Decisions No decision mentions this page yet. Link one, or write the first.");
    }

    @Test
    void why_a_paragraph_stands_there_tells_of_a_decision_that_only_the_issue_behind_it_names() {
        Decision decision = decided("Dogs sail below", "Below");
        Issue behind = issues.open(company.ana(), company.handbook(), Issues.Opening.of(
                "Nobody knows where dogs sail", "As decided in " + decision.header().reference() + "."), false);
        edits.commit(company.ana(), company.handbook(), "main", null, "Say where dogs sail\n\nFor " + behind.header().reference(),
                List.of(Action.create("dogs.md", "# Dogs\n\nThey sail below.\n")), null);
        outbox.drain();
        assertThat(kei.get("/halyard/handbook/-/handbook/dogs.md?why=3-3").text(".why")).contains(
                "Nobody knows where dogs sail", "Dogs sail below", "Decided Below", "it stands behind issue " + behind.header().reference());
    }

    @Test
    void a_page_that_one_may_not_read_is_not_told_and_neither_is_a_decision() {
        Decision decision = decided("Open to all", "Yes");
        commit(secret, "main", null, Action.create("plans.md", "# Plans\n\nSee halyard/handbook" + decision.header().reference() + ".\n"));
        assertThat(ana.get(decision.header().path()).text("#citing-pages")).contains("Plans");
        assertThat(kei.get(decision.header().path()).body()).doesNotContain("Plans");
        Decision hidden = decisions.propose(
                company.ana(), secret,
                Issues.Opening.of("Hidden", "About [it](/halyard/handbook/-/handbook/README.md)."), DecisionDraft.EMPTY);
        assertThat(ana.get("/halyard/handbook/-/handbook/README.md").text(".page-decisions")).contains("Hidden");
        assertThat(kei.get("/halyard/handbook/-/handbook/README.md").body()).doesNotContain("Hidden");
        assertThat(kei.get(hidden.header().path()).status()).isEqualTo(404);
    }

    @Test
    void the_paragraph_names_the_decision_behind_it_with_what_was_chosen_and_why() {
        Decision decision = decided("Flat refunds", "Refund it flat");
        commit(company.handbook(), "flat", "main", Action.create("flat.md", "# Refunds\n\nThe full fare.\n"));
        var request = requests.propose(
                company.ana(), company.handbook(),
                Proposal.ready("flat", "main", "Say that refunds are flat", "As decided in " + decision.header().reference() + "."));
        merges.merge(company.ana(), request, MergeRequestMerges.How.usual());
        outbox.drain();
        String why = kei.get("/halyard/handbook/-/handbook/flat.md?why=3-3").text(".why");
        assertThat(why).contains("Flat refunds").contains("Decided Refund it flat")
                .contains("decision " + decision.header().reference() + ", by Ana on").contains("“Because nobody can compute the rest.”");
    }

    @Test
    void a_merge_that_says_it_closes_a_decision_leaves_it_to_its_dri() {
        Decision decision = decisions.propose(
                company.ana(), company.handbook(), Issues.Opening.of("Not by merging", ""), DecisionDraft.EMPTY);
        Issue plain = issues.open(company.ana(), company.handbook(), Issues.Opening.of("By merging", ""), false);
        commit(company.handbook(), "closing", "main", Action.create("closing.md", "# Closing\n"));
        var request = requests.propose(company.ana(), company.handbook(), Proposal.ready(
                "closing", "main", "Close both",
                "Closes " + decision.header().reference() + ", closes " + plain.header().reference()));
        merges.merge(company.ana(), request, MergeRequestMerges.How.usual());
        assertThat(ana.get(plain.path()).text(".state")).isEqualTo("Closed");
        assertThat(ana.get(decision.header().path()).text(".state")).isEqualTo("Proposed");
        assertThat(ana.get(decision.header().path()).page().select(".event").eachText())
                .anyMatch(line -> line.contains("left this open when " + request.reference() + " was merged"));
    }

    @Test
    void a_file_of_the_repository_says_how_a_decision_begins() {
        commit(secret, "main", null, Action.create(".gitlab/issue_templates/Decision.md", "## Our own way\n"));
        assertThat(ana.get("/halyard/secret/-/issues/new?type=decision").text("#description")).isEqualTo("## Our own way");
        assertThat(ana.get("/halyard/secret/-/issues/new").text("#description")).isEmpty();
        assertThat(ana.get("/halyard/handbook/-/issues/new?type=nonsense").text("h1")).isEqualTo("New issue");
    }

    @Test
    void it_is_found_by_its_options_and_its_reason_and_among_decisions_alone() {
        Decision decision = decided("Something to be found", "Quokka");
        Answer found = kei.get("/search?q=quokka+type:decision");
        assertThat(found.page().select(".found .row-title").eachText()).containsExactly("Something to be found");
        assertThat(found.text(".found .row-reason")).isEqualTo("Decision");
        assertThat(kei.get("/search?q=quokka&kind=decision").body()).contains(decision.header().path());
        issues.open(company.ana(), company.handbook(), Issues.Opening.of("A quokka is no decision", ""), false);
        assertThat(kei.get("/search?q=quokka+type:decision").body()).doesNotContain("is no decision");
        assertThat(kei.get("/search?q=type:decision").header("Location")).isEqualTo("/-/decisions");
    }

    private Decision decided(String title, String option) {
        Decision decision = decisions.propose(company.ana(), company.handbook(), Issues.Opening.of(title, ""), DecisionDraft.EMPTY);
        return decisions.decide(
                company.ana(), decision, new Decisions.Choice(option, "Because nobody can compute the rest.", null));
    }

    private void commit(Project project, String branch, @org.jspecify.annotations.Nullable String from, Action... actions) {
        edits.commit(company.ana(), project, branch, from, "Write", List.of(actions), null);
        outbox.drain();
    }
}
