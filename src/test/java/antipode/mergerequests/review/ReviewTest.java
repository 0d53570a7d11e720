package antipode.mergerequests.review;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.delivery.GivenNotice;
import antipode.delivery.Notice;
import antipode.delivery.letters.ThreadLetters;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.repositories.Commits;
import antipode.repositories.Edits;
import antipode.repositories.Files;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ana proposes; Kei in Tokyo reviews while she sleeps. Mia looks on.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewTest {

    private static final String BEFORE = "# Timetables\n\nWhere they differ, paper wins.\n\nNobody argues.\n\nThe end.\n";
    private static final String AFTER = "# Timetables\n\nWhere they differ, the web wins.\n\nNobody argues.\n\nThe end.\n";

    private final Cast cast;
    private final Browser browser;
    private final Edits edits;
    private final Files files;
    private final Commits commits;
    private final ProjectMembers members;
    private final Outbox outbox;
    private final ThreadLetters letters;
    private final Threads threads;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Cast.Company company;
    private Project handbook;
    private Browser.Tab ana;
    private Browser.Tab kei;
    private Browser.Tab mia;
    private int count;
    private String path = "";

    ReviewTest(
            Cast cast, Browser browser, Edits edits, Files files, Commits commits, ProjectMembers members, Outbox outbox,
            ThreadLetters letters, Threads threads, JdbcClient jdbc, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.edits = edits;
        this.files = files;
        this.commits = commits;
        this.members = members;
        this.outbox = outbox;
        this.letters = letters;
        this.threads = threads;
        this.jdbc = jdbc;
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
        mia = browser.as(company.mia());
    }

    @BeforeEach
    void anaProposes() {
        clock.set(TestClock.START);
        count++;
        edits.commit(company.ana(), handbook, "main", null, "Write a page", List.of(Edits.Action.create(page(), BEFORE)), null);
        push("main", AFTER);
        path = propose();
    }

    @Test
    void a_line_is_a_link_to_a_form_and_what_is_said_there_stands_below_it_and_in_the_record_as_a_line() {
        Document before = kei.get(path).page();
        String link = before.select(".diff-block .diff-line a").stream()
                .map(a -> a.attr("href"))
                .filter(href -> href.endsWith("new=3"))
                .findFirst()
                .orElseThrow();
        var form = kei.get(link);
        assertThat(form.text(".source-diff tr.inserted td:last-child")).isEqualTo("Where they differ, the web wins.");
        String action = form.page().selectFirst("form.line-comment").attr("action");
        assertThat(kei.post(action, "note", " ", "send", "now").status()).isEqualTo(422);
        var said = kei.post(action, "note", "At four quays there is no signal.", "send", "now");
        assertThat(said.status()).as(said.body()).isEqualTo(303);
        Document page = ana.get(path).page();
        assertThat(page.select(".changes .diff-block:has(ins) .diff-thread .prose").text()).isEqualTo("At four quays there is no signal.");
        assertThat(page.select(".event:contains(wrote)").text()).contains("Kei Nakamura wrote on Timetables " + count + ", line 3");
        assertThat(page.select("[id^=discussion_]")).hasSize(1);
        assertThat(page.select(".subline").text()).contains("1 thread unresolved");
        for (String view : List.of("source", "side")) {
            assertThat(ana.get(path + "?view=" + view).page().select(".said-row .diff-thread .prose").text()).as(view)
                    .isEqualTo("At four quays there is no signal.");
        }
        assertThat(browser.asNobody().get(link).status()).isIn(303, 404);
    }

    @Test
    void a_block_of_the_rendered_page_takes_comments_and_a_draft_answer_stands_under_its_thread() {
        Document before = kei.get(path + "/diffs?view=pages").page();
        String now = before.select(".pages-beside > div:last-child .diff-line a[href$=new=3]").attr("href");
        String was = before.select(".pages-beside > div:first-child .diff-line a[href$=old=3]").attr("href");
        kei.post(kei.get(now).page().selectFirst("form.line-comment").attr("action"), "note", "Which web?", "send", "now");
        kei.post(kei.get(was).page().selectFirst("form.line-comment").attr("action"), "note", "It hung for years.", "send", "now");
        Document page = ana.get(path + "/diffs?view=pages").page();
        assertThat(page.select(".pages-beside > div:last-child .diff-thread .prose").text()).isEqualTo("Which web?");
        assertThat(page.select(".pages-beside > div:first-child .diff-thread .prose").text()).isEqualTo("It hung for years.");
        String thread = page.select(".pages-beside > div:last-child .diff-thread").attr("id").substring("discussion_".length());
        ana.post(path + "/draft_notes?thread=" + thread, "note", "Ours.");
        page = ana.get(path).page();
        assertThat(page.select("#discussion_" + thread + " .draft-note .prose").text()).isEqualTo("Ours.");
        assertThat(page.select("#review .draft-note")).as("nowhere else").isEmpty();
        assertThat(kei.get(path).body()).doesNotContain("Ours.");
    }

    @Test
    void more_of_what_stands_around_a_change_is_a_link_away_and_takes_comments() {
        String file = "long-" + count + ".txt";
        String text = IntStream.rangeClosed(1, 100).mapToObj(n -> "line " + n + "\n").collect(Collectors.joining());
        edits.commit(company.ana(), handbook, "main", null, "Write", List.of(Edits.Action.create(file, text)), null);
        edits.commit(company.ana(), handbook, branch() + "-long", "main", "Change it", List.of(
                Edits.Action.update(file, text.replace("line 40\n", "").replace("line 70\n", "line 70\nand more\n"))), null);
        String changes = propose(branch() + "-long") + "/diffs?view=source";
        Document page = kei.get(changes).page();
        assertThat(page.select(".more-lines").eachText()).containsExactly(
                "Show 20 lines above · all 36", "Show 20 lines below · 20 lines above · all 24", "Show 20 lines below");
        Document more = kei.get(page.select(".more-lines a").get(2).attr("href").replaceFirst("#.*", "")).page();
        assertThat(more.select(".source-diff tr:contains(line 44)").select(".line-number").eachText()).containsExactly("44", "43");
        assertThat(more.select(".more-lines").eachText()).contains("Show 4 lines", "Show 20 lines below · all 27");
        more = kei.get(more.select(".more-lines a[aria-label='Show lines 63 to 66']").attr("href").replaceFirst("#.*", "")).page();
        assertThat(more.select(".source-diff .folded")).as("one run of lines, and what is above and below it").hasSize(2);
        assertThat(kei.get(more.select(".source-diff tr:contains(line 44) .line-number a").attr("href")).text(".source-diff")).contains("line 44");
        assertThat(kei.get(changes + "&lines=0.1-999999&lines=x&lines=9.9-1").page().select(".more-lines")).isEmpty();
        assertThat(kei.get(changes.replace("source", "side") + "&lines=0.1-9").page().select(".source-side tr:contains(line 9)")).hasSize(1);
    }

    @Test
    void whoever_reads_of_it_elsewhere_is_told_beside_which_lines_it_was_said() {
        comment("new=3", "@ana which web?");
        assertThat(ana.get("/-/todos").text(".rows")).contains("Kei asks you on Timetables " + count + ", line 3");
        assertThat(ana.get("/-/todos.atom").body()).contains("on Timetables " + count + ", line 3");
        assertThat(ana.get(path + ".atom").body()).contains(
                "Kei Nakamura commented on Timetables " + count + ", line 3", "+Where they differ, the web wins.");
        long note = jdbc.sql("select max(id) from comment").query(Long.class).single();
        var request = threads.find(company.ana(), handbook, Issuable.Kind.MERGE_REQUEST, Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
        long letter = letters.post(company.ana().require(), GivenNotice.of(
                1, request, note, Notice.Kind.INFORMATION, null, Cast.person(company.kei()), ""));
        assertThat(jdbc.sql("select text_part from mail where id = :id").param("id", letter).query(String.class).single())
                .contains("On Timetables " + count + ", line 3:\n", "    +Where they differ, the web wins.\n");
    }

    @Test
    void a_comment_follows_its_line_and_says_so_and_shows_the_old_lines_once_that_has_changed() {
        comment("new=3", "Really?");
        push(branch(), "# Timetables\n\nA new beginning.\n\nWhere they differ, the web wins.\n\nNobody argues.\n\nThe end.\n");
        Document page = ana.get(path).page();
        assertThat(page.select(".diff-block:has(.diff-thread) .diff-line").text()).isEqualTo("5");
        push(branch(), "# Timetables\n\nA new beginning.\n\nNeither wins.\n\nNobody argues.\n\nThe end.\n");
        page = ana.get(path).page();
        assertThat(page.select(".changes .diff-thread")).isEmpty();
        assertThat(page.select(".thread .place-words").text()).contains("formerly line 3", "outdated");
        assertThat(page.select(".thread .place tr.inserted td:last-child").text()).contains("Where they differ, the web wins.");
    }

    @Test
    void a_rewritten_branch_and_a_target_that_is_gone_leave_everything_readable() {
        comment("new=3", "Really?");
        edits.commit(company.ana(), handbook, branch() + "-other", "main", "Other words", List.of(
                Edits.Action.update(page(), BEFORE.replace("paper wins", "nobody wins"))), null);
        String other = commits.find(handbook.id(), branch() + "-other").orElseThrow().id();
        var forced = browser.program(company.ana()).delete(api("/repository/branches/" + branch()));
        assertThat(forced.status()).isEqualTo(204);
        var again = browser.program(company.ana()).post(api("/repository/branches"), "branch", branch(), "ref", other);
        assertThat(again.status()).isEqualTo(201);
        outbox.drain();
        Document page = ana.get(path).page();
        assertThat(page.select(".changes ins").text()).isEqualTo("nobody");
        assertThat(page.select(".thread .place-words").text()).contains("outdated");
        String versions = ana.get(path + "/diffs").page().select("#version-from option").text();
        assertThat(versions).contains("version 1");
    }

    @Test
    void a_suggestion_is_a_small_difference_and_one_click_commits_it_as_its_writers() {
        comment("new=3", "People photograph the poster.\n\n```suggestion\nWhere they differ, the web wins, but for four quays.\n```\n");
        Document page = ana.get(path).page();
        assertThat(page.select(".suggestion ins").text()).contains("but for four quays");
        assertThat(page.select(".prose-comment").text()).contains("People photograph the poster.").doesNotContain("suggestion");
        String id = page.select(".suggestion button[name=id]").val();
        assertThat(browser.as(company.gwen()).post(path + "/suggestions", "id", id).status()).isIn(403, 404);
        var applied = ana.post(path + "/suggestions", "id", id);
        assertThat(applied.status()).as(applied.body()).isEqualTo(303);
        assertThat(files.find(handbook.id(), branch(), page()).orElseThrow().text())
                .isEqualTo(AFTER.replace("the web wins.", "the web wins, but for four quays."));
        var commit = commits.find(handbook.id(), branch()).orElseThrow();
        assertThat(commit.author().name()).isEqualTo("Kei Nakamura");
        assertThat(commit.committer().name()).isEqualTo("Ana Ferreira");
        assertThat(commit.message()).contains("Suggested-by: Kei Nakamura <", "Applied-by: Ana Ferreira <", "Merge-request: halyard/handbook!");
        page = ana.get(path).page();
        assertThat(page.select(".suggestion-foot").text()).contains("Ana applied it");
        assertThat(page.select(".thread-resolved")).isNotEmpty();
        var twice = ana.post(path + "/suggestions", "id", id);
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.text(".notice-failed")).contains("It is applied already.");
    }

    @Test
    void several_suggestions_go_in_at_once_and_an_outdated_one_is_refused() {
        comment("new=3", "```suggestion\nThe web wins.\n```");
        comment("new=5-7", "```suggestion:-2+0\nEverybody agrees.\n```");
        List<String> ids = ana.get(path).page().select(".suggestion button[name=id]").eachAttr("value");
        assertThat(ids).hasSize(2);
        push(branch(), AFTER.replace("Nobody argues.", "Somebody argues."));
        var refused = ana.post(path + "/suggestions", "id", ids.get(0), "id", ids.get(1));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text(".notice-failed")).contains("Outdated: these lines changed since.");
        push(branch(), AFTER);
        comment("new=7", "```suggestion\nThe very end.\n```");
        Document page = ana.get(path).page();
        var applied = ana.post(
                path + "/suggestions", "id", page.select(".suggestion:contains(The web) button[name=id]").val(),
                "id", page.select(".suggestion:contains(very end) button[name=id]").val());
        assertThat(applied.status()).as(applied.text(".notice-failed")).isEqualTo(303);
        assertThat(files.find(handbook.id(), branch(), page()).orElseThrow().text())
                .contains("\nThe web wins.\n", "The very end.\n");
    }

    @Test
    void a_review_is_gathered_unseen_and_sent_as_one_with_a_verdict_and_told_once() {
        outbox.drain();
        long noticesBefore = notices(company.ana());
        draft("new=3", "First.");
        draft("new=5", "Second.");
        assertThat(kei.get(path).page().select(".draft-note")).hasSize(2);
        assertThat(ana.get(path).page().select(".draft-note")).isEmpty();
        assertThat(ana.get(path).body()).doesNotContain("Second.");
        var sent = kei.post(path + "/reviews", "note", "Two things before it goes.", "verdict", "changes", "sha", head());
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        outbox.drain();
        assertThat(notices(company.ana()) - noticesBefore).isEqualTo(1);
        Document page = ana.get(path).page();
        assertThat(page.select(".changes .diff-thread")).hasSize(2);
        assertThat(page.text()).contains("Two things before it goes.", "asked for changes to ");
        assertThat(page.select("#why-not").text()).contains("Kei asks for changes.");
        assertThat(kei.get(path).page().select(".draft-note")).isEmpty();
        assertThat(ana.post(path + "/change_requests/" + company.kei().id() + "/removal").status()).isEqualTo(303);
        assertThat(ana.get(path).text("#why-not")).isEmpty();
    }

    @Test
    void a_review_of_a_version_that_is_gone_is_kept_and_one_with_nothing_in_it_is_refused() {
        assertThat(kei.post(path + "/reviews", "verdict", "comment").status()).isEqualTo(422);
        assertThat(kei.post(path + "/reviews", "verdict", "perhaps").status()).isEqualTo(422);
        assertThat(ana.post(path + "/reviews", "verdict", "changes").text(".review-form .field-error")).contains("You wrote this yourself.");
        draft("new=3", "Mine.");
        String seen = head();
        push(branch(), AFTER.replace("The end.", "An end."));
        var late = kei.post(path + "/reviews", "verdict", "approve", "note", "Good.", "sha", seen);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text(".review-form .field-error")).contains("A new version was pushed since you looked");
        assertThat(late.page().select("#review-note").text()).isEqualTo("Good.");
        assertThat(late.page().select(".draft-note")).hasSize(1);
    }

    @Test
    void a_review_can_be_ordered_in_words_and_by_api_a_question_is_asked_with_the_proposal() {
        draft("new=3", "Hm.");
        assertThat(kei.post(path + "/notes", "note", "/submit_review request_changes").status()).isEqualTo(303);
        assertThat(ana.get(path).text("#why-not")).contains("Kei asks for changes.");
        assertThat(kei.post(path + "/notes", "note", "/submit_review").text(".notice-failed")).contains("Nothing waits in your review.");
        assertThat(ana.post(path + "/notes", "note", "/request_changes").text(".notice-failed")).contains("You wrote this yourself.");
        assertThat(kei.post(path + "/notes", "note", "/submit_review approve").status()).isEqualTo(303);
        assertThat(ana.get(path).text("#why-not")).isEmpty();
        var asked = browser.program(company.ana()).put(api("/merge_requests/" + path.substring(path.lastIndexOf('/') + 1)), "question", "Shorter?");
        assertThat(asked.json().get("question").asString()).isEqualTo("Shorter?");
        assertThat(ana.get(path).text(".question")).contains("Shorter?");
    }

    @Test
    void whoever_comes_back_sees_what_changed_since_their_review_and_all_of_it_on_request() {
        kei.post(path + "/reviews", "verdict", "comment", "note", "Looks fine so far.");
        push(branch(), AFTER.replace("The end.", "An end."));
        Document page = kei.get(path).page();
        assertThat(page.select(".changes-since").text()).contains("Shown is what changed since your review", "version 1");
        assertThat(page.select(".changes ins").text()).isEqualTo("An");
        assertThat(kei.get(path + "?from=base").page().select(".changes ins").text()).contains("the web", "An");
        assertThat(mia.get(path).page().select(".changes ins").text()).contains("the web", "An");
        List<String> versions = mia.get(path + "/diffs").page().select("#version-to option").eachAttr("value");
        assertThat(versions).hasSize(2);
        assertThat(mia.get(path + "/diffs?from=" + versions.getLast() + "&to=" + versions.getFirst()).page().select(".changes ins").text())
                .isEqualTo("An");
        assertThat(mia.get(path + "/diffs?to=" + versions.getLast()).page().select(".changes ins").text()).isEqualTo("the web");
    }

    @Test
    void a_project_may_let_no_thread_wait_and_the_question_stands_on_top() {
        var project = browser.program(company.ana());
        assertThat(project.put(api(""), "only_allow_merge_if_all_discussions_are_resolved", "true").json()
                        .get("only_allow_merge_if_all_discussions_are_resolved").asBoolean())
                .isTrue();
        comment("new=3", "Really?");
        assertThat(ana.get(path).text("#why-not")).contains("One thread is unresolved.");
        assertThat(ana.post(path + "/merge").status()).isEqualTo(409);
        String thread = ana.get(path).page().select("[id^=discussion_]").attr("id").substring("discussion_".length());
        ana.post(path + "/notes/" + thread + "/resolution");
        assertThat(ana.get(path).text("#why-not")).isEmpty();
        project.put(api(""), "only_allow_merge_if_all_discussions_are_resolved", "false");
        ana.post(path + "/draft");
        ana.post(path + "/readiness", "question", "Is the end needed?");
        assertThat(kei.get(path).text(".question")).contains("Ana asks whoever looks:", "Is the end needed?");
    }

    @Test
    void a_change_of_five_hundred_files_asks_as_many_questions_as_one_of_twelve_and_is_shown_page_by_page() {
        List<Edits.Action> few = new ArrayList<>();
        IntStream.range(0, 12).forEach(n -> few.add(Edits.Action.create("few-" + count + "/" + n + ".txt", "one\n")));
        edits.commit(company.ana(), handbook, branch() + "-few", "main", "A few", few, null);
        String small = propose(branch() + "-few");
        List<Edits.Action> many = new ArrayList<>();
        IntStream.range(0, 500).forEach(n -> many.add(Edits.Action.create("many-" + count + "/" + n + ".txt", "one\n")));
        edits.commit(company.ana(), handbook, branch() + "-many", "main", "Many", many, null);
        String large = propose(branch() + "-many");
        List.of(small, large).forEach(each -> kei.get(each));
        int one = CountedStatements.during(() -> kei.get(small));
        int other = CountedStatements.during(() -> kei.get(large));
        assertThat(other).isEqualTo(one);
        assertThat(kei.get(large).text(".subline")).contains("500 files");
        Document all = kei.get(large + "/diffs?page=10").page();
        assertThat(all.select(".change")).hasSize(50);
        assertThat(all.select(".file-tree li")).hasSize(500);
        assertThat(kei.get(large + "/diffs?page=99999").status()).isEqualTo(200);
        var listed = browser.program(company.kei()).get(api("/merge_requests/" + large.substring(large.lastIndexOf('/') + 1) + "/diffs?per_page=7&page=2"));
        assertThat(listed.json().size()).isEqualTo(7);
        assertThat(listed.header("X-Total")).isEqualTo("500");
    }

    private long notices(Actor actor) {
        return jdbc.sql("select count(*) from notice where member_id = :member and state <> 'dropped'")
                .param("member", actor.id())
                .query(Long.class)
                .single();
    }

    private void comment(String lines, String words) {
        var said = kei.post(path + "/line_comments?path=" + page() + "&" + lines, "note", words, "send", "now");
        assertThat(said.status()).as(said.page().select(".field-error").text()).isEqualTo(303);
    }

    private void draft(String lines, String words) {
        var kept = kei.post(path + "/line_comments?path=" + page() + "&" + lines, "note", words, "send", "later");
        assertThat(kept.status()).as(kept.page().select(".field-error").text()).isEqualTo(303);
    }

    private void push(String start, String text) {
        edits.commit(company.ana(), handbook, branch(), start.equals("main") ? "main" : null, "Change it", List.of(
                Edits.Action.update(page(), text)), null);
        outbox.drain();
    }

    private String head() {
        return commits.find(handbook.id(), branch()).orElseThrow().id();
    }

    private String propose() {
        return propose(branch());
    }

    private String propose(String branch) {
        var answer = ana.post(handbook.url() + "/-/merge_requests", "source", branch, "title", "Give up paper", "reviewers", "kei");
        assertThat(answer.status()).as(answer.page().select(".field-error").eachText().stream().collect(Collectors.joining())).isEqualTo(303);
        return answer.header("Location");
    }

    private String api(String rest) {
        return "/api/v4/projects/" + handbook.id() + rest;
    }

    private String page() {
        return "timetables-" + count + ".md";
    }

    private String branch() {
        return "no-print-" + count;
    }
}
