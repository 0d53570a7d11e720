package antipode.issues;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.projects.Labels;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.threads.Comments;
import antipode.threads.Writing;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Issues that move to another project, and what stays true of them.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssueMovesTest {

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Comments comments;
    private final Labels labels;
    private final Milestones milestones;
    private final ProjectMembers projectMembers;
    private Cast.Company company;
    private Project booking;
    private Project secret;
    private Tab ana;
    private Tab kei;

    IssueMovesTest(
            Cast cast,
            Browser browser,
            Issues issues,
            Comments comments,
            Labels labels,
            Milestones milestones,
            ProjectMembers projectMembers) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.comments = comments;
        this.labels = labels;
        this.milestones = milestones;
        this.projectMembers = projectMembers;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        booking = cast.project(company.ana(), company.team(), "booking", Visibility.INTERNAL);
        secret = cast.project(company.ana(), company.team(), "secret", Visibility.PRIVATE);
        projectMembers.add(company.handbook(), Role.OWNER, company.mia().require(), Role.REPORTER, null);
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
        labels.create(company.handbook().id(), "weather", Labels.DEFAULT_COLOR, "");
        labels.create(company.handbook().id(), "only here", Labels.DEFAULT_COLOR, "");
        labels.create(booking.id(), "weather", Labels.DEFAULT_COLOR, "");
    }

    private Issue open(Project project, String title, String words) {
        return issues.open(company.ana(), project, Issues.Opening.of(title, words), false);
    }

    @Test
    void an_issue_moves_with_its_thread_and_its_old_address_leads_to_it() {
        Issue other = open(company.handbook(), "Other", "");
        Issue citing = open(company.handbook(), "Citing", "");
        open(booking, "Already there", "");
        Milestone here = milestones.create(company.handbook(), new Milestone.Words("Season", "", null, null));
        Milestone there = milestones.create(booking, new Milestone.Words("Season", "", null, null));
        Issue issue = issues.open(
                company.ana(), company.handbook(),
                new Issues.Opening(
                        "issue", "Who pays?", "As in #" + other.header().iid() + ", `#1` is code, and ferrytime is a word.", false, null,
                        List.of("kei"), List.of("weather", "only here"), here, 3),
                false);
        comments.write(company.kei(), issue.header(), Writing.of("See #" + other.header().iid() + " and halyard/booking#1."));
        comments.write(company.kei(), citing.header(), Writing.of("Like #" + issue.header().iid()));
        Answer plan = ana.get(issue.path() + "/move?to=halyard/booking");
        assertThat(plan.text("main")).contains("the labels weather").contains("the labels only here").contains("stays Season");
        assertThat(kei.get(issue.path() + "/move").status()).isEqualTo(403);
        assertThat(browser.as(company.mia()).post(issue.path() + "/move", "to", "halyard/booking").status()).isEqualTo(422);

        Answer moved = ana.post(issue.path() + "/move", "to", "halyard/booking");
        assertThat(moved.status()).isEqualTo(303);
        String path = moved.header("Location");
        assertThat(path).startsWith("/halyard/booking/-/issues/");
        Answer led = kei.get(issue.path());
        assertThat(led.status()).isEqualTo(301);
        assertThat(led.header("Location")).isEqualTo(path);
        assertThat(kei.get("/t/" + issue.id()).header("Location")).isEqualTo(path);

        Answer page = kei.get(path);
        assertThat(page.page().select(".issue-words a.reference").attr("href")).isEqualTo(other.path());
        assertThat(page.text(".issue-words")).contains("As in halyard/handbook#" + other.header().iid() + ", #1 is code");
        assertThat(page.page().select(".comment a.reference").eachAttr("href"))
                .containsExactly(other.path(), "/halyard/booking/-/issues/1");
        assertThat(page.text(".facts")).contains("Assigned Kei Nakamura").contains("weather").doesNotContain("only here")
                .contains("Milestone Season").contains("Weight 3");
        assertThat(page.page().select(".facts a[href*=milestones]").attr("href")).isEqualTo(there.path());
        assertThat(String.join(" ", page.page().select(".event").eachText()))
                .contains("Ana Ferreira moved this here from halyard/handbook#" + issue.header().iid());
        assertThat(kei.get(citing.path()).page().select(".comment a.reference").attr("href")).isEqualTo(path);
        assertThat(kei.get("/search?q=ferrytime").body()).contains("Who pays?");
        assertThat(kei.get("/halyard/handbook/-/issues").body()).doesNotContain("Who pays?");
    }

    @Test
    void what_was_said_with_deeds_in_options_and_before_an_edit_means_what_it_meant() {
        Issue other = open(company.handbook(), "Meant", "");
        String number = "#" + other.header().iid();
        Tab program = browser.program(company.ana());
        String issues = "/api/v4/projects/halyard%2Fhandbook/issues";
        Answer opened = program.json("POST", issues, """
                {"title": "Flat?", "issue_type": "decision", "description": "As in %1$s once",
                 "options": [{"title": "Flat", "for": "See %1$s", "against": "Not %1$s"}],
                 "questions": [{"question": "Why?", "answer": "Because of %1$s"}]}""".formatted(number));
        String api = issues + "/" + opened.json().get("iid").asInt();
        program.put(api, "description", "As in " + number + " twice");
        program.post(api + "/handoffs", "to", "mia", "next", "Read " + number);
        program.post(api + "/decision", "option", "Flat", "because", "So says " + number);
        String path = ana.post(opened.json().get("web_url").asString().replace(browser.address(), "") + "/move", "to", "halyard/booking")
                .header("Location");

        Answer page = ana.get(path);
        assertThat(page.page().select("#options a.reference, #decision a.reference, #answers a.reference, .remark a.reference").eachAttr("href"))
                .hasSize(5).containsOnly(other.path());
        assertThat(ana.get(path + "/history").body()).contains("halyard/handbook" + number);
        assertThat(program.get("/api/v4/projects/halyard%2Fbooking/issues/" + path.replaceAll(".*/", "") + "/handoffs").json()
                        .get(0).get("next").asString())
                .isEqualTo("Read halyard/handbook" + number);
    }

    @Test
    void programs_are_led_on_when_they_read_and_not_when_they_write() {
        Issue issue = open(company.handbook(), "By API", "");
        Tab program = browser.program(company.ana());
        String old = "/api/v4/projects/halyard%2Fhandbook/issues/" + issue.header().iid();
        Answer moved = program.post(old + "/move", "to_project_id", "" + booking.id());
        assertThat(moved.status()).isEqualTo(201);
        assertThat(moved.json().get("id").asLong()).isEqualTo(issue.id());
        assertThat(moved.json().get("project_id").asLong()).isEqualTo(booking.id());
        Answer led = program.get(old);
        assertThat(led.status()).isEqualTo(301);
        assertThat(led.header("Location")).isEqualTo(
                browser.address() + "/api/v4/projects/" + booking.id() + "/issues/" + moved.json().get("iid").asInt());
        assertThat(program.put(old, "title", "x").status()).isEqualTo(404);
        assertThat(program.post(old.replace("handbook", "booking") + "/move", "to_project_id", "999999").status()).isEqualTo(404);
        Issue again = open(company.handbook(), "Stays", "");
        String path = "/api/v4/projects/halyard%2Fhandbook/issues/" + again.header().iid();
        assertThat(program.post(path + "/move").body()).isEqualTo("{\"error\":\"to_project_id is missing\"}");
        assertThat(program.post(path + "/move", "to_project_id", "" + company.handbook().id()).status()).isEqualTo(400);
        assertThat(browser.program(company.mia()).post(path + "/move", "to_project_id", "" + booking.id()).status()).isEqualTo(403);
    }

    @Test
    void whoever_may_not_see_the_new_project_is_led_nowhere_and_loses_what_they_held() {
        Issue issue = issues.open(
                company.ana(), company.handbook(),
                new Issues.Opening("issue", "To be hidden", "", false, null, List.of("kei", "mia"), List.of()), false);
        assertThat(ana.get(issue.path() + "/move?to=halyard/secret").text("main"))
                .contains("Kei Nakamura, Mia Chen may not see that project");
        Answer moved = ana.post(issue.path() + "/move", "to", "halyard/secret");
        assertThat(kei.get(issue.path()).status()).isEqualTo(404);
        assertThat(kei.get(issue.path()).text("main")).isEqualTo(kei.get("/halyard/handbook/-/issues/99999").text("main"));
        assertThat(kei.get("/t/" + issue.id()).status()).isEqualTo(404);
        assertThat(ana.get(moved.header("Location")).text(".facts")).contains("DRI Ana Ferreira").contains("Assigned nobody");
        assertThat(browser.program(company.kei()).get("/api/v4/todos").body()).doesNotContain("To be hidden");
    }

    @Test
    void a_clone_begins_anew_elsewhere_and_both_say_so() {
        Issue issue = open(company.handbook(), "Cloned", "As in #1");
        Tab program = browser.program(company.ana());
        Answer copy = program.post(
                "/api/v4/projects/halyard%2Fhandbook/issues/" + issue.header().iid() + "/clone", "to_project_id", "" + booking.id());
        assertThat(copy.status()).isEqualTo(201);
        assertThat(copy.json().get("id").asLong()).isNotEqualTo(issue.id());
        assertThat(copy.json().get("description").asString()).isEqualTo("As in halyard/handbook#1");
        assertThat(String.join(" ", ana.get(issue.path()).page().select(".event").eachText())).contains("cloned this to halyard/booking#");
    }
}
