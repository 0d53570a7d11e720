package antipode.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.repositories.Edits;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Decisions through HTTP, with forms as a browser without scripts sends them. It is Wednesday 12:00 in Lisbon; Kei in Tokyo
/// and Mia in San Francisco sleep, and Thursday 04:30 is fair to both.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionPagesTest {

    private static final String NEW = "/halyard/handbook/-/issues";

    private final Cast cast;
    private final Browser browser;
    private final Decisions decisions;
    private final Issues issues;
    private final Edits edits;
    private final Schedules schedules;
    private final TestClock clock;
    private Cast.Company company;
    private Project secret;
    private Tab ana;
    private Tab kei;
    private Tab mia;

    DecisionPagesTest(
            Cast cast, Browser browser, Decisions decisions, Issues issues, Edits edits, Schedules schedules, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.decisions = decisions;
        this.issues = issues;
        this.edits = edits;
        this.schedules = schedules;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        secret = cast.project(company.ana(), company.team(), "secret", Visibility.PRIVATE);
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
        mia = browser.as(company.mia());
    }

    @BeforeEach
    void itIsWednesdayNoon() {
        clock.set(TestClock.START);
    }

    @Test
    void keis_decision_holds_its_context_its_options_its_door_and_what_will_be_asked() {
        Answer form = kei.get(NEW + "/new?type=decision");
        assertThat(form.text("h1")).isEqualTo("New decision");
        assertThat(form.text("#description")).contains("## What is so").contains("## What follows");
        Answer sent = kei.post(
                NEW, "type", "decision", "title", "Who pays when a storm cancels?", "description", "In October: *214 bookings*.",
                "option_0", "Refund it flat", "pro_0", "One line in the tariff file.", "con_0", "Overpays **31** of them.",
                "option_1", "Refund the unused leg", "door", "two-way", "question_0", "What does it cost in a bad October?",
                "answer_0", "About €9,000.", "question_1", "Who may turn it off?", "answer_1", "", "review_on", "2027-02-01");
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        Answer read = mia.get(sent.header("Location"));
        assertThat(read.text("h1")).isEqualTo("Who pays when a storm cancels?");
        assertThat(read.text(".state")).isEqualTo("Proposed");
        assertThat(read.page().select(".steps li").eachText()).containsExactly("Proposed Wed 4 Nov", "Decided", "Look again 1 Feb 2027");
        assertThat(read.page().select("#options .option h3").eachText()).containsExactly("1Refund it flat", "2Refund the unused leg");
        assertThat(read.page().select("#options .option-case strong").text()).isEqualTo("31");
        assertThat(read.text("#answers dd")).isEqualTo("About €9,000.");
        assertThat(read.text("#questions")).contains("1 of 2 answered");
        assertThat(read.page().select(".comment .prose strong").eachText()).containsExactly("Who may turn it off?");
        assertThat(read.page().select("#questions li a").last().attr("href"))
                .isEqualTo("#" + read.page().select(".comment").attr("id"));
        assertThat(read.text("#door")).isEqualTo("Two-way door Kei decides alone, and can take it back.");
        assertThat(read.page().select("#decide")).isEmpty();
    }

    @Test
    void the_reason_is_looked_over_for_what_will_be_misread_and_nothing_is_decided_by_that() {
        Decision decision = proposed(company.kei(), "Night boats?", "Flat", "By leg");
        String path = decision.header().path();
        Answer looked = kei.post(path + "/decision", "option", "Flat", "because", "The tender closes tomorrow at 5pm, and it is the one line we can test.", "preview", "1");
        assertThat(looked.status()).isEqualTo(200);
        assertThat(looked.page().select(".hints q").eachText()).contains("tomorrow at 5pm");
        assertThat(looked.page().select("input[value=Flat][checked]")).isNotEmpty();
        assertThat(mia.get(path).text(".state")).isEqualTo("Proposed");
    }

    @Test
    void its_dri_decides_a_two_way_door_alone_and_says_why() {
        Decision decision = proposed(company.kei(), "Flat or by leg?", "Flat", "By leg");
        String path = decision.header().path();
        assertThat(kei.get(path).page().select("#decide input[type=radio]").eachAttr("value")).containsExactly("Flat", "By leg", "");
        Answer blank = kei.post(path + "/decision", "option", "Flat", "because", " ", "review_on", "2027-02-01");
        assertThat(blank.status()).isEqualTo(422);
        assertThat(blank.text(".field-error")).isEqualTo("Say why, for somebody who reads this in five years.");
        assertThat(blank.page().select("#decide-review").val()).isEqualTo("2027-02-01");
        assertThat(kei.post(path + "/decision", "option", "Flat", "because", "It is *one line*.", "review_on", "2027-02-01").status())
                .isEqualTo(303);
        Answer read = mia.get(path);
        assertThat(read.text(".state")).isEqualTo("Decided");
        assertThat(read.text("#decision h2")).isEqualTo("Flat");
        assertThat(read.page().select("#decision .prose em").text()).isEqualTo("one line");
        assertThat(read.text("#decision .meta")).startsWith("Kei Nakamura, Wed 4 Nov, 04:00 · two-way door · to be looked at again on 1 Feb 2027");
        assertThat(read.text(".option-chosen h3")).isEqualTo("Chosen Flat");
        assertThat(read.page().select(".event").eachText()).anyMatch(line -> line.contains("Kei Nakamura decided this: Flat"));
        assertThat(read.page().select(".head-actions button:contains(Close)")).isEmpty();
    }

    @Test
    void nobody_else_decides_and_a_click_on_close_decides_nothing() {
        Decision decision = proposed(company.kei(), "Not mine", "Yes");
        String path = decision.header().path();
        Answer refused = mia.post(path + "/decision", "option", "Yes", "because", "I like it");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text(".notice-failed")).isEqualTo("Not done. Kei decides this one.");
        assertThat(refused.text("#decide-because")).isEqualTo("I like it");
        assertThat(kei.post(path + "/closure").status()).isEqualTo(409);
        assertThat(kei.get(path).text(".state")).isEqualTo("Proposed");
        assertThat(mia.post(path + "/decision/rejection", "rejected", "No").status()).isEqualTo(403);
        assertThat(browser.asNobody().post(path + "/decision", "option", "Yes").status()).isIn(401, 303, 302, 404);
    }

    @Test
    void words_that_name_no_option_become_one() {
        Decision decision = proposed(company.kei(), "Another way", "A", "B");
        kei.post(decision.header().path() + "/decision", "option", "", "words", "Neither, but C", "because", "Both hurt.");
        Answer read = kei.get(decision.header().path());
        assertThat(read.page().select("#options h3").eachText()).containsExactly("1A", "2B", "Chosen Neither, but C");
    }

    @Test
    void a_one_way_door_opens_only_after_everyone_asked_has_had_fair_time() {
        Decision decision = proposed(company.ana(), "Drop the fax gateway?", "Drop it");
        String path = decision.header().path();
        ana.post(path + "/decision/door", "door", "one-way", "reason", "The number is lost.");
        Answer unasked = ana.get(path);
        assertThat(unasked.text("#door")).contains("One-way door The number is lost. You decide once everyone asked has had fair time");
        assertThat(unasked.text("#not-yet")).contains("ask those it concerns first");
        assertThat(ana.post(path + "/decision", "option", "Drop it", "because", "€240").status()).isEqualTo(409);
        ana.post(path + "/notes", "note", "Does any quay live by fax?", "to", "kei", "to", "mia");
        assertThat(ana.get(path).page().select(".steps li").eachText()).contains("Comment window until tomorrow 04:30");
        clock.set("2026-11-05T04:29:00Z");
        assertThat(ana.post(path + "/decision", "option", "Drop it", "because", "€240").status()).isEqualTo(409);
        kei.post(path + "/notes", "note", "Kyushu faxes, but never to us.");
        assertThat(ana.post(path + "/decision", "option", "Drop it", "because", "€240").status()).as("Kei has answered").isEqualTo(303);
        assertThat(ana.post(path + "/closure/removal").status()).as("there is no way back").isEqualTo(409);
    }

    @Test
    void a_maintainer_decides_before_the_window_ends_only_with_a_sentence_that_is_kept() {
        Decision decision = proposed(company.kei(), "Give the number back", "Give it back");
        String path = decision.header().path();
        kei.post(path + "/decision/door", "door", "one-way", "reason", "The number is lost.");
        kei.post(path + "/notes", "note", "Does anybody dial it?", "to", "ana", "to", "mia");
        assertThat(kei.post(path + "/decision", "option", "Give it back", "because", "€240", "early", "It costs.").status())
                .as("Kei is responsible, and maintains nothing").isEqualTo(403);
        assertThat(kei.get(path).page().select("#decide-early")).isEmpty();
        assertThat(ana.get(path).page().select("#decide-early")).hasSize(1);
        assertThat(ana.post(path + "/decision", "option", "Give it back", "because", "€240", "early", " ").status()).isEqualTo(409);
        assertThat(ana.post(path + "/decision", "option", "Give it back", "because", "€240", "early", "The contract ends at noon.").status())
                .isEqualTo(303);
        assertThat(mia.get(path).page().select(".event").eachText().getLast())
                .contains("decided this: Give it back, before its comment window had ended: The contract ends at noon.");
    }

    @Test
    void only_a_maintainer_makes_a_one_way_door_two_way_again() {
        Decision decision = proposed(company.kei(), "Worry is cheap", "Yes");
        String path = decision.header().path();
        assertThat(mia.post(path + "/decision/door", "door", "one-way", "reason", "x").status()).isEqualTo(403);
        assertThat(kei.post(path + "/decision/door", "door", "one-way", "reason", " ").status()).isEqualTo(422);
        assertThat(kei.post(path + "/decision/door", "door", "one-way", "reason", "The contract.").status()).isEqualTo(303);
        assertThat(kei.post(path + "/decision/door", "door", "two-way").status()).isEqualTo(403);
        assertThat(kei.post(path, "title", "Worry is cheap", "description", "", "door", "two-way").text(".field-error"))
                .isEqualTo("Only a maintainer makes a one-way door two-way again.");
        assertThat(ana.post(path + "/decision/door", "door", "two-way").status()).isEqualTo(303);
    }

    @Test
    void silence_records_the_option_it_named_and_never_opens_a_one_way_door() {
        Decision decision = proposed(company.ana(), "Monthly invoices", "Monthly", "Weekly");
        String path = decision.header().path();
        Answer unnamed = ana.post(
                path + "/notes", "note", "Does it hurt anyone?", "to", "kei", "silence", "act", "effect", "decision", "deed", "do it");
        assertThat(unnamed.status()).isEqualTo(422);
        assertThat(ana.post(
                        path + "/notes", "note", "Does it hurt anyone?", "to", "kei", "silence", "act", "effect", "decision",
                        "deed", "decide for Monthly, and write to the operators").status())
                .isEqualTo(303);
        clock.set("2026-11-05T04:29:59Z");
        schedules.runDue();
        assertThat(ana.get(path).text(".state")).isEqualTo("Proposed");
        clock.set("2026-11-05T04:30:00Z");
        schedules.runDue();
        Answer read = kei.get(path);
        assertThat(read.text(".state")).isEqualTo("Decided");
        assertThat(read.text("#decision h2")).isEqualTo("Monthly");
        assertThat(read.page().select(".event").eachText())
                .anyMatch(line -> line.contains("decided this: Monthly, because nobody objected"));
        Decision oneWay = proposed(company.ana(), "Not by silence", "Go");
        ana.post(oneWay.header().path() + "/decision/door", "door", "one-way", "reason", "Gone.");
        assertThat(ana.post(
                        oneWay.header().path() + "/notes", "note", "Go?", "to", "kei", "silence", "act", "effect", "decision", "deed", "Go")
                        .text(".composer"))
                .contains("Silence opens no one-way door");
    }

    @Test
    void a_decision_taken_back_stands_to_choose_again() {
        Decision decision = decided(company.kei(), "Reversible", "Yes");
        kei.post(decision.header().path() + "/closure/removal");
        Answer read = kei.get(decision.header().path());
        assertThat(read.text(".state")).isEqualTo("Proposed");
        assertThat(read.page().select("#decision")).isEmpty();
        assertThat(read.page().select(".event").eachText()).anyMatch(line -> line.contains("reopened this"))
                .anyMatch(line -> line.contains("decided this: Yes"));
    }

    @Test
    void what_supersedes_ends_what_it_takes_the_place_of_and_both_ends_show_the_chain() {
        clock.set("2024-11-04T12:00:00Z");
        Decision first = decided(company.ana(), "Print both seasons", "Print");
        clock.set("2025-11-04T12:00:00Z");
        Decision second = successor(company.ana(), "Print in April only", first);
        clock.set(TestClock.START);
        Decision third = proposed(company.ana(), new DecisionDraft(
                "two-way", "", List.of(new DecisionDraft.Option("Web only", "", "")), List.of(), "",
                second.header().reference(), null), "No print after winter");
        assertThat(ana.get(second.header().path()).text(".state")).isEqualTo("Decided");
        ana.post(third.header().path() + "/decision", "option", "Web only", "because", "Nobody reads the paper.");
        Answer old = ana.get(first.header().path());
        assertThat(old.page().select(".succession li").eachText()).containsExactly(
                "2024this", "2025" + second.header().reference() + " Print in April only",
                "2026" + third.header().reference() + " No print after winter");
        assertThat(old.text(".state")).isEqualTo("Superseded");
        assertThat(old.text(".notice")).startsWith("Superseded by " + second.header().reference());
        assertThat(ana.get(third.header().path()).page().select(".succession li").eachText()).hasSize(3).last().isEqualTo("2026this");
        assertThat(ana.get(second.header().path()).page().select(".event").eachText())
                .anyMatch(line -> line.contains("superseded this by " + third.header().reference()));
        assertThat(ana.get("/-/decisions").page().select(".decision-row s").eachText()).contains("Print in April only");
        assertThat(ana.post(second.header().path() + "/closure/removal").status()).isEqualTo(409);
        ana.post(third.header().path() + "/closure/removal");
        assertThat(ana.get(second.header().path()).text(".state")).isEqualTo("Decided");
    }

    @Test
    void when_what_superseded_it_is_deleted_a_decision_stands_again() {
        Decision first = decided(company.kei(), "By ferry", "Ferry");
        Decision second = successor(company.ana(), "By bridge", first);
        assertThat(kei.get(first.header().path()).text(".state")).isEqualTo("Superseded");
        assertThat(browser.program(company.ana()).delete("/api/v4/projects/halyard%2Fhandbook/issues/" + second.header().iid()).status())
                .isEqualTo(204);
        Answer read = kei.get(first.header().path());
        assertThat(read.text(".state")).isEqualTo("Decided");
        assertThat(read.text("#decision h2")).isEqualTo("Ferry");
        assertThat(read.page().select(".event").eachText().getLast())
                .contains("Ana Ferreira let this stand again, because what had superseded it was deleted");
    }

    @Test
    void where_it_is_found_a_decision_says_how_it_stands() {
        Decision first = decided(company.kei(), "Zephyrs are counted", "Yes");
        successor(company.kei(), "Zephyrs are weighed", first);
        proposed(company.kei(), "Zephyrs are sung", "Yes");
        assertThat(mia.get("/search?q=zephyrs").page().select(".row").eachText())
                .anyMatch(row -> row.contains("counted") && row.endsWith("Superseded"))
                .anyMatch(row -> row.contains("weighed") && row.endsWith("Decided"))
                .anyMatch(row -> row.contains("sung") && row.endsWith("Proposed"));
    }

    @Test
    void a_circle_of_superseding_is_refused() {
        Decision first = decided(company.ana(), "First", "A");
        Decision second = successor(company.ana(), "Second", first);
        Decision third = successor(company.ana(), "Third", second);
        assertThat(ana.post(third.header().path() + "/decision/supersession", "by", first.header().reference()).status())
                .isIn(409, 422);
        Decision loop = proposed(company.ana(), "Loop", "A");
        assertThat(ana.post(loop.header().path(), "title", "Loop", "description", "", "supersedes", loop.header().reference())
                        .text(".field-error"))
                .isEqualTo("A decision can’t supersede itself, not even by way of others.");
        Decision one = proposed(company.ana(), "One", "A");
        Decision other = proposed(company.ana(), new DecisionDraft(
                "two-way", "", List.of(), List.of(), "", one.header().reference(), null), "Other");
        assertThat(ana.post(one.header().path(), "title", "One", "description", "", "supersedes", other.header().fullReference())
                        .text(".field-error"))
                .isEqualTo("A decision can’t supersede itself, not even by way of others.");
    }

    @Test
    void what_is_no_decision_or_not_to_be_seen_cannot_be_superseded() {
        Decision hidden = proposed(company.ana(), secret, DecisionDraft.EMPTY, "Hidden choice");
        Decision mine = proposed(company.kei(), "Mine", "A");
        long issue = issues.open(company.kei(), company.handbook(), Issues.Opening.of("Only an issue", ""), false).header().iid();
        for (String typed : List.of("#99999", "nonsense", hidden.header().fullReference(), hidden.header().path(), "#-1", "?")) {
            assertThat(kei.post(mine.header().path(), "title", "Mine", "description", "", "supersedes", typed).text(".field-error"))
                    .isEqualTo("“" + typed + "” is no decision that you may see.");
        }
        assertThat(kei.post(mine.header().path(), "title", "Mine", "description", "", "supersedes", "#" + issue).text(".field-error"))
                .isEqualTo("#" + issue + " is an issue, no decision.");
    }

    @Test
    void a_reader_without_access_sees_nothing_of_what_superseded_it() {
        Decision open = decided(company.ana(), "Seen by all", "A");
        Decision hidden = proposed(company.ana(), secret, new DecisionDraft(
                "two-way", "", List.of(new DecisionDraft.Option("B", "", "")), List.of(), "", open.header().fullReference(), null),
                "Secret successor");
        ana.post(hidden.header().path() + "/decision", "option", "B", "because", "So.");
        Answer keis = kei.get(open.header().path());
        assertThat(keis.text(".state")).isEqualTo("Superseded");
        assertThat(keis.body()).doesNotContain("Secret successor").doesNotContain("secret");
        assertThat(ana.get(open.header().path()).text(".notice")).contains("Secret successor");
        assertThat(kei.get("/-/decisions").body()).doesNotContain("Secret successor");
        assertThat(kei.get(hidden.header().path()).status()).isEqualTo(404);
        assertThat(kei.post(hidden.header().path() + "/decision", "option", "B", "because", "x").status()).isEqualTo(404);
        assertThat(kei.get("/halyard/secret/-/decisions").status()).isEqualTo(404);
    }

    @Test
    void a_page_it_links_to_is_shown_as_it_stood_on_the_day() {
        Project docs = cast.project(company.ana(), company.team(), "docs" + clock.instant().toEpochMilli(), Visibility.INTERNAL);
        String then = write(docs, "refunds.md", "# Refunds\n\nNo refund.\n");
        Decision decision = proposed(
                company.ana(), docs, new DecisionDraft(
                        "two-way", "", List.of(new DecisionDraft.Option("Flat", "See [the rule](/" + docs.fullPath() + "/-/blob/main/refunds.md).", "")),
                        List.of(), "", "", null),
                "Refunds");
        assertThat(ana.get(decision.header().path()).text("#pages")).contains("the rule").contains("as it is today");
        ana.post(decision.header().path() + "/decision", "option", "Flat", "because", "So.");
        write(docs, "refunds.md", "# Refunds\n\nFlat.\n");
        Answer read = kei.get(decision.header().path());
        assertThat(read.page().select("#pages a:contains(as it stood on Wed 4 Nov)").attr("href"))
                .isEqualTo("/" + docs.fullPath() + "/-/blob/" + then + "/refunds.md");
        String asItStood = kei.get("/" + docs.fullPath() + "/-/blob/" + then + "/refunds.md").header("Location");
        assertThat(kei.get(asItStood).body()).contains("No refund.");
        assertThat(kei.get(read.page().select("#pages a:contains(today)").attr("href")).body()).contains("Flat.");
    }

    @Test
    void on_its_day_it_comes_back_to_its_dri_when_their_working_day_begins() {
        Decision decision = decided(company.kei(), "Look again", "Yes");
        String path = decision.header().path();
        assertThat(kei.post(path + "/decision/review", "review_on", "2026-11-10").status()).isEqualTo(303);
        clock.set("2026-11-09T23:29:59Z");
        schedules.runDue();
        assertThat(kei.get(path).page().select(".turn .sun-dot")).isEmpty();
        clock.set("2026-11-09T23:30:00Z");
        schedules.runDue();
        Answer due = kei.get(path);
        assertThat(due.text(".turn")).contains("Your turn").contains("set this day to look at it again");
        assertThat(due.text(".look-again")).contains("Does it still hold?");
        assertThat(kei.get("/-/decisions?status=due").text(".decision-row")).contains("Look again");
        kei.post(path + "/decision/review", "review_on", "2027-11-10");
        assertThat(kei.get(path).page().select(".turn .sun-dot")).isEmpty();
        assertThat(kei.get(path).page().select(".event").eachText())
                .anyMatch(line -> line.contains("looked at this again: it holds; next on 2027-11-10"));
    }

    @Test
    void no_day_a_day_behind_and_a_day_that_never_comes_are_refused() {
        Decision decision = decided(company.kei(), "Days", "Yes");
        String path = decision.header().path() + "/decision/review";
        for (String day : List.of("2026-02-30", "tomorrow", "2026-11-04", "1999-01-01", "+99999-01-01", "0000-00-00")) {
            assertThat(kei.post(path, "review_on", day).status()).as(day).isEqualTo(422);
        }
        assertThat(kei.get(decision.header().path()).text("#review")).contains("No day is set");
    }

    @Test
    void two_who_change_the_options_at_once_lose_nothing() {
        Decision decision = proposed(company.kei(), "Twice", "A");
        String path = decision.header().path();
        String version = kei.get(path + "/edit").page().select("[name=decision_version]").val();
        assertThat(kei.post(path, "title", "Twice", "description", "", "option_0", "A", "option_1", "B", "decision_version", version)
                        .status())
                .isEqualTo(303);
        Answer late = ana.post(path, "title", "Twice", "description", "", "option_0", "A", "option_1", "C", "decision_version", version);
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.text(".notice-failed")).contains("Somebody changed what stands to choose");
        assertThat(late.page().select("#option_1").val()).isEqualTo("C");
        assertThat(late.page().select("[name=decision_version]").val()).isNotEqualTo(version);
        assertThat(kei.get(path).page().select("#options h3").eachText()).containsExactly("1A", "2B");
    }

    @Test
    void an_option_without_a_name_two_of_one_name_and_a_question_without_words_are_said() {
        Answer wrong = kei.post(
                NEW, "type", "decision", "title", "Wrong", "option_0", "A", "option_1", "a", "option_2", "", "pro_2", "Good",
                "question_0", "", "answer_0", "Because", "door", "one-way");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.page().select(".field-error").eachText()).containsExactly(
                "There is one of this name already.", "An option has a name, so that it can be chosen.", "Say what can’t be taken back.",
                "Say what they will ask.");
        assertThat(wrong.page().select("#pro_2").text()).isEqualTo("Good");
        assertThat(kei.get(NEW).body()).doesNotContain("Wrong");
    }

    @Test
    void an_issue_becomes_a_decision_and_a_decided_one_stays_one() {
        String path = issues.open(company.kei(), company.handbook(), Issues.Opening.of("Just a question", ""), false).path();
        assertThat(kei.post(path, "title", "Just a question", "description", "", "type", "decision").status()).isEqualTo(303);
        assertThat(kei.get(path).text(".state")).isEqualTo("Proposed");
        assertThat(kei.post(path, "title", "Just a question", "description", "", "type", "issue").status()).isEqualTo(303);
        assertThat(kei.get(path).text(".state")).isEqualTo("Open");
        kei.post(path, "title", "Just a question", "description", "", "type", "decision");
        kei.post(path + "/decision", "words", "Yes", "because", "So.");
        assertThat(kei.post(path, "title", "Just a question", "description", "", "type", "issue").status()).isNotEqualTo(303);
        assertThat(kei.get(path).text(".state")).isEqualTo("Decided");
    }

    @Test
    void the_log_filters_by_status_door_dri_label_and_words_and_goes_on() {
        Project many = cast.project(company.ana(), company.team(), "many" + System.nanoTime(), Visibility.INTERNAL);
        for (int i = 1; i <= 25; i++) {
            clock.forward(Duration.ofMinutes(1));
            Decision one = proposed(company.ana(), many, DecisionDraft.EMPTY, "Number " + i);
            decisions.decide(company.ana(), one, new Decisions.Choice("Choice " + i, "Reason " + i, null));
        }
        proposed(company.kei(), many, DecisionDraft.EMPTY, "Still open");
        String path = many.url() + "/-/decisions";
        Answer first = ana.get(path);
        assertThat(first.page().select(".row-title").eachText()).hasSize(20).startsWith("Still open", "Number 25");
        Answer second = ana.get(first.page().select("a[rel=next]").attr("href"));
        assertThat(second.page().select(".row-title").eachText()).hasSize(6).endsWith("Number 1");
        assertThat(ana.get(path + "?status=proposed").page().select(".row-title").eachText()).containsExactly("Still open");
        assertThat(ana.get(path + "?dri=@kei").page().select(".row-title").eachText()).containsExactly("Still open");
        assertThat(ana.get(path + "?q=Choice+7").page().select(".row-title").eachText()).containsExactly("Number 7");
        assertThat(ana.get(path + "?door=one-way").text(".empty h2")).isEqualTo("Nothing here matches");
        assertThat(ana.get(path + "?label=none").text(".empty h2")).isEqualTo("Nothing here matches");
        assertThat(ana.get(path + "?dri=nobody-here").text(".field-error")).isEqualTo("Nobody here is called @nobody-here.");
        assertThat(ana.get(path + "?after=nonsense'&status=x").status()).isEqualTo(200);
    }

    @Test
    void a_page_asks_as_many_questions_for_ten_options_as_for_one() {
        Decision small = proposed(company.kei(), "Small", "A");
        Decision large = proposed(company.kei(), "Large", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J");
        ana.get(small.header().path());
        int few = CountedStatements.during(() -> ana.get(small.header().path()));
        int many = CountedStatements.during(() -> ana.get(large.header().path()));
        assertThat(many).isEqualTo(few);
    }

    private Decision proposed(Actor actor, String title, String... options) {
        return proposed(actor, new DecisionDraft(
                "two-way", "", java.util.Arrays.stream(options).map(one -> new DecisionDraft.Option(one, "", "")).toList(), List.of(),
                "", "", null), title);
    }

    private Decision proposed(Actor actor, DecisionDraft draft, String title) {
        return proposed(actor, company.handbook(), draft, title);
    }

    private Decision proposed(Actor actor, Project project, DecisionDraft draft, String title) {
        return decisions.propose(actor, project, Issues.Opening.of(title, ""), draft);
    }

    private Decision decided(Actor actor, String title, String option) {
        return decisions.decide(actor, proposed(actor, title, option), new Decisions.Choice(option, "So.", null));
    }

    private Decision successor(Actor actor, String title, Decision older) {
        Decision newer = proposed(actor, new DecisionDraft(
                "two-way", "", List.of(new DecisionDraft.Option("A", "", "")), List.of(), "", older.header().reference(), null), title);
        return decisions.decide(actor, newer, new Decisions.Choice("A", "So.", null));
    }

    private String write(Project project, String path, String text) {
        boolean there = text.contains("Flat.");
        return edits.commit(
                        company.ana(), project, "main", null, "Write it",
                        List.of(new Edits.Action(
                                there ? Edits.Kind.UPDATE : Edits.Kind.CREATE, path, null, text.getBytes(StandardCharsets.UTF_8), null)),
                        null);
    }
}
