package antipode.issues;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.projects.Labels;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What stands beside an issue and is changed there with small forms, without scripts.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssueFactsTest {

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Milestones milestones;
    private final Labels labels;
    private final TestClock clock;
    private Cast.Company company;
    private Tab ana;
    private Issue issue;

    IssueFactsTest(Cast cast, Browser browser, Issues issues, Milestones milestones, Labels labels, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.milestones = milestones;
        this.labels = labels;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
        for (String name : List.of("area::quays", "area::fares", "weather", "urgent")) {
            labels.create(company.handbook().id(), name, Labels.DEFAULT_COLOR, "");
        }
    }

    @BeforeEach
    void somebodyAsks() {
        clock.set(TestClock.START);
        issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Who pays?", "Weather cancels."), false);
    }

    @Test
    void labels_are_chosen_one_of_each_scope_and_any_of_the_rest() {
        Answer page = ana.get(issue.path());
        assertThat(page.page().select("form[action$=/labels] select option").eachAttr("value")).containsExactly("", "area::fares", "area::quays");
        assertThat(page.page().select("form[action$=/labels] input[type=checkbox]").eachAttr("value")).containsExactly("urgent", "weather");
        assertThat(ana.post(issue.path() + "/labels", "label", "area::fares", "label", "weather").status()).isEqualTo(303);
        assertThat(ana.get(issue.path()).page().select(".facts .labels .label").eachText()).containsExactly("area::fares", "weather");
        ana.post(issue.path() + "/labels", "label", "area::fares", "label", "area::quays");
        assertThat(ana.get(issue.path()).page().select(".facts .labels .label").eachText()).containsExactly("area::quays");
        Answer wrong = ana.post(issue.path() + "/labels", "label", "nowhere");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text(".field-error")).isEqualTo("This project has no label nowhere.");
        ana.post(issue.path() + "/labels");
        assertThat(ana.get(issue.path()).page().select(".facts .labels .label")).isEmpty();
    }

    @Test
    void whoever_is_to_do_it_is_changed_beside_it_and_what_is_wrong_is_said_there() {
        assertThat(ana.post(issue.path() + "/assignees", "assignees", "@kei, mia").status()).isEqualTo(303);
        assertThat(ana.get(issue.path()).text(".facts")).contains("Assigned Kei Nakamura, Mia Chen").contains("DRI Kei Nakamura");
        Answer wrong = ana.post(issue.path() + "/assignees", "assignees", "kei, gwen");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text(".field-error")).isEqualTo("@gwen is nobody who may see this.");
        assertThat(wrong.page().select("input[name=assignees]").val()).isEqualTo("kei, gwen");
        ana.post(issue.path() + "/assignees", "assignees", "");
        assertThat(ana.get(issue.path()).text(".facts")).contains("Assigned nobody");
    }

    @Test
    void milestone_weight_day_and_who_sees_it_are_changed_beside_it_and_the_record_says_so() {
        Milestone season = milestones.create(company.handbook(), new Milestone.Words("Island season " + issue.id(), "", null, null));
        ana.post(issue.path() + "/milestone", "milestone", "" + season.id());
        ana.post(issue.path() + "/weight", "weight", "5");
        ana.post(issue.path() + "/due", "due", "2026-11-27");
        assertThat(ana.post(issue.path() + "/confidentiality").status()).isEqualTo(303);
        Answer page = ana.get(issue.path());
        assertThat(page.text(".facts")).contains("Milestone Island season").contains("Weight 5").contains("Due Fri 27 Nov");
        assertThat(page.text(".state-confidential")).isEqualTo("Confidential");
        assertThat(String.join(" ", page.page().select(".event").eachText()))
                .contains("set the milestone to Island season " + issue.id()).contains("set the weight to 5")
                .contains("set the due date to").contains("made this confidential");
        ana.post(issue.path() + "/confidentiality/removal");
        ana.post(issue.path() + "/milestone", "milestone", "");
        ana.post(issue.path() + "/weight", "weight", "");
        assertThat(ana.get(issue.path()).text(".facts")).contains("Milestone none").contains("Weight none");
        assertThat(ana.post(issue.path() + "/weight", "weight", "-3").text(".field-error")).contains("is no weight");
        assertThat(ana.post(issue.path() + "/due", "due", "soon").text(".field-error")).contains("is no day");
        assertThat(ana.post(issue.path() + "/milestone", "milestone", "999999").status()).isEqualTo(422);
        for (String fact : List.of("labels", "assignees", "milestone", "weight", "due")) {
            assertThat(browser.as(company.mia()).post(issue.path() + "/" + fact).status()).as(fact).isEqualTo(403);
            assertThat(ana.get(issue.path() + "/" + fact).page().select(".fact-form")).hasSize(1);
        }
        assertThat(browser.as(company.mia()).get(issue.path()).page().select(".fact-form")).isEmpty();
    }

    @Test
    void a_due_date_is_the_same_day_for_readers_of_every_zone_and_over_when_theirs_says_so() {
        issues.due(company.ana(), issue, LocalDate.of(2026, 11, 4));
        Tab kiritimati = browser.as(cast.member("kiri" + issue.id(), "Kiri Tebano", "Pacific/Kiritimati"));
        Tab losAngeles = browser.as(cast.member("lola" + issue.id(), "Lola Diaz", "America/Los_Angeles"));
        clock.set("2026-11-04T12:00:00Z");
        assertThat(kiritimati.get(issue.path()).text(".facts")).contains("Due Wed 4 Nov, over");
        assertThat(losAngeles.get(issue.path()).text(".facts")).contains("Due Wed 4 Nov").doesNotContain("over");
        assertThat(losAngeles.get("/halyard/handbook/-/issues?due=today").body()).contains(issue.path());
        assertThat(kiritimati.get("/halyard/handbook/-/issues?due=overdue").body()).contains(issue.path());
        assertThat(browser.program(company.mia()).get("/api/v4/projects/halyard%2Fhandbook/issues/" + issue.header().iid())
                        .json().get("due_date").asString())
                .isEqualTo("2026-11-04");
    }
}
