package antipode.mergerequests.review;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.repositories.Edits;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Ana has committed something, and sleeps; Kei in Tokyo reads it and says what he thinks.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommitCommentsTest {

    private final Cast cast;
    private final Browser browser;
    private final Edits edits;
    private final ProjectMembers members;
    private final Outbox outbox;
    private final TestClock clock;
    private Cast.Company company;
    private Project handbook;
    private Browser.Tab ana;
    private Browser.Tab kei;
    private int count;
    private String first = "";
    private String sha = "";

    CommitCommentsTest(Cast cast, Browser browser, Edits edits, ProjectMembers members, Outbox outbox, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.edits = edits;
        this.members = members;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        handbook = company.handbook();
        members.putInTeam(company.team().id(), Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
    }

    @BeforeEach
    void anaCommits() {
        clock.set(TestClock.START);
        count++;
        first = commit("Count to three", Edits.Action.create(file(), "one\ntwo\nthree\n"));
        sha = commit("Count further", Edits.Action.update(file(), "one\ntwo and a half\nthree\nfour\n"));
    }

    private String file() {
        return "numbers-" + count + ".txt";
    }

    private String commit(String message, Edits.Action action) {
        return edits.commit(company.ana(), handbook, "main", null, message, List.of(action), null);
    }

    private String path() {
        return handbook.url() + "/-/commit/" + sha;
    }

    private String api(String what) {
        return "/api/v4/projects/" + handbook.id() + "/repository/commits/" + sha + "/" + what;
    }

    @Test
    void what_is_said_of_a_commit_stands_on_its_page_and_a_question_makes_it_its_authors_turn() {
        assertThat(kei.get(path()).text(".commit-said")).contains("Nothing yet");
        var said = kei.post(path() + "/notes", "note", "Why not in halves?");
        assertThat(said.status()).as(said.body()).isEqualTo(303);
        Document page = ana.get(path()).page();
        assertThat(page.select(".commit-said .thread .prose").text()).isEqualTo("Why not in halves?");
        assertThat(page.select(".commit-said a[href$=" + sha + "/reactions], .commit-said a[href*=/asks/]")).as("nothing leads nowhere").isEmpty();
        outbox.drain();
        assertThat(ana.get("/-/todos").page().select(".rows").text()).contains("Count further", "Why not in halves?");
        assertThat(ana.get("/-/todos?thing=commit").page().select(".rows a[href^=" + path() + "#note_]")).isNotEmpty();
        assertThat(ana.get("/-/work").text("main")).as("nothing to be done there").doesNotContain("nobody holds the turn");

        String reply = page.selectFirst(".commit-said .thread form.reply-form").attr("action");
        assertThat(ana.post(reply, "note", "They come later.").status()).isEqualTo(303);
        assertThat(kei.get(path()).text(".commit-said .replies")).contains("They come later.");
        assertThat(ana.get("/-/todos").page().select(".rows").text()).doesNotContain("Why not in halves?");
    }

    @Test
    void a_line_takes_a_comment_which_tells_its_place_and_is_edited_and_found_like_any() {
        Document before = kei.get(path()).page();
        var links = before.select(".source-diff a[data-comment]").eachAttr("href");
        assertThat(links).anyMatch(link -> link.endsWith("&new=2")).anyMatch(link -> link.endsWith("&old=2"));
        String link = links.stream().filter(one -> one.endsWith("&new=2")).findFirst().orElseThrow();
        var form = kei.get(link);
        assertThat(form.text(".source-diff tr.inserted td:last-child")).isEqualTo("two and a half");
        String action = form.page().selectFirst("form.line-comment").attr("action");
        assertThat(kei.post(action, "note", " ").status()).isEqualTo(422);
        assertThat(kei.post(action, "note", "Quincunxes", "preview", "1").text("[id$=-preview]")).contains("Quincunxes");
        assertThat(kei.post(action, "note", "Quincunxes are finer.").status()).isEqualTo(303);
        Document page = ana.get(path()).page();
        assertThat(page.select(".commit-said .place").text()).contains("line 2", "two and a half");
        String thread = page.selectFirst(".commit-said .thread").id().substring("discussion_".length());
        assertThat(kei.post(path() + "/notes/" + thread, "note", "Quincunxes are better.").status()).isEqualTo(303);
        assertThat(ana.post(path() + "/notes/" + thread + "/reactions", "name", "thumbsup").status()).isEqualTo(303);
        assertThat(ana.get(path()).text(".commit-said")).contains("Quincunxes are better.");
        assertThat(ana.get("/search?q=quincunxes").page().select("a[href^=" + path() + "#note_]")).isNotEmpty();
        assertThat(kei.get(path() + "/line_comments/new?path=" + file() + "&new=99").status()).isEqualTo(422);
        assertThat(kei.get(path() + "/line_comments/new?path=none.txt&new=1").status()).isEqualTo(422);
    }

    @Test
    void the_first_commit_of_a_file_and_a_line_taken_out_have_their_places_too() {
        String begun = handbook.url() + "/-/commit/" + first + "/line_comments";
        assertThat(kei.post(begun + "?path=" + file() + "&new=1-2", "note", "A start.").status()).isEqualTo(303);
        assertThat(kei.post(path() + "/line_comments?path=" + file() + "&old=2", "note", "It was whole.").status()).isEqualTo(303);
        assertThat(ana.get(path()).page().select(".commit-said .place tr.deleted").text()).contains("two");
        assertThat(ana.get(handbook.url() + "/-/commit/" + first).text(".commit-said .place")).contains("lines 1–2");
    }

    @Test
    void nothing_can_be_ordered_of_a_commit_and_who_may_not_see_the_project_finds_nothing() {
        assertThat(kei.post(path() + "/notes", "note", "Well done\n/close").status()).isEqualTo(422);
        assertThat(ana.get(path()).text(".commit-said")).contains("Nothing yet");
        assertThat(kei.post(handbook.url() + "/-/commit/" + "0".repeat(40) + "/notes", "note", "x").status()).isEqualTo(404);
        assertThat(browser.asNobody().get(path() + "/line_comments/new?path=" + file() + "&new=2").status()).isIn(303, 404);
    }

    @Test
    void programs_read_and_write_comments_in_the_short_form_and_as_discussions() {
        Browser.Tab program = browser.program(company.kei());
        assertThat(program.get(api("comments")).json()).isEmpty();
        assertThat(program.get(api("discussions")).json()).isEmpty();
        JsonNode made = program.post(api("comments"), "note", "Fine", "path", file(), "line", "4", "line_type", "new").json();
        assertThat(made.get("note").asString()).isEqualTo("Fine");
        assertThat(made.get("line").asInt()).isEqualTo(4);
        assertThat(made.get("line_type").asString()).isEqualTo("new");
        assertThat(program.post(api("comments"), "note", "Fine", "path", file(), "line", "40").status()).isEqualTo(400);
        assertThat(program.post(api("comments"), "path", file(), "line", "4").json().get("error").asString()).isEqualTo("note is missing");

        JsonNode begun = program.post(api("discussions"), "body", "@ana why?").json();
        String one = api("discussions") + "/" + begun.get("id").asString();
        JsonNode note = begun.get("notes").get(0);
        assertThat(note.get("noteable_type").asString()).isEqualTo("Commit");
        assertThat(note.get("commit_id").asString()).isEqualTo(sha);
        assertThat(note.get("noteable_iid").isNull()).isTrue();
        assertThat(program.post(one + "/notes", "body", "Besides,").json().get("body").asString()).isEqualTo("Besides,");
        assertThat(program.get(one).json().get("notes")).hasSize(2);
        JsonNode placed = program.post(
                        api("discussions"), "body", "Here", "position[base_sha]", first, "position[start_sha]", first,
                        "position[head_sha]", sha, "position[position_type]", "text", "position[new_path]", file(),
                        "position[new_line]", "2")
                .json();
        assertThat(placed.get("notes").get(0).get("position").get("new_line").asInt()).isEqualTo(2);
        assertThat(program.get(api("discussions").replace(sha, sha.substring(0, 10))).json()).hasSize(3);
        assertThat(program.get(api("comments")).json()).hasSize(4);
        JsonNode todo = browser.program(company.ana()).get("/api/v4/todos").json().get(0);
        assertThat(todo.get("target_type").asString()).isEqualTo("Commit");
        assertThat(todo.get("target").get("id").asString()).isEqualTo(sha);
        assertThat(program.delete(one + "/notes/" + note.get("id").asLong()).status()).isEqualTo(204);
    }
}
