package antipode.issues;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The pages of milestones, and the lists that are filtered by them.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MilestonePagesTest {

    private static final String MILESTONES = "/halyard/handbook/-/milestones";

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Milestones milestones;
    private final ProjectMembers projectMembers;
    private Cast.Company company;
    private Tab ana;
    private Tab kei;

    MilestonePagesTest(Cast cast, Browser browser, Issues issues, Milestones milestones, ProjectMembers projectMembers) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.milestones = milestones;
        this.projectMembers = projectMembers;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        projectMembers.add(company.handbook(), Role.OWNER, company.mia().require(), Role.REPORTER, null);
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
    }

    private Milestone made(String title) {
        return milestones.create(company.handbook(), new Milestone.Words(title, "", null, null));
    }

    private Issue aiming(Milestone milestone, String title, boolean confidential, int weight) {
        return issues.open(
                company.mia(), company.handbook(),
                new Issues.Opening("issue", title, "", confidential, null, List.of(), List.of(), milestone, weight), false);
    }

    @Test
    void a_milestone_is_made_edited_closed_and_removed_in_the_browser_by_reporters() {
        Answer wrong = ana.post(MILESTONES, "title", "First season", "start_date", "2026-12-02", "due_date", "2026-12-01");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text(".field-error")).isEqualTo("It must be greater than start date.");
        assertThat(wrong.page().select("#title").val()).isEqualTo("First season");
        Answer made = ana.post(MILESTONES, "title", "First season", "description", "**All** quays", "due_date", "2026-12-24");
        assertThat(made.status()).isEqualTo(303);
        String path = made.header("Location");
        assertThat(kei.get(path).text("main")).contains("First season").contains("due Thu 24 Dec").contains("All quays");
        assertThat(kei.get(path).page().select(".head-actions")).isEmpty();
        assertThat(kei.get(path + "/edit").status()).isEqualTo(403);
        assertThat(ana.post(path, "title", "Second season", "due_date", "").status()).isEqualTo(303);
        assertThat(ana.get(MILESTONES).text(".rows")).contains("Second season").contains("no day set");
        assertThat(ana.post(path + "/closure").status()).isEqualTo(303);
        assertThat(ana.get(MILESTONES).text("main")).doesNotContain("Second season");
        assertThat(ana.get(MILESTONES + "?state=closed").text("main")).contains("Second season");
        assertThat(ana.post(path + "/closure/removal").status()).isEqualTo(303);
        assertThat(ana.post(path + "/removal").status()).isEqualTo(303);
        assertThat(ana.get(path).status()).isEqualTo(404);
    }

    @Test
    void progress_counts_what_the_reader_may_see_and_nothing_else() {
        Milestone season = made("Counted season");
        aiming(season, "Open one", false, 1);
        Issue done = aiming(season, "Closed one", false, 3);
        issues.close(company.mia(), done);
        aiming(season, "Secret one", true, 10);
        Answer mias = browser.as(company.mia()).get(season.path());
        assertThat(mias.text(".side")).contains("1 of 3 issues closed.").contains("3 of 14 of the weight closed.").contains("33 %");
        assertThat(mias.page().select(".progress-done").first().attr("width")).isEqualTo("33%");
        assertThat(mias.text(".progress-table")).contains("Weight 11 3 14");
        Answer keis = kei.get(season.path());
        assertThat(keis.text(".side")).contains("1 of 2 issues closed.").contains("3 of 4 of the weight closed.");
        assertThat(keis.body()).doesNotContain("Secret one");
        assertThat(kei.get(MILESTONES).text("main")).contains("1 of 2 issues closed");
    }

    @Test
    void a_page_of_milestones_asks_as_many_questions_for_ten_as_for_one() {
        made("Fixed");
        ana.get(MILESTONES);
        int few = CountedStatements.during(() -> assertThat(ana.get(MILESTONES).status()).isEqualTo(200));
        for (int i = 0; i < 10; i++) {
            aiming(made("More " + i), "For " + i, false, 1);
        }
        assertThat(CountedStatements.during(() -> assertThat(ana.get(MILESTONES).status()).isEqualTo(200))).isEqualTo(few);
    }

    @Test
    void a_teams_milestone_gathers_what_its_projects_do() {
        Answer made = ana.post("/-/teams/" + company.team().id() + "/milestones", "title", "Company season");
        assertThat(made.status()).isEqualTo(303);
        Milestone season = milestones.titled(company.handbook().id(), "Company season").orElseThrow();
        aiming(season, "In the handbook", false, 2);
        assertThat(kei.get(made.header("Location")).text("main")).contains("In the handbook").contains("0 of 1 issue closed");
        assertThat(kei.get(MILESTONES).text(".rows")).contains("Company season").contains("of the team halyard");
        assertThat(kei.post("/-/teams/" + company.team().id() + "/milestones", "title", "Mine").status()).isEqualTo(403);
    }

    @Test
    void the_list_and_the_api_filter_by_milestone_weight_and_day() {
        Milestone season = made("Filtered season");
        Issue light = aiming(season, "Light", false, 1);
        Issue heavy = aiming(season, "Heavy", false, 8);
        issues.due(company.mia(), light, LocalDate.of(2026, 11, 3));
        issues.due(company.mia(), heavy, LocalDate.of(2026, 11, 4));
        String list = "/halyard/handbook/-/issues?milestone=Filtered+season";
        assertThat(ana.get(list).page().select(".row-title").eachText()).containsExactly("Heavy", "Light");
        assertThat(ana.get(list + "&weight=8").page().select(".row-title").eachText()).containsExactly("Heavy");
        assertThat(ana.get(list + "&due=overdue").page().select(".row-title").eachText()).containsExactly("Light");
        assertThat(ana.get("/halyard/handbook/-/issues?milestone=none").text(".rows")).doesNotContain("Heavy");
        Tab program = browser.program(company.ana());
        String api = "/api/v4/projects/halyard%2Fhandbook/issues?milestone=Filtered%20season";
        assertThat(program.get(api + "&order_by=weight&sort=asc").json().findValuesAsString("title")).startsWith("Light");
        assertThat(program.get(api + "&due_date=today").json()).hasSize(1);
        assertThat(program.get(api + "&weight=8").json()).hasSize(1);
        assertThat(program.get(api + "&not[iids][]=" + light.header().iid()).json()).hasSize(1);
        assertThat(program.get(api + "&not[milestone]=Filtered%20season").json()).isEmpty();
        assertThat(program.get(api + "&due_date=someday").status()).isEqualTo(400);
        assertThat(program.get("/api/v4/groups/halyard/issues?milestone=Filtered%20season").json()).hasSize(2);
        assertThat(program.get("/api/v4/projects/halyard%2Fhandbook/milestones/" + season.id() + "/issues").json()).hasSize(2);
        assertThat(program.get("/api/v4/projects/halyard%2Fhandbook/milestones/" + season.id() + "/merge_requests").json()).isEmpty();
        assertThat(program.get("/api/v4/projects/halyard%2Fhandbook/issues_statistics?milestone=Filtered%20season").body())
                .isEqualTo("{\"statistics\":{\"counts\":{\"all\":2,\"closed\":0,\"opened\":2}}}");
    }
}
