package antipode.mergerequests;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.git.Git;
import antipode.jobs.Schedules;
import antipode.people.Tokens;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.repositories.Edits;
import antipode.repositories.Files;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Ways in and what stands before them: Ana proposes at noon in Lisbon; Kei in Tokyo, who owns the tariffs, has gone home.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergingTest {

    private static final String PAGE = "# Fares\n\nAdults pay ten.\n\nChildren pay five.\n\nDogs sail free.\n";

    private final Cast cast;
    private final Browser browser;
    private final Edits edits;
    private final Files files;
    private final MergeRequests requests;
    private final Schedules schedules;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final Tokens tokens;
    private final ProjectMembers members;
    private final TestClock clock;
    private Cast.Company company;
    private Project project;
    private Browser.Tab ana;
    private Browser.Tab kei;
    private Browser.Tab mia;
    private Browser.Tab program;
    private int count;

    MergingTest(
            Cast cast, Browser browser, Edits edits, Files files, MergeRequests requests, Schedules schedules, Outbox outbox, JdbcClient jdbc, Tokens tokens,
            ProjectMembers members, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.edits = edits;
        this.files = files;
        this.requests = requests;
        this.schedules = schedules;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.members = members;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
        mia = browser.as(company.mia());
        program = browser.program(company.ana());
    }

    @BeforeEach
    void aProjectBegins() {
        clock.set(TestClock.START);
        project = cast.project(company.ana(), company.team(), "fares-" + ++count, Visibility.INTERNAL);
        for (var one : List.of(company.kei(), company.mia())) {
            members.add(project, Role.OWNER, one.require(), Role.DEVELOPER, null);
        }
        edits.commit(company.ana(), project, "main", null, "Begin", List.of(
                Edits.Action.create("fares.md", PAGE), Edits.Action.create("tariffs/dogs.md", PAGE)), null);
        change("free-dogs", "fares.md", PAGE.replace("Dogs sail free.", "Dogs pay two."), "Let dogs pay");
    }

    private String change(String branch, String path, String text, String message) {
        return edits.commit(company.ana(), project, branch, "main", message, List.of(Edits.Action.update(path, text)), null);
    }

    private String propose(String... more) {
        String[] usual = {"source_branch", "free-dogs", "target_branch", "main", "title", "Let dogs pay"};
        String[] fields = java.util.stream.Stream.concat(java.util.Arrays.stream(usual), java.util.Arrays.stream(more)).toArray(String[]::new);
        var made = program.post("/api/v4/projects/" + project.id() + "/merge_requests", fields);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return project.url() + "/-/merge_requests/" + made.json().get("iid").asInt();
    }

    private String api(String path) {
        return "/api/v4/projects/" + project.id() + "/merge_requests/" + path.substring(path.lastIndexOf('/') + 1);
    }

    private MergeRequest request(String path) {
        return requests.find(company.ana(), project, Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
    }

    private void settings(String... fields) {
        assertThat(program.put("/api/v4/projects/" + project.id(), fields).status()).isEqualTo(200);
    }

    private Git cloned(Path folder) {
        String token = tokens.create(company.ana().id(), "git", List.of("write_repository"), null).text();
        return Git.clone(browser.address().replace("http://", "http://git:" + token + "@") + "/" + project.fullPath() + ".git", folder);
    }

    @Test
    void a_squash_is_one_commit_by_its_author_that_names_whoever_else_wrote(@TempDir Path folder) {
        members.add(project, Role.OWNER, company.ravi().require(), Role.MAINTAINER, null);
        edits.commit(company.kei(), project, "free-dogs", "free-dogs", "Say it of cats too", List.of(
                Edits.Action.create("cats.md", "Cats pay two.\n")), null);
        String path = propose();
        var page = browser.as(company.ravi());
        assertThat(page.post(path + "/merge", "choices", "1", "may_squash", "1", "squash", "1", "removes_source", "1",
                "message", "Let dogs and cats pay").status()).isEqualTo(303);
        outbox.drain();
        Git git = cloned(folder.resolve("clone"));
        assertThat(git.run("log", "-1", "--format=%an, %cn, %P")).as("one parent").matches("Ana Ferreira, Ravi Krishnan, [0-9a-f]{40}");
        assertThat(git.run("log", "-1", "--format=%B")).startsWith("Let dogs and cats pay\n\n")
                .endsWith("Co-authored-by: Kei Nakamura <kei@halyard.example>");
        assertThat(git.run("branch", "-r")).doesNotContain("free-dogs");
        var json = program.get(api(path)).json();
        assertThat(json.get("squash").asBoolean()).isTrue();
        assertThat(json.get("squash_commit_sha").asString()).isEqualTo(git.run("rev-parse", "HEAD"));
        git.run("fsck", "--full", "--strict");
    }

    @Test
    void a_straight_history_asks_for_a_rebase_which_keeps_approvals_and_then_moves_along(@TempDir Path folder) {
        settings("merge_method", "ff", "approvals_before_merge", "1");
        String path = propose();
        kei.post(path + "/approval");
        change("main", "fares.md", PAGE.replace("Adults pay ten.", "Adults pay eleven."), "Let adults pay more");
        assertThat(program.get(api(path)).json().get("detailed_merge_status").asString()).isEqualTo("need_rebase");
        assertThat(ana.post(path + "/merge").text("[role=alert]")).contains("Rebase it first");
        String before = request(path).head();
        assertThat(ana.post(path + "/rebase").status()).isEqualTo(303);
        assertThat(request(path).head()).isNotEqualTo(before);
        assertThat(ana.get(path).body()).contains("changes the same; one approval holds");
        assertThat(ana.post(path + "/merge").status()).isEqualTo(303);
        Git git = cloned(folder.resolve("clone"));
        assertThat(git.run("log", "--format=%s")).isEqualTo("Let dogs pay\nLet adults pay more\nBegin");
        assertThat(program.get(api(path)).json().get("merge_commit_sha").isNull()).isTrue();
        assertThat(ana.post(path + "/revert", "now", "true").text("[role=alert]")).as("the project asks for an approval").contains("approval");
        assertThat(ana.post(path + "/revert").status()).isEqualTo(303);
    }

    @Test
    void a_push_that_changes_anything_else_takes_approvals_away(@TempDir Path folder) {
        String path = propose();
        kei.post(path + "/approval");
        Git git = cloned(folder.resolve("clone"));
        git.run("checkout", "-q", "free-dogs");
        git.run("commit", "-q", "--amend", "-m", "Say the same in other words");
        git.run("push", "-q", "--force", "origin", "free-dogs");
        assertThat(program.get(api(path) + "/approvals").json().get("approved_by")).as("the same change").hasSize(1);
        git.write("fares.md", PAGE.replace("Dogs sail free.", "Dogs pay three.")).commit("Ask for more");
        git.run("push", "-q", "--force", "origin", "free-dogs");
        assertThat(program.get(api(path) + "/approvals").json().get("approved_by")).isEmpty();
    }

    @Test
    void conflicts_are_shown_and_settled_in_the_browser_and_nothing_typed_is_lost() {
        String path = propose();
        change("main", "fares.md", PAGE.replace("Dogs sail free.", "Dogs must stay ashore."), "Leave dogs ashore");
        assertThat(ana.get(path).page().select("#merge a[href$=/conflicts]").text()).isEqualTo("Settle the conflict");
        var page = ana.get(path + "/conflicts").page();
        assertThat(page.select(".file-head").text()).contains("fares.md", "Both changed the same lines, in one place.");
        assertThat(page.select(".settle-side pre").eachText()).containsExactly("Dogs pay two.", "Dogs must stay ashore.");
        assertThat(browser.as(company.gwen()).get(path + "/conflicts").status()).isEqualTo(404);
        String source = page.select("input[name=source]").attr("value");
        String target = page.select("input[name=target]").attr("value");
        String[] seen = {"source", source, "target", target, "path-0", "fares.md", "count-0", "1"};
        var open = ana.post(path + "/conflicts", with(seen, "way-0", "places"));
        assertThat(open.status()).isEqualTo(422);
        assertThat(open.text(".field-error")).isEqualTo("Choose whose lines stay.");
        var marked = ana.post(path + "/conflicts", with(seen, "way-0", "text", "text-0", "Typed with care\n<<<<<<< free-dogs\n"));
        assertThat(marked.text(".field-error")).isEqualTo("Line 2 is still a mark of the conflict. Take all of them out.");
        assertThat(marked.page().select("textarea[name=text-0]").text()).contains("Typed with care");
        change("main", "fares.md", PAGE.replace("Dogs sail free.", "Dogs swim."), "Let dogs swim");
        var moved = ana.post(path + "/conflicts", with(seen, "way-0", "text", "text-0", "Typed with care\r\n"));
        assertThat(moved.status()).isEqualTo(409);
        assertThat(moved.text("[role=alert]")).contains("main has moved meanwhile");
        assertThat(moved.page().select("textarea[name=text-0]").text()).contains("Typed with care");
        target = moved.page().select("input[name=target]").attr("value");
        String[] now = {"source", source, "target", target, "path-0", "fares.md", "count-0", "1"};
        assertThat(kei.post(path + "/conflicts", with(now, "way-0", "places", "place-0-0", "both")).status()).isEqualTo(303);
        assertThat(files.find(project.id(), "free-dogs", "fares.md").orElseThrow().text()).endsWith("Dogs pay two.\nDogs swim.\n");
        assertThat(ana.post(path + "/merge").status()).isEqualTo(303);
        assertThat(files.find(project.id(), "main", "fares.md").orElseThrow().text()).endsWith("Dogs pay two.\nDogs swim.\n");
    }

    @Test
    void a_file_that_is_a_folder_on_the_other_side_is_settled_with_git_and_what_can_move_now_says_so() {
        edits.commit(company.ana(), project, "dogs", "main", "Say it of dogs", List.of(Edits.Action.create("pets", "Dogs\n")), null);
        String path = propose("source_branch", "dogs");
        assertThat(ana.get("/-/work").text("main")).contains("Let dogs pay", "Nothing stands in its way");
        edits.commit(company.ana(), project, "main", null, "Say it of cats", List.of(Edits.Action.create("pets/cats.md", "Cats\n")), null);
        var page = ana.get(path + "/conflicts").page();
        assertThat(page.select(".change").text()).contains("Only git can settle that.", "git merge origin/main");
        assertThat(page.select(".settle-end")).isEmpty();
        assertThat(ana.get("/-/work").text("main")).contains("conflicts with main").doesNotContain("Nothing stands in its way");
    }

    private static String[] with(String[] fields, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(fields), java.util.Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void owners_in_codeowners_approve_a_one_way_door_and_the_page_says_who_is_missing() {
        edits.commit(company.ana(), project, "main", null, "Say who owns what", List.of(
                Edits.Action.create("CODEOWNERS", "[Tariffs]\ntariffs/ @kei @ana\n^[Prose]\n*.md @mia\n")), null);
        change("dogs", "tariffs/dogs.md", PAGE.replace("Dogs sail free.", "Dogs pay two."), "Let dogs pay");
        String path = propose("source_branch", "dogs", "reviewer_ids", "" + company.mia().id());
        assertThat(ana.get(path).text("#owners")).contains("told, not waited for", "tariffs/dogs.md", "Kei, next at work");
        assertThat(ana.get(path).text("#why-not")).isEmpty();
        mia.post(path + "/door", "reason", "Dogs can’t be unpaid.");
        mia.post(path + "/approval");
        assertThat(ana.get(path).text("#why-not")).startsWith("CODEOWNERS asks for an approval by Kei for tariffs/dogs.md.");
        assertThat(program.put(api(path) + "/merge").status()).isEqualTo(405);
        var state = program.get(api(path) + "/approval_state").json().get("rules");
        assertThat(state.get(1).get("rule_type").asString()).isEqualTo("code_owner");
        assertThat(state.get(1).get("approved").asBoolean()).isFalse();
        assertThat(program.get(api(path) + "/approvals").json().get("approved").asBoolean()).isFalse();
        var keis = browser.program(company.kei());
        assertThat(keis.post(api(path) + "/approve", "sha", "0".repeat(40)).status()).isEqualTo(409);
        assertThat(keis.post(api(path) + "/approve").json().get("approved").asBoolean()).isTrue();
        assertThat(keis.post(api(path) + "/approve").status()).as("twice").isEqualTo(401);
        assertThat(program.post(api(path) + "/approve").status()).as("her own").isEqualTo(401);
        program.put(api(path), "reviewer_ids", "0");
        members.remove(project, Role.OWNER, company.kei().id());
        assertThat(program.put(api(path) + "/merge").status()).as("Kei may not approve any more").isEqualTo(405);
        members.add(project, Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
        assertThat(program.put(api(path) + "/merge").status()).isEqualTo(200);
    }

    @Test
    void owners_hear_of_it_once_it_is_ready_and_are_asked_once_where_it_waits_for_them() {
        edits.commit(company.ana(), project, "main", null, "Say who owns what", List.of(
                Edits.Action.create("CODEOWNERS", "tariffs/ @kei @ana\n^[Prose]\n*.md @mia\n")), null);
        change("dogs", "tariffs/dogs.md", PAGE.replace("Dogs sail free.", "Dogs pay two."), "Let dogs pay");
        String path = propose("source_branch", "dogs", "draft", "true");
        var keis = browser.program(company.kei());
        assertThat(ana.get(path).text("#owners")).contains("Kei Nakamura is told of it as soon as it is ready.");
        assertThat(keis.get(api(path)).json().get("subscribed").asBoolean()).as("a draft").isFalse();
        ana.post(path + "/readiness");
        assertThat(keis.get(api(path)).json().get("subscribed").asBoolean()).isTrue();
        assertThat(program.get(api(path)).json().get("reviewers")).as("a two-way door waits for nobody").isEmpty();
        ana.post(path + "/door", "reason", "Dogs can’t be unpaid.");
        assertThat(ana.get(path).body()).contains("asked Kei Nakamura for review, as CODEOWNERS says");
        edits.commit(company.ana(), project, "cats", "main", "Let cats pay", List.of(Edits.Action.create("tariffs/cats.md", "Two.\n")), null);
        assertThat(ana.get(project.url() + "/-/merge_requests/new?source=cats&target=main").text(".owners-ahead"))
                .contains("Kei Nakamura", "told of it as soon as it is ready");
        assertThat(keis.get("/api/v4/todos?action=review_requested&project_id=" + project.id()).json()).hasSize(1);
        program.put(api(path), "reviewer_ids", "0");
        change("dogs", "tariffs/dogs.md", PAGE.replace("Dogs sail free.", "Dogs pay three."), "Ask for more");
        assertThat(program.get(api(path)).json().get("reviewers")).as("once").isEmpty();
    }

    @Test
    void a_protected_target_says_beforehand_who_may_merge_into_it() {
        program.post("/api/v4/projects/" + project.id() + "/protected_branches", "name", "main", "merge_access_level", "40");
        String path = propose("assignee_ids", "" + company.mia().id());
        assertThat(mia.get(path).text("#why-not")).isEqualTo("“main” is protected: merging into it takes a maintainer.");
        var mias = browser.program(company.mia());
        assertThat(mias.get(api(path)).json().get("user").get("can_merge").asBoolean()).isFalse();
        assertThat(mias.put(api(path) + "/merge").status()).isEqualTo(401);
        assertThat(mia.get(path).page().select("#merge-form")).isEmpty();
        assertThat(ana.post(path + "/merge").status()).isEqualTo(303);
        assertThat(mia.get(path).text("#merge")).contains("one click prepares a draft");
    }

    @Test
    void a_program_finds_with_the_merge_request_why_its_rebase_failed() {
        String path = propose();
        change("main", "fares.md", PAGE.replace("Dogs sail free.", "Dogs swim."), "Let dogs swim");
        assertThat(program.put(api(path) + "/rebase").status()).isEqualTo(202);
        var told = program.get(api(path) + "?include_rebase_in_progress=true").json();
        assertThat(told.get("rebase_in_progress").asBoolean()).isFalse();
        assertThat(told.get("merge_error").asString()).startsWith("Rebase failed: Both branches changed fares.md.");
        change("free-dogs", "fares.md", PAGE, "Leave them be");
        assertThat(program.get(api(path)).json().get("merge_error").isNull()).isTrue();
    }

    @Test
    void what_waits_for_the_end_of_its_window_merges_by_itself_then_unless_a_push_changes_it() {
        String path = propose("reviewer_ids", "" + company.kei().id());
        kei.post(path + "/door", "reason", "The contract can’t be undone.");
        mia.post(path + "/approval");
        assertThat(ana.get(path).text("#merge")).contains("Merge when the window ends");
        var set = program.put(api(path) + "/merge", "merge_when_pipeline_succeeds", "true");
        assertThat(set.json().get("merge_when_pipeline_succeeds").asBoolean()).isTrue();
        assertThat(set.json().get("state").asString()).isEqualTo("opened");
        assertThat(program.post(api(path) + "/cancel_merge_when_pipeline_succeeds").status()).isEqualTo(201);
        assertThat(program.post(api(path) + "/cancel_merge_when_pipeline_succeeds").status()).isEqualTo(406);
        ana.post(path + "/merge/later");
        clock.set("2026-11-05T03:29:00Z");
        schedules.runDue();
        assertThat(request(path).open()).isTrue();
        change("free-dogs", "fares.md", PAGE.replace("Dogs sail free.", "Dogs pay four."), "Ask for more");
        assertThat(request(path).mergesWhenReady()).isNull();
        mia.post(path + "/approval");
        ana.post(path + "/merge/later");
        clock.set("2026-11-06T12:00:00Z");
        schedules.runDue();
        outbox.drain();
        assertThat(request(path).merged()).isTrue();
        assertThat(ana.get(path).body()).contains("nothing was in the way any more");
    }

    @Test
    void a_maintainer_who_cannot_wait_says_why_and_that_stays() {
        String path = propose("reviewer_ids", "" + company.kei().id());
        kei.post(path + "/door", "reason", "The contract can’t be undone.");
        mia.post(path + "/approval");
        assertThat(mia.post(path + "/merge", "early", "The ferry sails.").status()).isEqualTo(409);
        assertThat(ana.post(path + "/merge", "early", "The ferry sails at one.").status()).isEqualTo(303);
        assertThat(ana.get(path).body()).contains("it could not wait for the end of its window: “The ferry sails at one.”");
    }

    @Test
    void threads_that_wait_hold_back_a_merge_where_the_project_says_so() {
        settings("only_allow_merge_if_all_discussions_are_resolved", "true");
        String path = propose();
        var thread = browser.program(company.kei()).post(api(path) + "/discussions", "body", "And cats?").json().get("id").asString();
        assertThat(program.get(api(path)).json().get("detailed_merge_status").asString()).isEqualTo("discussions_not_resolved");
        assertThat(program.put(api(path) + "/merge").status()).isEqualTo(405);
        assertThat(program.put(api(path) + "/merge", "auto_merge", "true").status()).isEqualTo(200);
        program.put(api(path) + "/discussions/" + thread, "resolved", "true");
        outbox.drain();
        assertThat(request(path).merged()).isTrue();
    }

    @Test
    void one_click_takes_back_a_two_way_door_and_branches_that_go_leave_it_readable() {
        String path = propose();
        ana.post(path + "/merge");
        assertThat(mia.get(path).text("#merge")).contains("one click takes it back");
        assertThat(mia.post(path + "/revert", "now", "true").status()).isEqualTo(303);
        assertThat(files.find(project.id(), "main", "fares.md").orElseThrow().text()).isEqualTo(PAGE);
        outbox.drain();
        change("release", "fares.md", PAGE + "\nMore.\n", "Release");
        change("late", "fares.md", PAGE + "\nLate.\n", "Be late");
        String late = propose("source_branch", "late", "target_branch", "release");
        program.delete("/api/v4/projects/" + project.id() + "/repository/branches/release");
        assertThat(ana.get(late).text("#why-not")).contains("The branch release is gone. Choose another target.");
        assertThat(ana.get(late + "/conflicts").status()).isEqualTo(200);
        assertThat(ana.post(late + "/merge").status()).isEqualTo(422);
        assertThat(program.put(api(late), "target_branch", "main").status()).isEqualTo(200);
        program.delete("/api/v4/projects/" + project.id() + "/repository/branches/late");
        assertThat(ana.get(late).status()).isEqualTo(200);
        assertThat(ana.post(late + "/rebase").text("[role=alert]")).contains("The branch late is gone");
        assertThat(program.put(api(late) + "/merge").status()).as("its head is kept").isEqualTo(200);
    }

    @Test
    void what_a_merge_would_be_can_be_fetched(@TempDir Path folder) {
        String path = propose();
        var ref = program.get(api(path) + "/merge_ref").json().get("commit_id").asString();
        assertThat(program.get(api(path) + "/merge_ref").json().get("commit_id").asString()).isEqualTo(ref);
        Git git = cloned(folder.resolve("clone"));
        git.run("fetch", "-q", "origin", "refs/merge-requests/1/merge");
        assertThat(git.run("rev-parse", "FETCH_HEAD")).isEqualTo(ref);
        assertThat(program.put(api(path) + "/rebase").status()).isEqualTo(202);
        assertThat(ana.post(path + "/notes", "note", "/merge").status()).isEqualTo(303);
        assertThat(request(path).merged()).isTrue();
    }

    @Test
    void a_merge_request_that_is_deleted_takes_its_hidden_refs_along() {
        String path = propose();
        outbox.drain();
        var hidden = jdbc.sql("select count(*) from git_ref where repository = :id and name ~ '^refs/(merge-requests|keep-around)/'").param("id", project.id());
        assertThat(hidden.query(Integer.class).single()).isEqualTo(2);
        assertThat(program.delete(api(path)).status()).isEqualTo(204);
        outbox.drain();
        assertThat(hidden.query(Integer.class).single()).isZero();
    }

    @Test
    void a_commit_is_taken_back_or_picked_for_another_branch_by_page_and_api() {
        String dogs = request(propose()).head();
        edits.commit(company.ana(), project, "release", "main", "Release", List.of(Edits.Action.create("release.md", "One\n")), null);
        String commits = "/api/v4/projects/" + project.id() + "/repository/commits/";
        assertThat(program.post(commits + dogs + "/cherry_pick", "branch", "release", "dry_run", "true").body()).contains("success");
        var picked = program.post(commits + dogs + "/cherry_pick", "branch", "release");
        assertThat(picked.status()).isEqualTo(201);
        assertThat(picked.json().get("message").asString()).contains("(cherry picked from commit " + dogs + ")");
        assertThat(files.find(project.id(), "release", "fares.md").orElseThrow().text()).contains("Dogs pay two.");
        var again = program.post(commits + dogs + "/cherry_pick", "branch", "release");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().get("error_code").asString()).isEqualTo("empty");
        var reverted = program.post(commits + dogs + "/revert", "branch", "release");
        assertThat(reverted.json().get("title").asString()).isEqualTo("Revert \"Let dogs pay\"");
        var conflicting = program.post(commits + dogs + "/revert", "branch", "main");
        assertThat(conflicting.json().get("error_code").asString()).isIn("conflict", "empty");
        assertThat(program.post(commits + dogs + "/revert", "branch", "nowhere").status()).isEqualTo(404);
        assertThat(ana.get(project.url() + "/-/commit/" + dogs).text(".commit-steps")).contains("Prepare its revert", "Do the same in another branch");
        var draft = ana.post(project.url() + "/-/commit/" + dogs + "/picking", "branch", "main");
        assertThat(draft.status()).isEqualTo(303);
        assertThat(ana.get(draft.header("Location")).text(".title")).isEqualTo("Let dogs pay");
        assertThat(ana.post(project.url() + "/-/commit/" + dogs + "/revert").status()).as("main has nothing of it").isBetween(400, 422);
        assertThat(browser.as(company.gwen()).post(project.url() + "/-/commit/" + dogs + "/revert").status()).isEqualTo(404);
    }
}
