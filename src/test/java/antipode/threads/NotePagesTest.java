package antipode.threads;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.projects.Labels;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// A thread as programs walk through it, in GitLab's form.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotePagesTest {

    private static final String ISSUES = "/api/v4/projects/halyard%2Fhandbook/issues/";

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Comments comments;
    private final Milestones milestones;
    private final Labels labels;
    private Cast.Company company;
    private Project secret;
    private Tab ana;
    private Tab kei;

    NotePagesTest(
            Cast cast, Browser browser, Issues issues, Comments comments, Milestones milestones, Labels labels) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.comments = comments;
        this.milestones = milestones;
        this.labels = labels;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        secret = cast.project(company.ana(), company.team(), "secret", Visibility.PRIVATE);
        ana = browser.program(company.ana());
        kei = browser.program(company.kei());
    }

    private Issue open(String title) {
        return issues.open(company.ana(), company.handbook(), Issues.Opening.of(title, ""), false);
    }

    private static List<String> bodies(Answer answer) {
        return StreamSupport.stream(answer.json().spliterator(), false).map(note -> note.get("body").asString()).toList();
    }

    @Test
    void notes_come_in_pages_and_what_the_reader_may_not_know_of_is_on_none_and_not_counted() {
        Issue issue = open("Walked through");
        for (int i = 1; i <= 5; i++) {
            comments.write(company.kei(), issue.header(), Writing.of("Word " + i));
        }
        issues.open(company.ana(), secret, Issues.Opening.of("Merger", "Like halyard/handbook#" + issue.header().iid()), false);
        issues.weigh(company.ana(), issue, 3);
        String notes = ISSUES + issue.header().iid() + "/notes";

        Answer first = kei.get(notes + "?per_page=3&sort=asc");
        assertThat(bodies(first)).containsExactly("Word 1", "Word 2", "Word 3");
        assertThat(first.header("X-Total")).isEqualTo("6");
        Answer second = kei.get(notes + "?per_page=3&sort=asc&page=2");
        assertThat(bodies(second)).containsExactly("Word 4", "Word 5", "set the weight to 3");
        assertThat(second.header("X-Next-Page")).isEmpty();
        assertThat(ana.get(notes + "?per_page=1").header("X-Total")).as("she may see the secret project").isEqualTo("7");
        assertThat(bodies(kei.get(notes + "?activity_filter=only_activity"))).containsExactly("set the weight to 3");
        assertThat(bodies(kei.get(notes + "?activity_filter=only_comments&per_page=2"))).containsExactly("Word 5", "Word 4");
        long one = kei.get(notes + "?sort=asc").json().get(0).get("id").asLong();
        kei.put(notes + "/" + one, "body", "Word 1, mended");
        assertThat(bodies(kei.get(notes + "?order_by=updated_at&per_page=1&activity_filter=only_comments"))).hasSize(1);
    }

    @Test
    void a_page_of_a_long_thread_asks_as_much_as_one_of_a_short_one() {
        Issue few = open("Few");
        Issue many = open("Many");
        comments.write(company.kei(), few.header(), Writing.of("One"));
        for (int i = 0; i < 40; i++) {
            comments.write(company.kei(), many.header(), Writing.of("One of many"));
        }
        for (String list : List.of("/notes?per_page=5", "/discussions?per_page=5")) {
            kei.get(ISSUES + few.header().iid() + list);
            int small = CountedStatements.during(() -> kei.get(ISSUES + few.header().iid() + list));
            int large = CountedStatements.during(() -> kei.get(ISSUES + many.header().iid() + list));
            assertThat(large).isEqualTo(small);
        }
    }

    @Test
    void discussions_come_in_pages_with_all_their_replies() {
        Issue issue = open("Discussed");
        Comment asked = comments.write(company.kei(), issue.header(), Writing.of("Flat?"));
        comments.write(company.ana(), issue.header(), Writing.of("By itself"));
        comments.write(company.ana(), issue.header(), new Writing("Flat.", asked.id(), null));
        String discussions = ISSUES + issue.header().iid() + "/discussions";
        JsonNode first = kei.get(discussions + "?per_page=1").json();
        assertThat(first).hasSize(1);
        assertThat(first.get(0).get("notes")).hasSize(2);
        assertThat(first.get(0).get("notes").get(1).get("body").asString()).isEqualTo("Flat.");
        Answer second = kei.get(discussions + "?per_page=1&page=2");
        assertThat(second.json().get(0).get("notes").get(0).get("body").asString()).isEqualTo("By itself");
        assertThat(second.header("X-Total")).isEqualTo("2");
    }

    @Test
    void milestones_that_were_set_and_taken_away_are_events() {
        Issue issue = open("Aimed");
        Milestone season = milestones.create(company.handbook(), new Milestone.Words("Season", "", null, null));
        issues.aim(company.ana(), issue, season);
        issues.aim(company.ana(), issue, null);
        String events = ISSUES + issue.header().iid() + "/resource_milestone_events";
        JsonNode told = kei.get(events).json();
        assertThat(told).hasSize(2);
        assertThat(told.get(0).propertyNames()).containsExactly(
                "id", "user", "created_at", "resource_type", "resource_id", "milestone", "action");
        assertThat(told.get(0).get("action").asString()).isEqualTo("add");
        assertThat(told.get(0).get("milestone").get("title").asString()).isEqualTo("Season");
        assertThat(told.get(0).get("resource_type").asString()).isEqualTo("Issue");
        assertThat(told.get(1).get("action").asString()).isEqualTo("remove");
        assertThat(kei.get(events + "/" + told.get(1).get("id").asLong()).json().get("milestone").get("id").asLong())
                .isEqualTo(season.id());
        assertThat(kei.get(events + "/1").status()).isEqualTo(404);
    }

    @Test
    void a_labels_priority_is_kept_and_told_and_orders_labels_and_what_wears_them() {
        Project project = cast.project(company.ana(), company.team(), "ordered", Visibility.INTERNAL);
        String api = "/api/v4/projects/halyard%2Fordered/";
        labels.create(project.id(), "aft", Labels.DEFAULT_COLOR, "");
        assertThat(ana.post(api + "labels", "name", "soon", "color", "#112233", "priority", "2").json().get("priority").asInt()).isEqualTo(2);
        ana.post(api + "labels", "name", "now", "color", "#112233", "priority", "1");
        assertThat(ana.post(api + "labels", "name", "x", "color", "#112233", "priority", "-1").status()).isEqualTo(400);
        assertThat(ana.get(api + "labels").json().get(0).get("name").asString()).isEqualTo("now");
        assertThat(ana.get(api + "labels").json().get(2).get("priority").isNull()).isTrue();
        for (String worn : List.of("aft", "now", "soon")) {
            ana.post(api + "issues", "title", "Wears " + worn, "labels", worn);
        }
        JsonNode ordered = ana.get(api + "issues?order_by=label_priority&sort=asc").json();
        assertThat(StreamSupport.stream(ordered.spliterator(), false).map(one -> one.get("title").asString()))
                .containsExactly("Wears now", "Wears soon", "Wears aft");
        assertThat(ana.put(api + "labels/now", "priority", "").json().get("priority").isNull()).isTrue();
    }
}
