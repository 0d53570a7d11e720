package antipode.issues;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Issues, notes, asks and turns through the API, as GitLab's clients speak it.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssueApiTest {

    private static final String ISSUES = "/api/v4/projects/halyard%2Fhandbook/issues";

    private final Cast cast;
    private final Browser browser;
    private final TestClock clock;
    private Cast.Company company;
    private Tab ana;
    private Tab kei;
    private Tab mia;
    private Tab gwen;

    IssueApiTest(Cast cast, Browser browser, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.program(company.ana());
        kei = browser.program(company.kei());
        mia = browser.program(company.mia());
        gwen = browser.program(company.gwen());
    }

    @BeforeEach
    void itIsWednesdayNoon() {
        clock.set(TestClock.START);
    }

    private String open(String title) {
        Answer opened = ana.post(ISSUES, "title", title);
        assertThat(opened.status()).isEqualTo(201);
        return ISSUES + "/" + opened.json().get("iid").asInt();
    }

    @Test
    void an_issue_has_every_key_that_clients_read() {
        Answer opened = ana.post(
                ISSUES, "title", "Flat refunds", "description", "- [x] one\n- [ ] two", "labels", "weather,area::tariffs",
                "due_date", "2026-11-27", "assignee_ids[]", "" + company.kei().id());
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.header("Content-Type")).isEqualTo("application/json");
        JsonNode issue = opened.json();
        assertThat(issue.propertyNames()).contains(
                "id", "iid", "project_id", "title", "description", "state", "created_at", "updated_at", "closed_at", "closed_by",
                "labels", "milestone", "assignees", "author", "type", "assignee", "user_notes_count", "merge_requests_count",
                "upvotes", "downvotes", "due_date", "confidential", "discussion_locked", "issue_type", "web_url", "time_stats",
                "task_completion_status", "weight", "blocking_issues_count", "has_tasks", "_links", "references", "severity",
                "moved_to_id", "imported", "imported_from", "service_desk_reply_to", "subscribed");
        assertThat(issue.get("state").asString()).isEqualTo("opened");
        assertThat(issue.get("labels").toString()).isEqualTo("[\"area::tariffs\",\"weather\"]");
        assertThat(issue.get("due_date").asString()).isEqualTo("2026-11-27");
        assertThat(issue.get("created_at").asString()).isEqualTo("2026-11-04T12:00:00.000Z");
        assertThat(issue.get("assignee").get("username").asString()).isEqualTo("kei");
        assertThat(issue.get("task_completion_status").toString()).isEqualTo("{\"count\":2,\"completed_count\":1}");
        assertThat(issue.get("references").get("full").asString()).startsWith("halyard/handbook#");
        assertThat(issue.get("web_url").asString())
                .isEqualTo(browser.address() + "/halyard/handbook/-/issues/" + issue.get("iid").asInt());
        assertThat(issue.get("_links").get("notes").asString()).endsWith("/issues/" + issue.get("iid").asInt() + "/notes");
        assertThat(ana.get("/api/v4/issues/" + issue.get("id").asLong()).json().get("iid")).isEqualTo(issue.get("iid"));
    }

    @Test
    void a_discussion_begins_with_a_note_and_is_found_again() {
        String path = open("Discussed");
        Answer begun = kei.post(path + "/discussions", "body", "What of groups?");
        assertThat(begun.status()).isEqualTo(201);
        JsonNode found = ana.get(path + "/discussions/" + begun.json().get("id").asString()).json();
        assertThat(found.get("notes").get(0).get("body").asString()).isEqualTo("What of groups?");
        assertThat(kei.post(path + "/discussions", "body", " ").status()).isEqualTo(400);
        assertThat(ana.get(path + "/discussions/" + "0".repeat(40)).status()).isEqualTo(404);
    }

    @Test
    void a_label_is_changed_and_removed_by_its_name_among_the_parameters_too() {
        String labels = "/api/v4/projects/halyard%2Fhandbook/labels";
        assertThat(ana.post(labels, "name", "tides", "color", "#0b4f8a").status()).isEqualTo(201);
        assertThat(ana.put(labels, "name", "tides", "new_name", "ebb").json().get("name").asString()).isEqualTo("ebb");
        assertThat(ana.put(labels, "new_name", "flood").body()).isEqualTo("{\"error\":\"name is missing\"}");
        assertThat(kei.delete(labels + "?name=ebb").status()).isEqualTo(403);
        assertThat(ana.delete(labels + "?name=ebb").status()).isEqualTo(204);
        assertThat(ana.get(labels + "/ebb").status()).isEqualTo(404);
    }

    @Test
    void an_issue_aims_at_a_milestone_of_its_project_or_team_and_weighs_something() {
        long milestone = ana.post("/api/v4/projects/halyard%2Fhandbook/milestones", "title", "v1.2").json().get("id").asLong();
        JsonNode opened = ana.post(ISSUES, "title", "Aims", "milestone_id", "" + milestone, "weight", "3").json();
        assertThat(opened.get("milestone").get("title").asString()).isEqualTo("v1.2");
        assertThat(opened.get("weight").asInt()).isEqualTo(3);
        String path = ISSUES + "/" + opened.get("iid").asInt();
        assertThat(ana.put(path, "milestone_id", "0", "weight", "").json().get("milestone").isNull()).isTrue();
        assertThat(ana.get(path).json().get("weight").isNull()).isTrue();
        assertThat(ana.put(path, "milestone_id", "999999").status()).isEqualTo(400);
        assertThat(ana.put(path, "weight", "-1").status()).isEqualTo(400);
        assertThat(ana.get(path).json().get("milestone").isNull()).isTrue();
    }

    @Test
    void an_owner_brings_an_issue_with_its_day_and_nobody_else_does() {
        assertThat(ana.post(ISSUES, "title", "Old", "created_at", "2020-02-01T08:00:00Z").json().get("created_at").asString())
                .isEqualTo("2020-02-01T08:00:00.000Z");
        assertThat(kei.post(ISSUES, "title", "New", "created_at", "2020-02-01T08:00:00Z").json().get("created_at").asString())
                .isEqualTo("2026-11-04T12:00:00.000Z");
    }

    @Test
    void of_a_scope_a_label_that_is_put_on_takes_the_place_of_the_other() {
        String path = open("Scoped");
        ana.put(path, "labels", "area::quays,weather");
        assertThat(ana.put(path, "add_labels", "area::fares").json().get("labels").toString()).isEqualTo("[\"area::fares\",\"weather\"]");
        assertThat(ana.put(path, "add_labels", "area::quays", "remove_labels", "weather").json().get("labels").toString())
                .isEqualTo("[\"area::quays\"]");
    }

    @Test
    void an_update_changes_only_what_it_names() {
        String path = open("Before");
        Answer changed = ana.put(
                path, "title", "After", "add_labels", "one,two", "state_event", "close", "confidential", "true");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("title").asString()).isEqualTo("After");
        assertThat(changed.json().get("state").asString()).isEqualTo("closed");
        assertThat(changed.json().get("closed_by").get("username").asString()).isEqualTo("ana");
        assertThat(changed.json().get("confidential").asBoolean()).isTrue();
        JsonNode fewer = ana.put(path, "remove_labels", "one", "state_event", "reopen").json();
        assertThat(fewer.get("labels").toString()).isEqualTo("[\"two\"]");
        assertThat(fewer.get("closed_at").isNull()).isTrue();
        assertThat(ana.put(path, "labels", "").json().get("labels")).isEmpty();
        assertThat(ana.put(path, "assignee_ids", "0").json().get("assignees")).isEmpty();
        assertThat(ana.put(path, "due_date", "").json().get("due_date").isNull()).isTrue();
    }

    @Test
    void what_makes_no_sense_is_refused_as_gitlab_does_and_changes_nothing() {
        assertThat(ana.post(ISSUES, "description", "x").body()).isEqualTo("{\"error\":\"title is missing\"}");
        assertThat(ana.post(ISSUES, "title", " ").body()).isEqualTo("{\"message\":{\"title\":[\"can't be blank\"]}}");
        assertThat(ana.post(ISSUES, "title", "x".repeat(256)).status()).isEqualTo(400);
        assertThat(ana.post(ISSUES, "title", "x", "due_date", "never").body()).isEqualTo("{\"error\":\"due_date is invalid\"}");
        assertThat(ana.post(ISSUES, "title", "x", "assignee_ids", "999999").status()).isEqualTo(400);
        String path = open("Stays");
        assertThat(ana.put(path).body()).contains("at least one parameter must be provided");
        assertThat(ana.put(path, "state_event", "explode").body()).isEqualTo("{\"error\":\"state_event does not have a valid value\"}");
        assertThat(ana.get(ISSUES + "/99999").body()).isEqualTo("{\"message\":\"404 Issue Not Found\"}");
        assertThat(ana.get(ISSUES + "/abc").status()).isBetween(400, 404);
        assertThat(ana.postRaw(ISSUES, "application/json", "{\"title\": ".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
        assertThat(ana.postRaw(ISSUES, "application/json", "{\"title\": \"a\\u0000b \\ud800\"}".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isIn(201, 400);
        assertThat(ana.get(path).json().get("title").asString()).isEqualTo("Stays");
    }

    @Test
    void a_guest_may_not_make_labels_and_a_stranger_finds_nothing() {
        assertThat(kei.post(ISSUES, "title", "x", "labels", "brand-new").status()).isEqualTo(403);
        assertThat(gwen.get(ISSUES).body()).isEqualTo("{\"message\":\"404 Project Not Found\"}");
        assertThat(gwen.get("/api/v4/issues?scope=all").json()).isEmpty();
        assertThat(browser.asNobody().get("/api/v4/issues").status()).isEqualTo(401);
        String path = open("Not yours");
        assertThat(kei.put(path, "title", "Mine").status()).isEqualTo(403);
        assertThat(kei.delete(path).status()).isEqualTo(403);
        assertThat(ana.delete(path).status()).isEqualTo(204);
        assertThat(ana.get(path).status()).isEqualTo(404);
    }

    @Test
    void lists_filter_and_page_as_gitlab_does() {
        cast.project(company.ana(), company.team(), "lists", Visibility.INTERNAL);
        String list = "/api/v4/projects/halyard%2Flists/issues";
        for (int i = 1; i <= 5; i++) {
            clock.forward(java.time.Duration.ofSeconds(1));
            ana.post(list, "title", "Number " + i, "labels", i % 2 == 0 ? "even" : "odd,small");
        }
        clock.forward(java.time.Duration.ofSeconds(1));
        ana.put(list + "/2", "state_event", "close");
        Answer first = kei.get(list + "?per_page=2");
        assertThat(first.json().findValuesAsString("title")).containsExactly("Number 5", "Number 4");
        assertThat(first.header("X-Total")).isEqualTo("5");
        assertThat(first.header("X-Next-Page")).isEqualTo("2");
        assertThat(first.header("Link")).contains("rel=\"next\"");
        assertThat(kei.get(list + "?state=closed").json().findValuesAsString("title")).containsExactly("Number 2");
        assertThat(kei.get(list + "?labels=odd,small&sort=asc").json().findValuesAsString("title"))
                .containsExactly("Number 1", "Number 3", "Number 5");
        assertThat(kei.get(list + "?labels=None").json()).isEmpty();
        assertThat(kei.get(list + "?iids[]=3&iids[]=4").json()).hasSize(2);
        assertThat(kei.get(list + "?search=number").json()).hasSize(5);
        assertThat(kei.get(list + "?order_by=updated_at").json().get(0).get("title").asString()).isEqualTo("Number 2");
        assertThat(kei.get(list + "?assignee_id=Any").json()).isEmpty();
        assertThat(kei.get(list + "?author_username=ana&with_labels_details=true").json().get(0).get("labels").get(0).get("name")
                        .asString())
                .isEqualTo("odd");
        assertThat(ana.get("/api/v4/issues?state=closed&labels=even").json()).hasSize(1);
        assertThat(kei.get("/api/v4/issues").json()).isEmpty();
        assertThat(kei.get("/api/v4/issues?scope=all&labels=even").json()).hasSize(2);
        assertThat(kei.get(list + "?state=x").body()).isEqualTo("{\"error\":\"state does not have a valid value\"}");
    }

    @Test
    void notes_are_written_listed_newest_first_changed_and_taken_out() {
        String path = open("Talk");
        Answer written = kei.post(path + "/notes", "body", "First");
        assertThat(written.status()).isEqualTo(201);
        JsonNode note = written.json();
        assertThat(note.propertyNames()).contains(
                "id", "type", "body", "attachment", "author", "created_at", "updated_at", "system", "noteable_id",
                "noteable_type", "project_id", "noteable_iid", "commit_id", "resolvable", "internal", "confidential", "imported",
                "imported_from");
        assertThat(note.get("noteable_type").asString()).isEqualTo("Issue");
        mia.post(path + "/notes", "body", "Second");
        ana.put(path, "state_event", "close");
        assertThat(kei.get(path + "/notes").json().findValuesAsString("body")).containsExactly("closed this", "Second", "First");
        assertThat(kei.get(path + "/notes?sort=asc&activity_filter=only_comments").json().findValuesAsString("body"))
                .containsExactly("First", "Second");
        assertThat(kei.get(path + "/discussions").json().get(0).get("individual_note").asBoolean()).isTrue();
        String one = path + "/notes/" + note.get("id").asLong();
        assertThat(mia.put(one, "body", "Hijacked").status()).isEqualTo(403);
        assertThat(kei.put(one, "body", "Mended").json().get("body").asString()).isEqualTo("Mended");
        assertThat(kei.post(path + "/notes").body()).isEqualTo("{\"error\":\"body is missing\"}");
        assertThat(kei.post(path + "/notes", "body", " ").status()).isEqualTo(400);
        assertThat(kei.delete(one).status()).isEqualTo(204);
        assertThat(kei.get(one).body()).isEqualTo("{\"message\":\"404 Note Not Found\"}");
    }

    @Test
    void one_asks_objects_and_withdraws_and_sees_whose_turn_it_is() {
        String path = open("Ask");
        Answer asked = ana.post(
                path + "/asks", "question", "Flat?", "to[]", "kei", "to[]", "mia", "default_effect", "comment", "default_text",
                "ship it");
        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.json().get("fair_at").asString()).isEqualTo("2026-11-05T04:30:00.000Z");
        assertThat(asked.json().get("asked")).hasSize(2);
        assertThat(kei.get(path + "/turns").json().findValuesAsString("because")).hasSize(2).contains("Ana asked “Flat?”");
        String ask = path + "/asks/" + asked.json().get("id").asLong();
        assertThat(kei.post(ask + "/objection").status()).isEqualTo(400);
        assertThat(kei.post(ask + "/objection", "body", "No signal there.").json().get("state").asString()).isEqualTo("objected");
        assertThat(kei.get(path + "/turns").json().get(0).get("holder").get("username").asString()).isEqualTo("ana");
        long second = ana.post(path + "/asks", "question", "Then half?", "to", "kei").json().get("id").asLong();
        assertThat(mia.delete(path + "/asks/" + second).status()).isEqualTo(403);
        assertThat(ana.delete(path + "/asks/" + second).status()).isEqualTo(204);
        assertThat(ana.get(path + "/asks?state=open").json()).isEmpty();
        assertThat(ana.post(path + "/asks", "question", "x?", "to", "gwen").status()).isEqualTo(400);
        assertThat(ana.post(path + "/asks", "question", "x?").body()).contains("at least one parameter must be provided");
    }

    @Test
    void one_marks_and_subscribes_once() {
        String path = open("Mark");
        Answer marked = kei.post(path + "/todo");
        assertThat(marked.status()).isEqualTo(201);
        assertThat(marked.json().get("action_name").asString()).isEqualTo("marked");
        assertThat(marked.json().get("target").get("title").asString()).isEqualTo("Mark");
        assertThat(kei.post(path + "/todo").status()).isEqualTo(304);
        assertThat(kei.post(path + "/subscribe").json().get("subscribed").asBoolean()).isTrue();
        assertThat(kei.post(path + "/subscribe").status()).isEqualTo(304);
        assertThat(kei.post(path + "/unsubscribe").json().get("subscribed").asBoolean()).isFalse();
    }
}
