package antipode.projects;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Milestones and labels, as clients of the API and readers of the pages have them.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MilestonesTest {

    private static final String MILESTONES = "/api/v4/projects/halyard%2Fhandbook/milestones";
    private static final String LABELS = "/halyard/handbook/-/labels";

    private final Cast cast;
    private final Browser browser;
    private Cast.Company company;
    private Tab ana;
    private Tab kei;

    MilestonesTest(Cast cast, Browser browser) {
        this.cast = cast;
        this.browser = browser;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.program(company.ana());
        kei = browser.program(company.kei());
    }

    @Test
    void a_milestone_is_made_changed_closed_and_removed_as_gitlabs_clients_do() {
        Answer made = ana.post(MILESTONES, "title", "v1", "description", "*All* quays", "start_date", "2026-11-01", "due_date", "2026-12-24");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().propertyNames()).contains(
                "id", "iid", "project_id", "title", "description", "state", "created_at", "updated_at", "due_date", "start_date",
                "expired", "web_url");
        assertThat(made.json().get("due_date").asString()).isEqualTo("2026-12-24");
        assertThat(made.json().get("expired").asBoolean()).isFalse();
        String path = MILESTONES + "/" + made.json().get("id").asLong();
        assertThat(ana.put(path, "due_date", "2026-11-03", "state_event", "close").json().get("state").asString()).isEqualTo("closed");
        assertThat(ana.get(path).json().get("expired").asBoolean()).isTrue();
        assertThat(ana.get(MILESTONES + "?state=active&title=v1").json()).isEmpty();
        assertThat(kei.get(MILESTONES + "?iids[]=" + made.json().get("iid").asInt()).json()).hasSize(1);
        assertThat(ana.put(path, "start_date", "").json().get("start_date").isNull()).isTrue();
        assertThat(ana.delete(path).status()).isEqualTo(204);
        assertThat(ana.get(path).body()).isEqualTo("{\"message\":\"404 Milestone Not Found\"}");
    }

    @Test
    void a_milestone_that_makes_no_sense_is_refused() {
        assertThat(ana.post(MILESTONES, "description", "x").body()).isEqualTo("{\"error\":\"title is missing\"}");
        assertThat(ana.post(MILESTONES, "title", " ").body()).isEqualTo("{\"message\":{\"title\":[\"can't be blank\"]}}");
        assertThat(ana.post(MILESTONES, "title", "x", "due_date", "soon").body()).isEqualTo("{\"error\":\"due_date is invalid\"}");
        assertThat(ana.post(MILESTONES, "title", "x", "start_date", "2026-11-02", "due_date", "2026-11-01").body())
                .isEqualTo("{\"message\":{\"due_date\":[\"must be greater than start date\"]}}");
        assertThat(ana.post(MILESTONES, "title", "twice").status()).isEqualTo(201);
        assertThat(ana.post(MILESTONES, "title", "twice").body()).isEqualTo("{\"message\":{\"title\":[\"has already been taken\"]}}");
        assertThat(kei.post(MILESTONES, "title", "mine").status()).isEqualTo(403);
        assertThat(ana.get(MILESTONES + "/999999").status()).isEqualTo(404);
    }

    @Test
    void a_teams_milestone_serves_all_its_projects() {
        String team = "/api/v4/groups/halyard/milestones";
        Answer made = ana.post(team, "title", "Season", "due_date", "2027-06-01");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("group_id").asLong()).isEqualTo(company.team().id());
        assertThat(made.json().has("project_id")).isFalse();
        assertThat(ana.get(MILESTONES + "?title=Season").json()).isEmpty();
        assertThat(ana.get(MILESTONES + "?title=Season&include_ancestors=true").json()).hasSize(1);
        assertThat(kei.post(team, "title", "Mine").status()).isEqualTo(403);
        assertThat(kei.get(team + "/" + made.json().get("id").asLong()).status()).isEqualTo(200);
        assertThat(ana.put(team + "/" + made.json().get("id").asLong(), "title", "Island season").json().get("title").asString())
                .isEqualTo("Island season");
    }

    @Test
    void labels_are_made_renamed_and_removed_on_their_page_by_reporters() {
        Tab anas = browser.as(company.ana());
        Tab keis = browser.as(company.kei());
        assertThat(anas.post(LABELS, "name", "area::ferries", "description", "What floats", "color", "#0b4f8a").status()).isEqualTo(303);
        Answer page = anas.get(LABELS);
        assertThat(page.text(".labels-list")).contains("area::ferries").contains("What floats");
        String action = page.page().select(".labels-list li:contains(area::ferries) details form").attr("action");
        assertThat(anas.post(action, "name", "area::boats", "description", "", "color", "#0b4f8a").status()).isEqualTo(303);
        assertThat(anas.get(LABELS).text(".labels-list")).contains("area::boats").doesNotContain("area::ferries");
        Answer wrong = anas.post(action, "name", "boats", "color", "blue-ish");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text(".field-error")).isEqualTo("It must be a valid color code.");
        assertThat(wrong.page().select("details[open] input[name=name]").val()).isEqualTo("boats");
        assertThat(anas.post(LABELS, "name", "area::boats").text(".field-error")).contains("has a label of that name already");
        assertThat(keis.get(LABELS).page().select("form[action*=labels]")).isEmpty();
        assertThat(keis.post(action + "/removal").status()).isEqualTo(403);
        assertThat(anas.post(action + "/removal").status()).isEqualTo(303);
        assertThat(anas.get(LABELS).text("main")).doesNotContain("area::boats");
    }
}
