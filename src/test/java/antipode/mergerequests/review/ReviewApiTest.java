package antipode.mergerequests.review;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.repositories.Edits;
import antipode.repositories.Files;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// A program of Kei's reviews what Ana's proposes, as a client of GitLab would.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewApiTest {

    private static final String BEFORE = "one\ntwo\nthree\nfour\nfive\n";
    private static final String AFTER = "one\ntwo and a half\nthree\nfive\nsix\n";

    private final Cast cast;
    private final Browser browser;
    private final Edits edits;
    private final Files files;
    private final ProjectMembers members;
    private final Outbox outbox;
    private final TestClock clock;
    private Cast.Company company;
    private Project handbook;
    private Browser.Tab ana;
    private Browser.Tab kei;
    private int count;
    private String one = "";
    private JsonNode refs;

    ReviewApiTest(
            Cast cast, Browser browser, Edits edits, Files files, ProjectMembers members, Outbox outbox, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.edits = edits;
        this.files = files;
        this.members = members;
        this.outbox = outbox;
        this.clock = clock;
        this.refs = tools.jackson.databind.node.MissingNode.getInstance();
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        handbook = company.handbook();
        for (Actor developer : List.of(company.kei(), company.mia())) {
            members.putInTeam(company.team().id(), Role.OWNER, developer.require(), Role.DEVELOPER, null);
        }
        ana = browser.program(company.ana());
        kei = browser.program(company.kei());
    }

    @BeforeEach
    void anaProposes() {
        clock.set(TestClock.START);
        count++;
        edits.commit(company.ana(), handbook, "main", null, "Count", List.of(Edits.Action.create(file(), BEFORE)), null);
        edits.commit(company.ana(), handbook, branch(), "main", "Count anew", List.of(Edits.Action.update(file(), AFTER)), null);
        JsonNode made = ana.post(all(), "source_branch", branch(), "target_branch", "main", "title", "Count anew").json();
        one = all() + "/" + made.get("iid").asInt();
        refs = made.get("diff_refs");
        outbox.drain();
    }

    @Test
    void a_discussion_has_its_position_by_the_rule_of_lines() {
        var added = begin("new_line", "2");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        JsonNode note = added.json().get("notes").get(0);
        assertThat(added.json().get("individual_note").asBoolean()).isFalse();
        assertThat(note.get("type").asString()).isEqualTo("DiffNote");
        assertThat(note.get("resolvable").asBoolean()).isTrue();
        assertThat(note.get("position").get("new_line").asInt()).isEqualTo(2);
        assertThat(note.get("position").get("old_line").isNull()).isTrue();
        assertThat(note.get("position").get("position_type").asString()).isEqualTo("text");
        JsonNode removed = begin("old_line", "4").json().get("notes").get(0).get("position");
        assertThat(removed.get("old_line").asInt()).isEqualTo(4);
        assertThat(removed.get("new_line").isNull()).isTrue();
        JsonNode same = begin("old_line", "5", "new_line", "4").json().get("notes").get(0).get("position");
        assertThat(same.get("old_line").asInt()).isEqualTo(5);
        assertThat(same.get("new_line").asInt()).isEqualTo(4);
        JsonNode listed = kei.get(one + "/discussions").json();
        assertThat(listed.valueStream().filter(each -> each.get("notes").get(0).has("position")).count()).isEqualTo(3);
    }

    @Test
    void a_position_where_nothing_stands_is_refused_in_gitlabs_words_and_changes_nothing() {
        for (String[] wrong : List.of(
                new String[] {"new_line", "99"}, new String[] {"old_line", "0"}, new String[] {"old_line", "1", "new_line", "2"},
                new String[] {}, new String[] {"new_line", "2", "head_sha", "0".repeat(40)})) {
            var refused = begin(wrong);
            assertThat(refused.status()).as(String.join(" ", wrong)).isEqualTo(400);
            assertThat(refused.json().get("message").asString())
                    .isEqualTo("400 Bad request - Note {:line_code=>[\"can't be blank\", \"must be a valid line code\"]}");
        }
        assertThat(kei.get(one + "/notes?activity_filter=only_comments").json()).isEmpty();
    }

    @Test
    void a_suggestion_is_listed_applied_and_refused_once_it_is() {
        String id = begin("body", "```suggestion:-0+1\n2.5\n3\n```", "new_line", "2").json()
                .get("notes").get(0).get("suggestions").get(0).get("id").asString();
        JsonNode suggestion = kei.get(one + "/discussions").json().valueStream()
                .filter(each -> each.get("notes").get(0).has("suggestions")).findFirst().orElseThrow()
                .get("notes").get(0).get("suggestions").get(0);
        assertThat(suggestion.get("from_line").asInt()).isEqualTo(2);
        assertThat(suggestion.get("to_line").asInt()).isEqualTo(3);
        assertThat(suggestion.get("appliable").asBoolean()).isTrue();
        assertThat(suggestion.get("from_content").asString()).isEqualTo("two and a half\nthree\n");
        assertThat(browser.program(company.gwen()).put("/api/v4/suggestions/" + id + "/apply").status()).isIn(403, 404);
        assertThat(ana.put("/api/v4/suggestions/" + id + "/apply").json().get("applied").asBoolean()).isTrue();
        assertThat(files.find(handbook.id(), branch(), file()).orElseThrow().text()).isEqualTo("one\n2.5\n3\nfive\nsix\n");
        assertThat(ana.put("/api/v4/suggestions/" + id + "/apply").status()).isEqualTo(400);
        assertThat(ana.put("/api/v4/suggestions/batch_apply").status()).isEqualTo(400);
        assertThat(ana.put("/api/v4/suggestions/1/apply").status()).isEqualTo(404);
    }

    @Test
    void several_go_in_together_and_keep_how_lines_end() {
        edits.commit(company.ana(), handbook, branch(), null, "As on Windows", List.of(
                Edits.Action.update(file(), "one\r\ntwo\r\nthree")), null);
        outbox.drain();
        refs = ana.get(one).json().get("diff_refs");
        String first = suggestion("```suggestion\n1\n```", "1");
        String last = suggestion("```suggestion\n3\n```", "3");
        var applied = ana.json("PUT", "/api/v4/suggestions/batch_apply", "{\"ids\":[" + first + "," + last + "]}");
        assertThat(applied.status()).as(applied.body()).isEqualTo(200);
        assertThat(applied.json()).hasSize(2);
        assertThat(files.find(handbook.id(), branch(), file()).orElseThrow().text()).isEqualTo("1\r\ntwo\r\n3");
    }

    private String suggestion(String body, String line) {
        return begin("body", body, "new_line", line).json().get("notes").get(0).get("suggestions").get(0).get("id").asString();
    }

    @Test
    void draft_notes_are_ones_own_and_published_together() {
        var made = kei.post(one + "/draft_notes", "note", "Hm.", "position[position_type]", "text",
                "position[base_sha]", sha("base_sha"), "position[start_sha]", sha("start_sha"), "position[head_sha]", sha("head_sha"),
                "position[old_path]", file(), "position[new_path]", file(), "position[new_line]", "2");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String draft = one + "/draft_notes/" + made.json().get("id").asLong();
        assertThat(made.json().get("line_code").asString()).endsWith("_0_2");
        assertThat(ana.get(one + "/draft_notes").json()).isEmpty();
        assertThat(ana.get(draft).status()).isEqualTo(404);
        assertThat(kei.put(draft, "note", "Hm, why?").json().get("note").asString()).isEqualTo("Hm, why?");
        assertThat(kei.get(one + "/draft_notes").json()).hasSize(1);
        assertThat(kei.post(one + "/draft_notes", "note", "Beside.").status()).isEqualTo(201);
        assertThat(kei.post(one + "/draft_notes").status()).isEqualTo(400);
        assertThat(kei.post(one + "/draft_notes/bulk_publish", "reviewer_state", "requested_changes").status()).isEqualTo(204);
        assertThat(kei.get(one + "/draft_notes").json()).isEmpty();
        assertThat(ana.get(one + "/notes?activity_filter=only_comments").json()).hasSize(2);
        assertThat(ana.get(one).json().get("detailed_merge_status").asString()).isEqualTo("requested_changes");
        var single = kei.post(one + "/draft_notes", "note", "One more.").json().get("id").asLong();
        assertThat(kei.put(one + "/draft_notes/" + single + "/publish").status()).isEqualTo(204);
        var gone = kei.post(one + "/draft_notes", "note", "Never mind.").json().get("id").asLong();
        assertThat(kei.delete(one + "/draft_notes/" + gone).status()).isEqualTo(204);
        assertThat(ana.get(one + "/notes?activity_filter=only_comments").json()).hasSize(3);
    }

    @Test
    void each_push_is_a_version_and_the_difference_comes_in_every_form() {
        edits.commit(company.ana(), handbook, branch(), null, "Go on", List.of(Edits.Action.update(file(), AFTER + "seven\n")), null);
        outbox.drain();
        JsonNode versions = kei.get(one + "/versions").json();
        assertThat(versions).hasSize(2);
        JsonNode first = kei.get(one + "/versions/" + versions.get(1).get("id").asLong()).json();
        assertThat(first.get("commits")).hasSize(1);
        assertThat(first.get("diffs").get(0).get("diff").asString()).startsWith("@@ ").doesNotContain("seven");
        assertThat(kei.get(one + "/diffs").json().get(0).get("diff").asString()).contains("+seven");
        assertThat(kei.get(one + "/raw_diffs").body()).startsWith("diff --git a/" + file()).contains("+seven");
        assertThat(kei.get(one + "/changes").json().get("changes")).hasSize(1);
        assertThat(kei.get(one + "/participants").json()).isNotEmpty();
    }

    private Browser.Answer begin(String... more) {
        StringBuilder json = new StringBuilder("{\"body\":%s,\"position\":{\"position_type\":\"text\"");
        String body = "Why?";
        String head = sha("head_sha");
        for (int at = 0; at < more.length; at += 2) {
            switch (more[at]) {
                case "body" -> body = more[at + 1];
                case "head_sha" -> head = more[at + 1];
                default -> json.append(",\"").append(more[at]).append("\":").append(more[at + 1]);
            }
        }
        json.append(",\"base_sha\":\"").append(sha("base_sha")).append("\",\"start_sha\":\"").append(sha("start_sha"))
                .append("\",\"head_sha\":\"").append(head).append("\",\"old_path\":\"").append(file())
                .append("\",\"new_path\":\"").append(file()).append("\"}}");
        return kei.json("POST", one + "/discussions",
                json.toString().formatted("\"" + body.replace("\n", "\\n") + "\""));
    }

    private String sha(String name) {
        return refs.get(name).asString();
    }

    private String all() {
        return "/api/v4/projects/" + handbook.id() + "/merge_requests";
    }

    private String file() {
        return "count-" + count + ".txt";
    }

    private String branch() {
        return "anew-" + count;
    }
}
