package antipode.issues;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.repositories.Edits;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// How the form of a new issue begins, what one orders in its text, and how the record tells what was changed together.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssueFormTest {

    private static final String NEW = "/halyard/handbook/-/issues/new";

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Milestones milestones;
    private final Edits edits;
    private Cast.Company company;
    private Tab ana;

    IssueFormTest(Cast cast, Browser browser, Issues issues, Milestones milestones, Edits edits) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.milestones = milestones;
        this.edits = edits;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
        edits.commit(company.ana(), company.handbook(), "main", null, "Templates", List.of(
                file(".gitlab/issue_templates/Default.md", "What is so?"),
                file(".gitlab/issue_templates/Bug report.md", "What did you see?"),
                file(".gitlab/issue_templates/notes.txt", "no template"),
                file(".gitlab/merge_request_templates/Default.md", "Why?")), null);
        edits.commit(company.ana(), company.handbook(), "change", "main", "Change", List.of(file("a.md", "A")), null);
        edits.commit(company.ana(), company.handbook(), "other", "main", "Other", List.of(file("b.md", "B")), null);
        milestones.create(company.handbook(), new Milestone.Words("First season", "", null, null));
    }

    private static Edits.Action file(String path, String text) {
        return new Edits.Action(Edits.Kind.CREATE, path, null, text.getBytes(StandardCharsets.UTF_8), null);
    }

    @Test
    void a_new_issue_begins_with_a_template_of_the_repository() {
        Answer plain = ana.get(NEW);
        assertThat(plain.page().select("textarea[name=description]").text()).isEqualTo("What is so?");
        assertThat(plain.page().select(".templates a").eachText()).as("its own, then those that come with the product")
                .containsExactly("Bug report", "Default", "Proposal", "Incident", "Hand-off", "Meeting");
        String chosen = plain.page().select(".templates a:contains(Bug report)").attr("href");
        assertThat(ana.get(chosen).page().select("textarea[name=description]").text()).isEqualTo("What did you see?");
        assertThat(ana.get(NEW + "?issuable_template=Bug%20report").page().select("textarea[name=description]").text())
                .isEqualTo("What did you see?");
        assertThat(ana.get(NEW + "?template=../../README").page().select("textarea[name=description]").text()).isEmpty();
        Answer filled = ana.get(NEW + "?issue[title]=From%20a%20link&issue[description]=Words&milestone=First+season");
        assertThat(filled.page().select("#title").val()).isEqualTo("From a link");
        assertThat(filled.page().select("textarea[name=description]").text()).isEqualTo("Words");
        assertThat(filled.page().select("select[name=milestone] option[selected]").val()).isEqualTo("First season");
        assertThat(ana.get("/halyard/handbook/-/merge_requests/new?source=other").page().select("textarea[name=description]").text())
                .isEqualTo("Why?");
        Tab program = browser.program(company.kei());
        String api = "/api/v4/projects/halyard%2Fhandbook/templates/issues";
        assertThat(program.get(api).json().findValuesAsString("name")).startsWith("Bug report", "Default").contains("Proposal");
        assertThat(program.get(api + "/Proposal").json().get("content").asString()).contains("## Questions to expect");
        assertThat(program.get(api.replace("issues", "pages") + "/README").json().get("content").asString()).contains("## How to begin");
        assertThat(program.get(api + "/Bug%20report").json().get("content").asString()).isEqualTo("What did you see?");
        assertThat(program.get(api + "/Nothing").status()).isEqualTo(404);
    }

    @Test
    void milestone_and_weight_stand_in_the_form_and_what_is_wrong_is_said_beside_them() {
        Answer wrong = ana.post("/halyard/handbook/-/issues", "title", "Kept", "milestone", "Nowhere", "weight", "3");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("There is no milestone Nowhere here.");
        assertThat(wrong.page().select("#weight").val()).isEqualTo("3");
        Answer opened = ana.post("/halyard/handbook/-/issues", "title", "Weighed", "milestone", "First season", "weight", "3");
        assertThat(opened.status()).isEqualTo(303);
        String path = opened.header("Location");
        assertThat(ana.get(path).text(".facts")).contains("Milestone First season").contains("Weight 3");
        assertThat(ana.get(path + "/edit").page().select("#weight").val()).isEqualTo("3");
        assertThat(ana.get(path + "/edit").page().select("select[name=milestone] option[selected]").val()).isEqualTo("First season");
    }

    @Test
    void orders_in_the_text_set_milestone_and_weight_and_link_and_close_as_duplicate() {
        Issue original = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Original", ""), false);
        Issue blocker = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Blocker", ""), false);
        Issue issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Ordered", ""), false);
        Answer said = ana.post(
                issue.path() + "/notes", "note",
                "/milestone %\"First season\"\n/weight 5\n/blocked_by #" + blocker.header().iid() + "\n/duplicate #"
                        + original.header().iid());
        assertThat(said.status()).isEqualTo(303);
        Answer page = ana.get(issue.path());
        assertThat(page.text(".facts")).contains("Milestone First season").contains("Weight 5");
        assertThat(page.text("#links")).contains("Blocked by #" + blocker.header().iid())
                .contains("Duplicate of #" + original.header().iid());
        assertThat(page.text(".state")).isEqualTo("Closed");
        Answer refused = ana.post(blocker.path() + "/notes", "note", "/weight heavy");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("is no weight");
    }

    @Test
    void what_one_person_changes_within_a_minute_is_told_in_one_line() {
        Issue issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Together", ""), false);
        Tab program = browser.program(company.ana());
        program.put(
                "/api/v4/projects/halyard%2Fhandbook/issues/" + issue.header().iid(), "labels", "one,two", "weight", "2",
                "due_date", "2026-11-27", "assignee_ids", "" + company.kei().id());
        Answer page = ana.get(issue.path());
        assertThat(page.page().select(".event")).hasSize(1);
        assertThat(page.text(".event")).startsWith(
                "Ana Ferreira added the labels one and two, assigned Kei Nakamura, set the due date to Fri 27 Nov 2026 and set the"
                        + " weight to 2");
        assertThat(program.get("/api/v4/projects/halyard%2Fhandbook/issues/" + issue.header().iid() + "/notes").json().size())
                .isGreaterThan(4);
    }

    @Test
    void programs_ask_what_closes_an_issue_and_how_long_it_took() {
        Issue issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Closed by", ""), false);
        Tab program = browser.program(company.ana());
        String path = "/api/v4/projects/halyard%2Fhandbook/issues/" + issue.header().iid();
        program.post(
                "/api/v4/projects/halyard%2Fhandbook/merge_requests", "source_branch", "change", "target_branch", "main",
                "title", "Closing it", "description", "Closes #" + issue.header().iid());
        assertThat(program.get(path + "/closed_by").json().findValuesAsString("title")).contains("Draft: Closing it".substring(7));
        assertThat(program.get(path + "/related_merge_requests").json()).hasSize(1);
        assertThat(program.get(path + "/time_stats").status()).isEqualTo(404);
        assertThat(program.post(path + "/add_spent_time", "duration", "1h").json().get("message").asString())
                .contains("nobody's time is measured here");
        assertThat(program.get("/api/v4/projects/halyard%2Fhandbook/issues?my_reaction_emoji=None").status()).isEqualTo(200);
        assertThat(program.get("/api/v4/projects/halyard%2Fhandbook/issues?my_reaction_emoji=rocket").json()).isEmpty();
    }
}
