package antipode.issues;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.projects.Labels;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Writing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The pages of issues through HTTP, with forms as a browser without scripts sends them. It is Wednesday 12:00 in Lisbon;
/// Kei and Mia sleep, and Thursday 04:30 is fair to both.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuePagesTest {

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Comments comments;
    private final Labels labels;
    private final TestClock clock;
    private Cast.Company company;
    private Project secret;
    private Tab ana;
    private Tab kei;
    private Tab gwen;
    private Issue issue;

    IssuePagesTest(Cast cast, Browser browser, Issues issues, Comments comments, Labels labels, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.comments = comments;
        this.labels = labels;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        secret = cast.project(company.ana(), company.team(), "secret", Visibility.PRIVATE);
        labels.create(company.handbook().id(), "weather", Labels.DEFAULT_COLOR, "");
        labels.create(company.handbook().id(), "area::tariffs", Labels.DEFAULT_COLOR, "");
        labels.create(company.handbook().id(), "area::quays", Labels.DEFAULT_COLOR, "");
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
        gwen = browser.as(company.gwen());
    }

    @BeforeEach
    void keiOpensAnIssue() {
        clock.set(TestClock.START);
        issue = issues.open(company.kei(), company.handbook(), Issues.Opening.of("Who pays?", "*Flat* is right, says @mia."), false);
    }

    @Test
    void a_member_opens_an_issue_and_reads_it() {
        Answer sent = ana.post(
                "/halyard/handbook/-/issues", "title", "Printed timetables", "description", "# Why\n\nThey get **wet**.",
                "labels", "weather, area::tariffs, area::quays", "assignees", "@kei", "due", "2026-11-27");
        assertThat(sent.status()).isEqualTo(303);
        Answer read = kei.get(sent.header("Location"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text("h1")).isEqualTo("Printed timetables");
        assertThat(read.page().select(".issue-words strong").text()).isEqualTo("wet");
        assertThat(read.page().select(".facts .label").eachText()).containsExactly("area::quays", "weather");
        assertThat(read.text(".facts")).contains("Fri 27 Nov");
        assertThat(read.text(".turn")).startsWith("KN Your turn since today 21:00, because Ana assigned it.");
    }

    @Test
    void whatever_is_wrong_in_the_form_is_said_and_nothing_typed_is_lost() {
        Answer refused = ana.post(
                "/halyard/handbook/-/issues", "title", "Kept title", "description", "Kept words", "labels", "weather, nowhere");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text(".field-error")).isEqualTo("This project has no label nowhere.");
        assertThat(refused.page().select("#title").val()).isEqualTo("Kept title");
        assertThat(refused.text("#description")).isEqualTo("Kept words");
        assertThat(ana.post("/halyard/handbook/-/issues", "title", " ").text(".field-error")).isEqualTo("It can't be blank.");
        assertThat(ana.post("/halyard/handbook/-/issues", "title", "x".repeat(256)).text(".field-error")).contains("too long");
        assertThat(ana.post("/halyard/handbook/-/issues", "title", "x", "assignees", "nobody-here").text(".field-error"))
                .isEqualTo("@nobody-here is nobody who may see this.");
        assertThat(ana.post("/halyard/handbook/-/issues", "title", "x", "due", "2026-02-30").text(".field-error"))
                .contains("is no day");
        assertThat(ana.get("/halyard/handbook/-/issues").body()).doesNotContain("Kept title");
    }

    @Test
    void two_who_edit_the_same_words_are_shown_both_and_lose_nothing() {
        String version = kei.get(issue.path() + "/edit").page().select("[name=version]").val();
        assertThat(ana.post(issue.path(), "title", "Who pays?", "description", "Ana’s words", "version", version).status())
                .isEqualTo(303);
        Answer late = kei.post(issue.path(), "title", "Who pays?", "description", "Kei’s words", "version", version);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text(".notice-failed")).startsWith("Not saved.");
        assertThat(late.text(".issue-theirs")).isEqualTo("Ana’s words");
        assertThat(late.text("#description")).isEqualTo("Kei’s words");
        String now = late.page().select("[name=version]").val();
        assertThat(kei.post(issue.path(), "title", "Who pays?", "description", "Both", "version", now).status()).isEqualTo(303);
        assertThat(kei.get(issue.path()).text(".issue-words")).isEqualTo("Both");
    }

    @Test
    void a_comment_stands_in_the_thread_with_the_writers_time_beside_the_readers() {
        Answer sent = kei.post(issue.path() + "/notes", "note", "Half fares are *partly* used.");
        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.header("Location")).contains("#note_");
        Answer read = ana.get(issue.path());
        assertThat(read.text(".comment .author")).isEqualTo("Kei Nakamura");
        assertThat(read.text(".comment time")).isEqualTo("Today 12:00, Tokyo 21:00");
        assertThat(read.page().select(".comment .prose em").text()).isEqualTo("partly");
    }

    @Test
    void one_edits_and_takes_out_ones_own_comment_and_nobody_elses() {
        kei.post(issue.path() + "/notes", "note", "Frist");
        String edit = kei.get(issue.path()).page().select(".comment a:contains(edit)").attr("href");
        assertThat(browser.as(company.mia()).get(issue.path()).page().select(".comment a:contains(edit)")).isEmpty();
        assertThat(browser.as(company.mia()).get(edit).status()).isEqualTo(403);
        assertThat(kei.get(edit).text("textarea")).isEqualTo("Frist");
        clock.forward(java.time.Duration.ofMinutes(2));
        String path = edit.replace("/edit", "");
        assertThat(kei.post(path, "note", " ").status()).isEqualTo(422);
        assertThat(kei.post(path, "note", "First").status()).isEqualTo(303);
        assertThat(ana.get(issue.path()).text(".comment")).contains("First").contains("edited");
        assertThat(kei.post(path + "/removal").status()).isEqualTo(303);
        assertThat(ana.get(issue.path()).page().select(".comment")).isEmpty();
    }

    @Test
    void the_composer_looks_up_the_times_and_keeps_what_is_typed() {
        Answer looked = ana.post(
                issue.path() + "/notes", "note", "Is flat enough?", "add", "@kei mia", "check", "1");
        assertThat(looked.status()).isEqualTo(200);
        assertThat(looked.text("#words")).isEqualTo("Is flat enough?");
        assertThat(looked.page().select("input[name=to]").eachAttr("value")).containsExactly("kei", "mia");
        assertThat(looked.page().select("#ask-due").val()).isEqualTo("2026-11-05T04:30");
        assertThat(looked.text("#ask-verdict")).isEqualTo("Fair: each has 4 h of their own working time.");
        assertThat(looked.page().select(".bands svg.band")).hasSize(2);
        assertThat(looked.text("#send")).isEqualTo("Comment and ask two people");
        Answer fewer = ana.post(
                issue.path() + "/notes", "note", "Is flat enough?", "to", "kei", "to", "mia", "without", "mia",
                "due", "2026-11-04T14:00");
        assertThat(fewer.text("#send")).isEqualTo("Comment and ask Kei");
        assertThat(fewer.text("#ask-verdict")).isEqualTo("14:00 is 23:00 for Kei, who has had no working time by then. Thu 04:30 is fair.");
        assertThat(fewer.page().select(".comment")).isEmpty();
        Answer part = ana.get("/-/asks/plan?thing=" + issue.id() + "&to=kei&add=mia");
        assertThat(part.body()).startsWith("<div class=\"asking\"").contains("Comment and ask two people");
    }

    @Test
    void to_ask_with_a_default_passes_the_turn_and_says_what_happens_when() {
        Answer sent = ana.post(
                issue.path() + "/notes", "note", "I’d refund the unused leg. Can you live with that?", "to", "kei", "to", "mia",
                "due", "2026-11-05T18:00", "silence", "act", "effect", "comment", "deed", "refund the unused leg");
        assertThat(sent.status()).isEqualTo(303);
        Answer anas = ana.get(issue.path());
        assertThat(anas.page().select(".turn").eachText()).hasSize(2)
                .first().asString().contains("Kei’s turn since today 12:00, because Ana asked “Can you live with that?” Next at work 23:30");
        assertThat(anas.text("#asks")).contains("Kei and Mia answer until tomorrow 18:00, else you will refund the unused leg.")
                .contains("0 of 2 have had fair time").contains("Nobody objects").contains("Withdraw");
        Answer keis = kei.get(issue.path());
        assertThat(keis.text(".turn")).contains("Your turn");
        assertThat(keis.page().select(".turn .sun-dot")).hasSize(1);
        assertThat(keis.page().select(".thread.turn-mine")).hasSize(1);
        assertThat(keis.text(".composer-asked")).contains("Ana asks you").contains("stops that Ana will refund the unused leg");
        assertThat(keis.text("#send")).isEqualTo("Answer");
    }

    @Test
    void an_objection_from_the_composer_stops_the_default_and_without_a_reason_nothing_happens() {
        ana.post(issue.path() + "/notes", "note", "Flat?", "to", "kei", "silence", "act", "deed", "ship it");
        String objection = kei.get(issue.path()).page().select("button[formaction]").attr("formaction");
        Answer blank = kei.post(objection.replace("#composer", ""), "note", " ");
        assertThat(blank.status()).isEqualTo(422);
        assertThat(blank.text(".field-error")).contains("an objection needs its reason");
        assertThat(kei.post(objection.replace("#composer", ""), "note", "There is no signal at four quays.").status()).isEqualTo(303);
        assertThat(ana.get(issue.path()).text(".turn")).contains("Your turn since today 12:00, because Kei objected");
        assertThat(ana.get(issue.path()).page().select("#asks")).isEmpty();
    }

    @Test
    void the_asker_takes_a_question_back() {
        ana.post(issue.path() + "/notes", "note", "Flat?", "to", "kei");
        String withdrawal = ana.get(issue.path()).page().select("#asks form").attr("action");
        assertThat(browser.as(company.mia()).post(withdrawal).status()).isEqualTo(403);
        assertThat(ana.post(withdrawal).status()).isEqualTo(303);
        assertThat(kei.get(issue.path()).text(".turn")).startsWith("Nobody’s turn.");
    }

    @Test
    void what_cannot_be_asked_is_said_and_no_comment_is_written() {
        Answer unknown = ana.post(issue.path() + "/notes", "note", "Kept?", "add", "nobody-here");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.text(".composer .field-error")).isEqualTo("@nobody-here is nobody who may see this.");
        assertThat(unknown.text("#words")).isEqualTo("Kept?");
        assertThat(ana.post(issue.path() + "/notes", "note", "Kept?", "add", "gwen").status()).isEqualTo(422);
        assertThat(ana.post(issue.path() + "/notes", "note", "Kept?", "add", "ana").text(".composer .field-error"))
                .isEqualTo("You can’t ask yourself.");
        assertThat(ana.post(issue.path() + "/notes", "note", "Kept?", "to", "kei", "due", "2026-11-01T09:00")
                        .text("#ask-verdict"))
                .startsWith("That is over already");
        assertThat(ana.post(issue.path() + "/notes", "note", "Kept?", "to", "kei", "due", "soon").status()).isEqualTo(422);
        assertThat(ana.post(issue.path() + "/notes", "note", "", "to", "kei").text(".composer .field-error"))
                .isEqualTo("A comment can't be blank.");
        assertThat(ana.post(issue.path() + "/notes", "note", "Kept?", "to", "kei", "silence", "act").status()).isEqualTo(422);
        kei.post(issue.path() + "/closure");
        Answer closed = ana.post(issue.path() + "/notes", "note", "Kept?", "to", "kei");
        assertThat(closed.status()).isEqualTo(422);
        assertThat(closed.text(".notice-failed")).contains("Reopen it to ask.");
        assertThat(ana.get(issue.path()).page().select(".comment")).isEmpty();
    }

    @Test
    void a_due_time_that_the_clocks_skip_is_as_much_later_as_they_skip() {
        clock.set("2027-03-26T12:00:00Z");
        Answer looked = ana.post(
                issue.path() + "/notes", "note", "x?", "to", "kei", "due", "2027-03-28T01:30", "check", "1");
        assertThat(looked.page().select("#ask-due").val()).isEqualTo("2027-03-28T02:30");
    }

    @Test
    void silence_can_close_an_issue() {
        Answer looked = ana.post(issue.path() + "/notes", "note", "x", "add", "kei", "check", "1");
        assertThat(looked.page().select("select[name=effect] option").eachAttr("value")).containsExactlyInAnyOrder("comment", "close");
        assertThat(ana.post(issue.path() + "/notes", "note", "Close it?", "to", "kei", "silence", "act", "effect", "close")
                        .status())
                .isEqualTo(303);
        assertThat(ana.get(issue.path()).text("#asks")).contains("else you will close it");
    }

    @Test
    void one_closes_reopens_bookmarks_and_hears_of_an_issue() {
        assertThat(browser.as(company.mia()).post(issue.path() + "/closure").status()).isEqualTo(403);
        kei.post(issue.path() + "/closure");
        assertThat(kei.get(issue.path()).text(".state")).isEqualTo("Closed");
        kei.post(issue.path() + "/closure/removal");
        assertThat(kei.get(issue.path()).text(".state")).isEqualTo("Open");
        ana.post(issue.path() + "/bookmark");
        assertThat(ana.get(issue.path()).text(".head-actions")).contains("Bookmarked");
        ana.post(issue.path() + "/bookmark/removal");
        assertThat(ana.get(issue.path()).text(".head-actions")).doesNotContain("Bookmarked");
        ana.post(issue.path() + "/subscription");
        assertThat(ana.get(issue.path()).text(".side")).contains("You hear of it because you subscribed.");
        ana.post(issue.path() + "/subscription/removal");
        assertThat(ana.get(issue.path()).text(".side")).doesNotContain("You hear of it");
    }

    @Test
    void a_confidential_issue_is_found_only_by_whom_it_concerns() {
        Issue hidden = issues.open(
                company.kei(), company.handbook(),
                new Issues.Opening("issue", "Keys", "", true, null, List.of(), List.of()), false);
        assertThat(kei.get(hidden.path()).text(".state-confidential")).isEqualTo("Confidential");
        assertThat(ana.get("/t/" + hidden.id()).header("Location")).isEqualTo(hidden.path());
        for (String path : List.of(hidden.path(), "/t/" + hidden.id(), hidden.path() + "/edit")) {
            assertThat(browser.as(company.ravi()).get(path).status()).isEqualTo(404);
        }
        assertThat(browser.as(company.ravi()).get("/halyard/handbook/-/issues").body()).doesNotContain(hidden.path());
    }

    @Test
    void a_guest_and_a_stranger_find_nothing_of_an_internal_project() {
        assertThat(gwen.get(issue.path()).status()).isEqualTo(404);
        assertThat(gwen.get("/-/asks/plan?thing=" + issue.id() + "&to=kei").status()).isEqualTo(404);
        assertThat(browser.asNobody().get(issue.path()).status()).isEqualTo(404);
        assertThat(gwen.post(issue.path() + "/notes", "note", "Hello").status()).isEqualTo(404);
        assertThat(gwen.get("/-/issues?scope=all").body()).doesNotContain(issue.path());
    }

    @Test
    void a_citation_from_where_one_may_not_look_is_not_told() {
        Issue source = issues.open(
                company.ana(), secret, Issues.Opening.of("Not for all", "See halyard/handbook#" + issue.header().iid()), false);
        assertThat(ana.get(issue.path()).text(".event")).contains("mentioned this in").contains("Not for all");
        assertThat(ana.get(issue.path()).text(".side")).contains("Not for all");
        assertThat(kei.get(issue.path()).body()).doesNotContain("secret").doesNotContain("Not for all");
        assertThat(kei.get(source.path()).status()).isEqualTo(404);
    }

    @Test
    void the_list_filters_by_state_label_and_person_and_tells_whose_turn_it_is() {
        Issue labelled = issues.open(
                company.ana(), company.handbook(),
                new Issues.Opening("issue", "Storm at four quays", "", false, null, List.of("mia"), List.of("weather")), false);
        assertThat(ana.get("/halyard/handbook/-/issues?label=weather").page().select(".row-title").eachText())
                .contains("Storm at four quays").doesNotContain("Who pays?");
        Answer mias = browser.as(company.mia()).get("/halyard/handbook/-/issues?label=weather&assignee=mia&author=@ana");
        assertThat(mias.text(".row .row-reason")).isEqualTo("Your turn since today 04:00");
        assertThat(ana.get("/halyard/handbook/-/issues?label=weather").text(".row .row-reason")).isEqualTo("Mia’s turn since today 12:00");
        assertThat(ana.get("/halyard/handbook/-/issues?author=nobody-here").text(".field-error"))
                .isEqualTo("Nobody here is called @nobody-here.");
        assertThat(ana.get("/halyard/handbook/-/issues?label=nothing").text(".empty h2")).isEqualTo("Nothing here matches");
        ana.post(labelled.path() + "/closure");
        assertThat(ana.get("/halyard/handbook/-/issues?label=weather&state=closed").text(".row-reason")).isEqualTo("Closed");
        assertThat(browser.as(company.ravi()).get("/-/issues").text(".empty h2")).isEqualTo("No open issue concerns you");
        assertThat(ana.get("/-/issues").body()).contains("halyard/handbook#");
    }

    @Test
    void older_issues_are_reached_by_a_cursor_in_both_orders() {
        Project many = cast.project(company.ana(), company.team(), "many" + issue.id(), Visibility.INTERNAL);
        for (int i = 1; i <= 45; i++) {
            clock.forward(java.time.Duration.ofMinutes(1));
            issues.open(company.ana(), many, Issues.Opening.of("Number " + i, ""), false);
        }
        for (String order : List.of("created", "updated")) {
            String path = many.url() + "/-/issues?order=" + order;
            Answer first = ana.get(path);
            assertThat(first.page().select(".row-title").eachText()).hasSize(20).startsWith("Number 45").endsWith("Number 26");
            Answer second = ana.get(first.page().select("a[rel=next]").attr("href"));
            assertThat(second.page().select(".row-title").eachText()).hasSize(20).startsWith("Number 25");
            Answer third = ana.get(second.page().select("a[rel=next]").attr("href"));
            assertThat(third.page().select(".row-title").eachText()).hasSize(5).endsWith("Number 1");
            assertThat(third.page().select("a[rel=next]")).isEmpty();
        }
        assertThat(ana.get(many.url() + "/-/issues?after=nonsense'").status()).isEqualTo(200);
    }

    @Test
    void a_page_asks_as_many_questions_for_a_hundred_comments_as_for_five() {
        Issue few = commented(5);
        Issue many = commented(100);
        ana.get(few.path());
        int forFive = CountedStatements.during(() -> assertThat(ana.get(few.path()).status()).isEqualTo(200));
        int forHundred = CountedStatements.during(() -> assertThat(ana.get(many.path()).page().select(".comment")).hasSize(100));
        assertThat(forHundred).isEqualTo(forFive);
        assertThat(forFive).isLessThanOrEqualTo(26);
    }

    private Issue commented(int count) {
        Issue talked = issues.open(company.kei(), company.handbook(), Issues.Opening.of("Talk", "See #1, @mia."), false);
        for (int i = 0; i < count; i++) {
            comments.write(i % 2 == 0 ? company.kei() : company.mia(), talked.header(), Writing.of("Comment " + i + ", see #1 and @ravi."));
        }
        return talked;
    }

    @Test
    void characters_that_no_text_can_hold_are_replaced_and_markup_is_harmless() {
        Answer sent = kei.postRaw(
                issue.path() + "/notes", "application/x-www-form-urlencoded",
                "note=a%00b+%3Cscript%3Ealert(1)%3C%2Fscript%3E+%F0%9F%9A%A2".getBytes(StandardCharsets.US_ASCII));
        assertThat(sent.status()).isEqualTo(303);
        Answer read = kei.get(issue.path());
        assertThat(read.text(".comment .prose")).contains("a�b").contains("🚢");
        assertThat(read.page().select(".comment script")).isEmpty();
        assertThat(kei.get("/halyard/handbook/-/issues/99999999999999999999").status()).isEqualTo(404);
        assertThat(kei.get("/halyard/handbook/-/issues?label=%00&state=x&assignee=%00").status()).isEqualTo(200);
    }

    @Test
    void the_short_link_leads_to_the_page() {
        assertThat(kei.get("/t/" + issue.id()).header("Location")).isEqualTo(issue.path());
        assertThat(kei.get("/t/0").status()).isEqualTo(404);
    }
}
