package antipode.issues;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.projects.Labels;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What one orders within a text, by page and by API. It is Wednesday 4 November, 12:00 in Lisbon; Ana administers, Kei
/// opened the issue, Mia and Ravi are guests of an internal project, and Gwen may not see it.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuickActionsTest {

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Labels labels;
    private final ProjectMembers members;
    private final antipode.projects.Milestones milestones;
    private final TestClock clock;
    private Cast.Company company;
    private Tab ana;
    private Tab kei;
    private Tab mia;
    private Issue issue;

    QuickActionsTest(
            Cast cast, Browser browser, Issues issues, Labels labels, ProjectMembers members,
            antipode.projects.Milestones milestones, TestClock clock) {
        this.milestones = milestones;
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.labels = labels;
        this.members = members;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        labels.create(company.handbook().id(), "weather", Labels.DEFAULT_COLOR, "");
        labels.create(company.handbook().id(), "two words", Labels.DEFAULT_COLOR, "");
        labels.create(company.handbook().id(), "area::tariffs", Labels.DEFAULT_COLOR, "");
        labels.create(company.handbook().id(), "area::quays", Labels.DEFAULT_COLOR, "");
        members.add(company.handbook(), Role.OWNER, company.ravi().require(), Role.REPORTER, null);
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
        mia = browser.as(company.mia());
    }

    @BeforeEach
    void keiOpensAnIssue() {
        clock.set(TestClock.START);
        issue = issues.open(company.kei(), company.handbook(), Issues.Opening.of("Who pays?", "Nobody knows."), false);
    }

    private Answer note(Tab tab, String text) {
        return tab.post(issue.path() + "/notes", "note", text);
    }

    private String page() {
        return ana.get(issue.path()).body();
    }

    @Test
    void orders_are_done_with_the_comment_and_leave_it() {
        Answer sent = note(kei, "Half fares it is.\n\n/assign @ana me\n/label ~weather ~\"two words\"\n/due this Friday\n/close\n");
        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.header("Location")).contains("#note_");
        var read = kei.get(issue.path()).page();
        assertThat(read.select(".comment .prose").text()).isEqualTo("Half fares it is.");
        assertThat(read.select(".facts .label").eachText()).containsExactly("two words", "weather");
        assertThat(read.select(".facts").text()).contains("Ana", "Kei", "Fri 6 Nov");
        assertThat(issues.get(issue.id()).header().open()).isFalse();
    }

    @Test
    void the_page_says_what_was_done() {
        Answer sent = note(kei, "/label ~weather\n/due tomorrow");
        assertThat(sent.header("Location")).doesNotContain("#note");
        String cookie = kei.cookie() + "; " + sent.header("Set-Cookie").split(";")[0];
        // What a page fetches of itself meanwhile leaves the notice to the page that comes.
        Answer part = browser.with("Cookie", cookie).post("/-/writing/hints?project=" + issue.header().projectId(), "text", "Well.");
        assertThat(part.status()).isEqualTo(200);
        assertThat(part.response().headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(browser.with("Cookie", cookie).get(issue.path()).text(".notice-done"))
                .isEqualTo("Added the label weather. Set the due date to Thu 5 Nov.");
        assertThat(issues.get(issue.id()).header().commentCount()).isZero();
    }

    @Test
    void one_refused_order_refuses_the_post_and_changes_nothing() {
        Answer refused = note(mia, "I think so too.\n/subscribe\n/close\n/assign @gwen");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text(".notice-failed"))
                .contains("“/close”: This takes a reporter of the project; you are a guest.")
                .contains("“/assign @gwen”: @gwen is nobody who may see this.")
                .contains("Your text is below, untouched.");
        assertThat(refused.text("#words")).isEqualTo("I think so too.\n/subscribe\n/close\n/assign @gwen");
        Issue after = issues.get(issue.id());
        assertThat(after.header().open()).isTrue();
        assertThat(after.header().commentCount()).isZero();
        assertThat(mia.get(issue.path()).body()).doesNotContain("you subscribed");
    }

    @Test
    void what_nobody_knows_stays_text_and_so_does_code_and_what_is_escaped() {
        note(kei, "/frobnicate it\n\n\\/close\n\n```\n/close\n```\n\n> /close\n\nSee /close");
        assertThat(issues.get(issue.id()).header().open()).isTrue();
        var comment = ana.get(issue.path()).page().select(".comment .prose").text();
        assertThat(comment).contains("/frobnicate it", "/close", "See /close").doesNotContain("\\");
    }

    @Test
    void wrong_arguments_are_refused_with_what_would_be_right() {
        assertThat(note(kei, "/due the storm").text(".notice-failed"))
                .contains("“/due the storm”: “the storm” is no day. Write it like 2026-11-27, or this Friday.");
        assertThat(note(kei, "/close now").text(".notice-failed")).contains("/close takes nothing behind it.");
        assertThat(note(kei, "/title").text(".notice-failed")).contains("/title needs something behind it");
        assertThat(note(kei, "/label ~nowhere").text(".notice-failed")).contains("This project has no label nowhere.");
        assertThat(note(kei, "/unlabel").text(".notice-failed")).contains("It has no labels.");
        assertThat(note(kei, "/reopen").text(".notice-failed")).contains("It is open.");
        assertThat(note(kei, "/merge").text(".notice-failed")).contains("That can’t be done to an issue.");
        assertThat(note(kei, "/subscribe\n".repeat(51)).text(".notice-failed")).contains("at most 50 things");
    }

    @Test
    void of_a_scope_the_last_label_is_worn_and_labels_come_off() {
        note(kei, "/label ~area::tariffs ~weather");
        note(kei, "/label ~area::quays");
        assertThat(ana.get(issue.path()).page().select(".facts .label").eachText()).containsExactly("area::quays", "weather");
        note(kei, "/unlabel ~weather");
        assertThat(ana.get(issue.path()).page().select(".facts .label").eachText()).containsExactly("area::quays");
        note(kei, "/relabel ~weather");
        assertThat(ana.get(issue.path()).page().select(".facts .label").eachText()).containsExactly("weather");
    }

    @Test
    void a_shrug_is_written_where_it_was_ordered() {
        note(kei, "Before\n\n/shrug Who knows\n\nAfter");
        assertThat(ana.get(issue.path()).text(".comment .prose")).isEqualTo("Before Who knows ¯\\_(ツ)_/¯ After");
    }

    @Test
    void a_new_issue_does_what_its_description_orders() {
        Answer sent = kei.post(
                "/halyard/handbook/-/issues", "title", "Ordered", "description", "Why not?\n/label ~weather\n/assign @ana\n/confidential");
        assertThat(sent.status()).isEqualTo(303);
        var read = ana.get(sent.header("Location")).page();
        assertThat(read.select(".issue-words").text()).isEqualTo("Why not?");
        assertThat(read.select(".facts .label").eachText()).containsExactly("weather");
        assertThat(mia.get(sent.header("Location")).status()).isEqualTo(404);
        Answer refused = kei.post("/halyard/handbook/-/issues", "title", "Refused", "description", "Words\n/label ~nowhere");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("#description")).isEqualTo("Words\n/label ~nowhere");
        assertThat(kei.get("/halyard/handbook/-/issues").body()).doesNotContain("Refused");
    }

    @Test
    void an_edited_description_orders_too() {
        String version = kei.get(issue.path() + "/edit").page().select("[name=version]").val();
        Answer sent = kei.post(
                issue.path(), "title", "Who pays?", "description", "Somebody.\n/title Who pays for weather?", "version", version);
        assertThat(sent.status()).isEqualTo(303);
        Issue after = issues.get(issue.id());
        assertThat(after.header().title()).isEqualTo("Who pays for weather?");
        assertThat(after.header().description()).isEqualTo("Somebody.");
    }

    @Test
    void the_api_answers_as_gitlab_does() {
        Tab program = browser.program(company.kei());
        String notes = "/api/v4/projects/" + company.handbook().id() + "/issues/" + issue.header().iid() + "/notes";
        Answer only = program.post(notes, "body", "/due 2026-12-31\n/close");
        assertThat(only.status()).isEqualTo(202);
        assertThat(only.json().get("commands_changes").get("state_event").asString()).isEqualTo("close");
        assertThat(only.json().get("commands_changes").get("due_date").asString()).isEqualTo("2026-12-31");
        assertThat(only.json().get("summary").toString())
                .isEqualTo("[\"Set the due date to Thu 31 Dec.\",\"Closed the issue.\"]");
        Answer both = program.post(notes, "body", "Open again, sorry.\n/reopen");
        assertThat(both.status()).isEqualTo(201);
        assertThat(both.json().get("body").asString()).isEqualTo("Open again, sorry.");
        assertThat(both.json().get("commands_changes").get("state_event").asString()).isEqualTo("reopen");
        Answer refused = browser.program(company.mia()).post(notes, "body", "Closing.\n/close");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("This takes a reporter");
        Answer opened = program.post(
                "/api/v4/projects/" + company.handbook().id() + "/issues", "title", "By API", "description", "Words\n/label ~weather");
        assertThat(opened.json().get("labels").toString()).isEqualTo("[\"weather\"]");
        assertThat(opened.json().get("description").asString()).isEqualTo("Words");
    }

    @Test
    void replies_and_changed_comments_order_too() {
        note(kei, "First");
        long first = Long.parseLong(ana.get(issue.path()).page().select(".comment").first().id().replace("note_", ""));
        assertThat(kei.post(issue.path() + "/notes/" + first + "/replies", "note", "Settled.\n/close").status()).isEqualTo(303);
        assertThat(issues.get(issue.id()).header().open()).isFalse();
        assertThat(kei.post(issue.path() + "/notes/" + first, "note", "First of all\n/reopen").status()).isEqualTo(303);
        assertThat(issues.get(issue.id()).header().open()).isTrue();
        assertThat(ana.get(issue.path()).page().select(".comment .prose").eachText()).contains("First of all", "Settled.");
        Answer refused = kei.post(issue.path() + "/notes/" + first + "/replies", "note", "No.\n/label ~nowhere");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("textarea")).isEqualTo("No.\n/label ~nowhere");
        Answer shown = kei.post(issue.path() + "/notes/" + first + "/replies", "note", "*Yes*\n/close", "preview", "1");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.page().select(".writing-preview em").text()).isEqualTo("Yes");
        assertThat(shown.text(".orders")).isEqualTo("Closes the issue.");
        assertThat(issues.get(issue.id()).header().open()).isTrue();
    }

    @Test
    void a_form_that_is_sent_twice_does_its_deed_once() {
        for (int i = 0; i < 2; i++) {
            assertThat(kei.post(issue.path() + "/notes", "note", "Once", "once", "a-key").header("Location")).contains("#note_");
        }
        assertThat(issues.get(issue.id()).header().commentCount()).isEqualTo(1);
        kei.post(issue.path() + "/notes", "note", "Other words", "once", "a-key");
        ana.post(issue.path() + "/notes", "note", "Once", "once", "a-key");
        assertThat(issues.get(issue.id()).header().commentCount()).isEqualTo(3);
        String first = kei.post("/halyard/handbook/-/issues", "title", "Opened once", "once", "b-key").header("Location");
        assertThat(kei.post("/halyard/handbook/-/issues", "title", "Opened once", "once", "b-key").header("Location")).isEqualTo(first);
        Answer refused = kei.post(issue.path() + "/notes", "note", "/close now", "once", "c-key");
        assertThat(refused.status()).as("what was refused was not done").isEqualTo(422);
        assertThat(kei.post(issue.path() + "/notes", "note", "/close now", "once", "c-key").status()).isEqualTo(422);
    }

    @Test
    void the_preview_shows_words_and_orders_without_scripts() {
        Answer shown = kei.post(issue.path() + "/notes", "note", "Half *fares*, @mia\n/assign @mia\n/label ~nowhere", "preview", "1");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.page().select(".writing-preview em").text()).isEqualTo("fares");
        assertThat(shown.page().select(".writing-preview .mention").attr("href")).isEqualTo("/-/people/mia");
        assertThat(shown.page().select(".orders li").eachText())
                .containsExactly("Assigns Mia.", "“/label ~nowhere”: This project has no label nowhere.");
        assertThat(shown.text("#words")).startsWith("Half *fares*");
        Answer form = kei.post("/halyard/handbook/-/issues", "title", "New", "description", "# Why\n/due tomorrow", "preview", "1");
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.page().select(".writing-preview h1").text()).isEqualTo("Why");
        assertThat(form.text(".orders")).isEqualTo("Sets the due date to Thu 5 Nov.");
        assertThat(form.page().select("#title").val()).isEqualTo("New");
    }

    @Test
    void nothing_hidden_is_offered_or_previewed() {
        String where = "project=" + company.handbook().id() + "&kind=issue&thing=" + issue.id();
        assertThat(kei.get("/-/writing/completions?" + where + "&sign=@&q=mi").text("li")).contains("Mia Chen");
        assertThat(kei.get("/-/writing/completions?" + where + "&sign=@&q=gw").page().select("li")).as("she may not see it").isEmpty();
        assertThat(kei.get("/-/writing/completions?" + where + "&sign=%23&q=pays").page().select("li")).isNotEmpty();
        assertThat(kei.get("/-/writing/completions?" + where + "&sign=/&q=clos").page().select("li").attr("data-value")).isEqualTo("/close");
        assertThat(kei.get("/-/writing/completions?" + where + "&sign=:&q=tada").page().select("li").attr("data-value")).isEqualTo("🎉");
        assertThat(kei.get("/-/writing/completions?" + where + "&sign=~&q=two").page().select("li").attr("data-value")).isEqualTo("~\"two words\"");
        Issue hidden = issues.open(
                company.ana(), company.handbook(),
                new Issues.Opening("issue", "Secret pays", "", true, null, java.util.List.of(), java.util.List.of()), false);
        assertThat(mia.get("/-/writing/completions?" + where + "&sign=%23&q=secret").page().select("li")).isEmpty();
        assertThat(mia.get("/-/writing/completions?project=1&thing=" + hidden.id() + "&sign=@&q=a").status()).isEqualTo(404);
        Tab gwen = browser.as(company.gwen());
        assertThat(gwen.get("/-/writing/completions?" + where + "&sign=@&q=a").status()).isEqualTo(404);
        assertThat(gwen.post("/-/writing/preview?" + where, "text", "x").status()).isEqualTo(404);
        assertThat(gwen.post("/-/writing/orders?" + where, "text", "/close").status()).isEqualTo(404);
        assertThat(mia.post("/-/writing/orders?" + where, "text", "/close").text(".order-refused")).contains("This takes a reporter");
    }

    @Test
    void milestone_weight_links_lock_and_reaction_are_ordered() {
        milestones.create(company.handbook(), new antipode.projects.Milestone.Words("winter timetable", "", null, null));
        Issue other = issues.open(company.kei(), company.handbook(), Issues.Opening.of("Another", "Words\n"), false);
        String reference = other.header().reference();
        note(kei, "/milestone %\"winter timetable\"\n/weight 3\n/blocked_by " + reference + "\n/react :tada:");
        String facts = ana.get(issue.path()).text("main");
        assertThat(facts).contains("winter timetable").contains("🎉").contains("Blocked by").contains("Another");
        assertThat(issues.get(issue.id()).weight()).isEqualTo(3);
        assertThat(note(kei, "/blocks " + reference + "\n/close").status()).as("it waits for the other").isEqualTo(422);
        assertThat(note(kei, "/lock").text(".notice-failed")).contains("This takes a reporter");
        note(ana, "/lock\n/remove_milestone\n/clear_weight");
        assertThat(mia.post(issue.path() + "/notes", "note", "May I?").status()).isNotEqualTo(303);
        assertThat(issues.get(issue.id()).weight()).isNull();
        note(ana, "/unlock");
        Answer copied = kei.post(
                "/halyard/handbook/-/issues", "title", "Copied", "description", "Words\n/copy_metadata " + reference + "\n/relate " + reference);
        assertThat(copied.status()).isEqualTo(303);
        note(kei, "/duplicate " + reference);
        assertThat(issues.get(issue.id()).header().open()).isFalse();
        assertThat(note(kei, "/relate #999999").text(".notice-failed")).contains("There is no issue #999999");
    }

    @Test
    void an_issue_moves_with_the_words_that_order_it() {
        var other = cast.project(company.ana(), company.team(), "booking", antipode.projects.Visibility.INTERNAL);
        assertThat(note(kei, "/move halyard/booking").text(".notice-failed")).contains("This takes a reporter");
        assertThat(note(ana, "/move halyard/nowhere").text(".notice-failed")).contains("There is no project halyard/nowhere");
        Answer moved = note(ana, "It belongs there.\n/move halyard/booking");
        assertThat(moved.header("Location")).startsWith("/halyard/booking/-/issues/").contains("#note_");
        assertThat(ana.get(moved.header("Location").replaceFirst("#.*", "")).text(".comment .prose")).isEqualTo("It belongs there.");
        assertThat(issues.get(issue.id()).header().projectId()).isEqualTo(other.id());
    }
}
