package antipode.mergerequests;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.git.Git;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.people.Tokens;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.repositories.Edits;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Merge requests as people see them in a browser and programs through the API.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergeRequestPagesTest {

    private final Cast cast;
    private final Browser browser;
    private final Edits edits;
    private final Threads threads;
    private final Schedules schedules;
    private final Outbox outbox;
    private final Tokens tokens;
    private final ProjectMembers members;
    private final TestClock clock;
    private Cast.Company company;
    private Project handbook;
    private Issuable issue;
    private Browser.Tab ana;
    private Browser.Tab kei;
    private Browser.Tab program;
    private int count;

    MergeRequestPagesTest(
            Cast cast, Browser browser, Edits edits, Threads threads, Schedules schedules, Outbox outbox, Tokens tokens,
            ProjectMembers members, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.edits = edits;
        this.threads = threads;
        this.schedules = schedules;
        this.outbox = outbox;
        this.tokens = tokens;
        this.members = members;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        handbook = company.handbook();
        for (Actor developer : List.of(company.kei(), company.mia())) {
            members.putInTeam(company.team().id(), Role.OWNER, developer.require(), Role.DEVELOPER, null);
        }
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
        program = browser.program(company.ana());
    }

    @BeforeEach
    void aBranchIsPushed() {
        clock.set(TestClock.START);
        count++;
        issue = threads.open(company.kei(), handbook, new Threads.Opening(
                Issuable.Kind.ISSUE, "issue", "Flat refunds", "", false, null, List.of(), List.of()));
        threads.announce(company.kei(), issue);
        edits.commit(company.ana(), handbook, "main", null, "Write a page", List.of(
                Edits.Action.create(page(), "# Timetables\n\nWhere they differ, paper wins.\n\nNobody argues.\n")), null);
        edits.commit(company.ana(), handbook, branch(), "main", "Give up paper", List.of(
                Edits.Action.update(page(), "# Timetables\n\nWhere they differ, the web wins.\n\nNobody argues.\n")), null);
    }

    @Test
    void a_change_is_shown_as_prose_with_the_words_put_in_and_taken_out_and_as_source() {
        String path = propose();
        var page = ana.get(path).page();
        assertThat(page.select(".title").text()).isEqualTo("Give up paper");
        assertThat(page.select(".subline").text()).contains("Ana wants to merge " + branch() + " into main", "1 page, 2 words in, 1 out");
        assertThat(page.select(".changes ins").text()).isEqualTo("the web");
        assertThat(page.select(".changes del").text()).isEqualTo("paper");
        assertThat(page.select(".file-head h2").text()).isEqualTo("Timetables " + count);
        var source = ana.get(path + "?view=source").page();
        assertThat(source.select(".source-diff tr.deleted td:last-child").text()).endsWith("Where they differ, paper wins.");
        assertThat(browser.asNobody().get(path).status()).isEqualTo(404);
    }

    @Test
    void what_a_text_orders_is_done_to_a_merge_request_too() {
        String path = propose();
        assertThat(ana.post(path + "/notes", "note", "/approve").text(".notice-failed")).contains("You wrote this yourself.");
        assertThat(ana.post(path + "/notes", "note", "/merge").text(".notice-failed")).contains("It is a draft. Mark it as ready first.");
        assertThat(ana.post(path + "/notes", "note", "/reviewer @gwen").text(".notice-failed")).contains("@gwen is nobody who may see this.");
        assertThat(ana.post(path + "/notes", "note", "Please look.\n/reviewer @kei\n/ready").status()).isEqualTo(303);
        assertThat(ana.post(path + "/notes", "note", "/confidential").text(".notice-failed")).contains("That can’t be done to a merge request.");
        assertThat(kei.post(path + "/notes", "note", "/approve").status()).isEqualTo(303);
        var page = ana.get(path).page();
        assertThat(page.text()).contains("Please look.").contains("Kei Nakamura approved");
        assertThat(ana.post(path + "/notes", "note", "In it goes.\n/merge").status()).isEqualTo(303);
        assertThat(ana.get(path).page().select(".state").first().text()).isEqualTo("Merged");
    }

    @Test
    void the_default_merges_by_itself_at_the_fair_time_and_the_page_tells_why() {
        String path = propose();
        assertThat(ana.post(path + "/notes", "note", "Does the web suffice?", "add", "kei, mia", "silence", "act",
                        "effect", "merge", "deed", "merge it").status())
                .isEqualTo(303);
        assertThat(ana.get(path).text(".merge-default")).contains("If nobody objects, you merge it tomorrow 04:30", "Mark it as ready");
        ana.post(path + "/readiness");
        clock.set("2026-11-05T04:29:59Z");
        schedules.runDue();
        assertThat(ana.get(path).text(".state")).isEqualTo("Open");
        clock.set("2026-11-05T04:30:00Z");
        schedules.runDue();
        var page = kei.get(path);
        assertThat(page.text(".state")).isEqualTo("Merged");
        assertThat(page.body()).contains("nobody objected to");
        assertThat(threads.get(issue.id()).open()).isFalse();
    }

    @Test
    void what_is_in_the_way_is_said_and_a_deed_that_is_refused_changes_nothing() {
        String path = propose();
        assertThat(ana.get(path).text("#why-not")).isEqualTo("It is a draft. Mark it as ready first.");
        var refused = ana.post(path + "/merge");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("[role=alert]")).contains("It is a draft. Mark it as ready first.");
        ana.post(path + "/readiness");
        edits.commit(company.ana(), handbook, "main", null, "Otherwise", List.of(
                Edits.Action.update(page(), "# Timetables\n\nWhere they differ, nobody wins.\n")), null);
        var conflict = ana.post(path + "/merge");
        assertThat(conflict.status()).isEqualTo(422);
        assertThat(conflict.text("[role=alert]")).contains("Both branches changed " + page());
        assertThat(ana.get(path).text(".state")).isEqualTo("Open");
    }

    @Test
    void a_reviewer_turns_the_door_with_a_reason_approves_and_the_merge_waits_for_fair_time() {
        String path = propose("reviewers", "kei");
        ana.post(path + "/readiness");
        assertThat(kei.post(path + "/door", "reason", "").status()).isEqualTo(422);
        kei.post(path + "/door", "reason", "The contract can’t be undone.");
        var page = ana.get(path).page();
        assertThat(page.select("#door h2").text()).isEqualTo("One-way door");
        assertThat(page.select("#door q").text()).isEqualTo("The contract can’t be undone.");
        assertThat(page.select("#why-not").text()).contains("A one-way door needs an approval", "comment window is open until tomorrow 04:30");
        kei.post(path + "/approval", "sha", "");
        assertThat(ana.get(path).text(".reviewers")).contains("1 of 1 approval", "Approved");
        ana.post(path + "/merge");
        assertThat(ana.get(path).text(".state")).isEqualTo("Merged");
    }

    @Test
    void a_revert_is_one_click_and_leads_to_its_draft() {
        String path = propose();
        ana.post(path + "/readiness");
        ana.post(path + "/merge");
        var answer = ana.post(path + "/revert");
        assertThat(answer.status()).isEqualTo(303);
        String revert = answer.header("Location");
        var page = ana.get(revert).page();
        assertThat(page.select(".state").text()).contains("Draft");
        assertThat(page.select(".changes ins").text()).isEqualTo("paper");
        assertThat(ana.get(path).text("#merge")).contains("Its revert is");
    }

    @Test
    void what_is_typed_stands_in_the_form_again_when_it_is_refused() {
        propose();
        var again = ana.post(handbook.url() + "/-/merge_requests", "source", branch(), "target", "main", "title", "Twice",
                "description", "Typed with care");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text("[role=alert]")).contains("Another open merge request already exists");
        assertThat(again.page().select("textarea[name=description]").text()).isEqualTo("Typed with care");
    }

    @Test
    void lists_show_whose_turn_it_is_and_filter() {
        String path = propose("reviewers", "kei");
        ana.post(path + "/readiness");
        assertThat(kei.get("/-/merge_requests").page().select(".row-title a[href=" + path + "]")).hasSize(1);
        assertThat(kei.get(handbook.url() + "/-/merge_requests?reviewer=kei").text(".row")).contains("Your turn", "Give up paper");
        assertThat(ana.get(handbook.url() + "/-/merge_requests?author=nobody-here").text(".field-error")).contains("@nobody-here");
        assertThat(browser.asNobody().get("/-/merge_requests").page().select(".row")).isEmpty();
    }

    @Test
    void a_program_proposes_reads_approves_and_merges() {
        String all = "/api/v4/projects/" + handbook.id() + "/merge_requests";
        var made = program.post(all, "source_branch", branch(), "target_branch", "main", "title", "Draft: Give up paper",
                "description", "Closes " + issue.reference(), "reviewer_ids", "" + company.kei().id());
        assertThat(made.status()).isEqualTo(201);
        var json = made.json();
        assertThat(json.get("title").asString()).isEqualTo("Draft: Give up paper");
        assertThat(json.get("work_in_progress").asBoolean()).isTrue();
        assertThat(json.get("detailed_merge_status").asString()).isEqualTo("draft_status");
        assertThat(json.get("changes_count").asString()).isEqualTo("1");
        String one = all + "/" + json.get("iid").asInt();
        var twice = program.post(all, "source_branch", branch(), "target_branch", "main", "title", "Twice");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.json().get("message").get(0).asString())
                .isEqualTo("Another open merge request already exists for this source branch: !" + json.get("iid").asInt());
        assertThat(program.put(one + "/merge").status()).isEqualTo(405);
        assertThat(program.put(one, "title", "Give up paper").json().get("draft").asBoolean()).isFalse();
        var approver = browser.program(company.kei());
        assertThat(approver.post(one + "/approve").json().get("approved_by").get(0).get("user").get("username").asString())
                .isEqualTo("kei");
        assertThat(program.get(one + "/changes").json().get("changes").get(0).get("diff").asString()).startsWith("@@ ");
        assertThat(program.get(one + "/commits").json().size()).isEqualTo(1);
        assertThat(program.get(one + "/versions").json().get(0).get("head_commit_sha").asString()).hasSize(40);
        assertThat(program.get(all + "?state=opened&source_branch=" + branch()).json().size()).isEqualTo(1);
        var guard = program.put(one + "/merge", "sha", "0".repeat(40));
        assertThat(guard.status()).isEqualTo(409);
        assertThat(guard.json().get("message").asString()).startsWith("SHA does not match HEAD of source branch: ");
        var merged = program.put(one + "/merge", "sha", json.get("sha").asString());
        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.json().get("state").asString()).isEqualTo("merged");
        assertThat(merged.json().get("merge_commit_sha").asString()).hasSize(40);
        assertThat(program.put(one + "/merge").status()).isEqualTo(405);
        assertThat(threads.get(issue.id()).open()).isFalse();
        assertThat(program.post(all, "source_branch", "nowhere", "target_branch", "main", "title", "x").status()).isEqualTo(400);
    }

    @Test
    void a_push_option_proposes_what_the_page_then_shows(@TempDir Path folder) {
        String token = tokens.create(company.kei().id(), "git", List.of("write_repository"), null).text();
        Git git = Git.clone(browser.address().replace("http://", "http://git:" + token + "@") + "/" + handbook.fullPath() + ".git",
                folder.resolve("clone"));
        git.run("checkout", "-q", "-b", "posters");
        git.write("posters.md", "# Posters\n\nAt every quay.\n").commit("Write about posters");
        git.run("push", "-o", "merge_request.create", "origin", "posters");
        outbox.drain();
        assertThat(kei.get("/-/merge_requests").body()).contains("Write about posters");
    }

    private String propose(String... more) {
        String[] fields = new String[8 + more.length];
        List<String> usual = List.of("source", branch(), "title", "Give up paper", "description", "Closes " + issue.reference(), "draft", "1");
        for (int i = 0; i < fields.length; i++) {
            fields[i] = i < 8 ? usual.get(i) : more[i - 8];
        }
        var answer = ana.post(handbook.url() + "/-/merge_requests", fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.header("Location");
    }

    private String page() {
        return "timetables-" + count + ".md";
    }

    private String branch() {
        return "no-print-" + count;
    }
}
