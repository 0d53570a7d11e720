package antipode.asks;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.Tables;
import antipode.testing.TestClock;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Writing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Asks through HTTP: their own pages, as letters lead to them, with forms as a browser without scripts sends them, and the
/// API. It is Wednesday 12:00 in Lisbon; Kei has had four hours on Thursday 04:30.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskPagesTest {

    private static final Instant FAIR = Instant.parse("2026-11-05T04:30:00Z");

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Comments comments;
    private final Asks asks;
    private final Namespaces namespaces;
    private final ProjectMembers projectMembers;
    private final Schedules schedules;
    private final Outbox outbox;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Tab ana;
    private Tab kei;
    private Tab mia;
    private Issuable issue;

    AskPagesTest(
            Cast cast, Browser browser, Issues issues, Comments comments, Asks asks, Namespaces namespaces,
            ProjectMembers projectMembers, Schedules schedules, Outbox outbox, TestClock clock, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.comments = comments;
        this.asks = asks;
        this.namespaces = namespaces;
        this.projectMembers = projectMembers;
        this.schedules = schedules;
        this.outbox = outbox;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        Namespace team = namespaces.createTeam(company.team(), "support", "Support", "");
        for (Actor one : List.of(company.mia(), company.ravi())) {
            projectMembers.putInTeam(team.id(), Role.OWNER, one.require(), Role.DEVELOPER, null);
        }
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
        mia = browser.as(company.mia());
    }

    @BeforeEach
    void anaOpensAnIssue() {
        clock.set(TestClock.START);
        issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Flat refunds", "Enough?"), false).header();
    }

    @Test
    void a_page_of_its_own_shows_what_is_asked_what_silence_means_and_by_whose_clock_it_is_fair() {
        Ask ask = ask("comment", null);
        Answer shown = kei.get(ask.path());
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text("h1")).isEqualTo("Is flat enough?");
        assertThat(shown.text(".lead")).contains("If nobody objects by", "Ana will “go flat”", "never happens before everyone");
        assertThat(shown.text("#asked")).contains("Thu 5 Nov, 13:30 in Tokyo", "0 of 1 have had fair time");
        assertThat(ana.get(ask.path()).text("#asked")).contains("in Tokyo, 04:30 for you");
        assertThat(shown.page().select("form button").eachText()).contains("Answer", "Object, and stop it");
        assertThat(mia.get(ask.path()).page().select("form button").eachText()).contains("Object, and stop it").doesNotContain("Answer");
    }

    @Test
    void looking_at_it_changes_nothing_however_often_a_scanner_follows_the_link() {
        Ask ask = ask("comment", null);
        var before = Tables.of(jdbc);
        for (String deed : List.of("", "/answer", "/objection", "/withdrawal", "/extension", "/taking", "/reopening")) {
            kei.get(ask.path() + deed);
            browser.asNobody().get(ask.path() + deed);
        }
        assertThat(Tables.of(jdbc)).isEqualTo(before);
        assertThat(browser.asNobody().get(ask.path()).status()).isIn(303, 401);
    }

    @Test
    void one_answers_there_and_it_stands_below_the_comment_that_asked() {
        Comment words = comments.write(company.ana(), issue, Writing.of("Is flat enough?"));
        Ask ask = asks.ask(company.ana(), issue, question(null, null), words.id());
        Answer empty = kei.post(ask.path() + "/answer", "note", " ");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(kei.post(ask.path() + "/answer", "note", "Yes, flat.").header("Location")).isEqualTo(ask.path());
        assertThat(kei.get(ask.path()).text(".lead")).isEqualTo("It has ended: everyone asked has answered.");
        assertThat(kei.get(issue.path()).text(".replies")).contains("Yes, flat.");
        assertThat(mia.post(ask.path() + "/answer", "note", "Me too").status()).isEqualTo(422);
    }

    @Test
    void one_objects_there_with_a_reason_and_the_asker_gives_more_time_or_withdraws() {
        Ask ask = ask("comment", null);
        Answer early = ana.post(ask.path() + "/extension", "due", "2026-11-04T20:00");
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.text(".field-error")).isEqualTo("It has to be later than the time that stands; nobody is given less.");
        assertThat(ana.post(ask.path() + "/extension", "due", "soon").status()).isEqualTo(422);
        assertThat(ana.post(ask.path() + "/extension", "due", "2026-11-06T12:00").status()).isEqualTo(303);
        assertThat(kei.get(ask.path()).text(".lead")).contains("by Fri 21:00");
        assertThat(kei.get("/-/todos").text("main")).contains("Flat refunds");
        assertThat(kei.post(ask.path() + "/withdrawal").status()).isEqualTo(422);
        assertThat(kei.post(ask.path() + "/objection", "note", "").status()).isEqualTo(422);
        assertThat(kei.post(ask.path() + "/objection", "note", "No signal at four quays.").status()).isEqualTo(303);
        assertThat(ana.get(ask.path()).text(".subline")).contains("Objected");
        assertThat(ana.get(issue.path()).text("main")).contains("No signal at four quays.");
        Ask other = ask(null, null);
        assertThat(ana.post(other.path() + "/withdrawal").status()).isEqualTo(303);
        assertThat(ana.post(other.path() + "/extension", "due", "2026-11-09T12:00").text(".notice-failed")).contains("ended already");
    }

    @Test
    void a_question_is_put_on_what_somebody_wrote_and_the_composer_says_what_a_team_makes_of_it() {
        Comment words = comments.write(company.kei(), issue, Writing.of("It takes two tides. Or is it three?"));
        Answer form = ana.get(issue.path() + "/asks/new?note=" + words.id());
        assertThat(form.text("h1")).isEqualTo("Ask about what Kei wrote");
        assertThat(form.page().select("#note").val()).isEqualTo("Or is it three?");
        String path = issue.path() + "/asks";
        Answer looked = ana.post(path, "bare", "1", "about", "" + words.id(), "note", "Is it?", "add", "halyard/support kei", "check", "1");
        assertThat(looked.status()).isEqualTo(200);
        assertThat(looked.page().select("input[name=to]").eachAttr("value")).containsExactly("halyard/support", "kei");
        assertThat(looked.text(".bands")).contains("Support as one");
        assertThat(looked.text("#send")).isEqualTo("Ask Support and Kei");
        assertThat(ana.post(path, "bare", "1", "note", "", "to", "kei").status()).isEqualTo(422);
        assertThat(ana.post(path, "bare", "1", "note", "Is it?").text("main")).contains("Whom do you ask?");
        assertThat(ana.post(path, "bare", "1", "about", "999999", "note", "Is it?", "to", "kei").status()).isEqualTo(404);
        Answer asked = ana.post(path, "bare", "1", "about", "" + words.id(), "note", "Is it?", "to", "halyard/support", "wish", "feedback");
        assertThat(asked.status()).isEqualTo(303);
        Ask ask = asks.of(issue).getLast();
        assertThat(ask.kind()).isEqualTo(Ask.Kind.FEEDBACK);
        assertThat(ask.noteId()).isEqualTo(words.id());
        assertThat(mia.get(ask.path()).text("main")).contains("Take it for Support");
        assertThat(mia.post(ask.path() + "/taking").status()).isEqualTo(303);
        assertThat(mia.get(ask.path()).text("#asked")).contains("Mia for Support");
        assertThat(kei.post(ask.path() + "/taking").status()).isEqualTo(422);
    }

    @Test
    void the_composer_says_that_a_time_too_early_only_reminds() {
        Answer looked = ana.post(
                issue.path() + "/notes", "note", "Is flat enough?", "to", "kei", "due", "2026-11-04T15:00", "silence", "act",
                "deed", "go flat", "check", "1");
        assertThat(looked.text("#ask-verdict"))
                .isEqualTo("15:00 is Thu 00:00 for Kei, who has had no working time by then. Thu 04:30 is fair.");
        assertThat(looked.text(".silence")).contains("the earlier time only reminds: it never happens before tomorrow 04:30");
    }

    @Test
    void a_time_too_early_reminds_once_and_the_default_waits_until_it_is_fair() {
        Ask ask = ask("comment", Instant.parse("2026-11-04T15:00:00Z"));
        assertThat(kei.get(ask.path()).text(".lead")).contains("only reminds");
        clock.set("2026-11-04T15:00:00Z");
        schedules.runDue();
        schedules.runDue();
        outbox.drain();
        assertThat(ana.get(issue.path()).page().select(".event:contains(is reminded)")).hasSize(1);
        assertThat(jdbc.sql("""
                        select count(*) from notice join event on event.id = notice.note_id
                        where event.issuable_id = :thing and event.action = 'reminded' and notice.member_id = :kei""")
                .param("thing", issue.id()).param("kei", company.kei().id()).query(Integer.class).single()).isEqualTo(1);
        assertThat(asks.find(company.ana(), ask.id()).open()).isTrue();
        clock.set(FAIR);
        schedules.runDue();
        assertThat(asks.find(company.ana(), ask.id()).state()).isEqualTo(Ask.State.DEFAULTED);
        assertThat(ana.get(ask.path()).text(".lead")).contains("happened by itself", "fair to Kei");
    }

    @Test
    void what_one_is_asked_and_what_one_waits_for_are_lists() {
        ask("comment", null);
        assertThat(kei.get("/-/asks").text(".rows")).contains("Is flat enough?", "Ana will go flat");
        assertThat(ana.get("/-/asks?scope=asked_by_me").text(".rows")).contains("you asked Kei");
        assertThat(browser.as(company.ravi()).get("/-/asks").page().select(".row")).isEmpty();
    }

    @Test
    void by_api_one_asks_extends_answers_and_lists() {
        Tab program = browser.program(company.ana());
        Tab keis = browser.program(company.kei());
        String path = "/api/v4/projects/" + company.handbook().id() + "/issues/" + issue.iid() + "/asks";
        assertThat(program.get(path + "/fair_time?to[]=kei&to[]=halyard/support").json().get("fair_at").asString())
                .isEqualTo("2026-11-05T04:30:00.000Z");
        Answer asked = program.post(path, "question", "Flat?", "to[]", "@kei", "to[]", "halyard/support", "kind", "decision");
        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.json().get("asked").get(1).get("team").get("full_path").asString()).isEqualTo("halyard/support");
        assertThat(asked.json().get("web_url").asString()).endsWith("/-/asks/" + asked.json().get("id").asLong());
        String one = path + "/" + asked.json().get("id").asLong();
        assertThat(keis.put(one, "due_at", "2026-11-09T12:00:00Z").status()).isEqualTo(403);
        assertThat(program.put(one).status()).isEqualTo(400);
        assertThat(program.put(one, "due_at", "2026-11-09T12:00:00Z").json().get("due_at").asString()).isEqualTo("2026-11-09T12:00:00.000Z");
        assertThat(program.put(one, "due_at", "2026-11-08T12:00:00Z").status()).isEqualTo(400);
        assertThat(keis.get("/api/v4/asks?scope=asked_of_me&state=open").json().findValuesAsString("question")).contains("Flat?");
        assertThat(keis.post(one + "/answer", "body", "Flat.").json().get("asked").get(0).get("answer").asString()).isEqualTo("answered");
        assertThat(keis.post(one + "/answer", "body", "Flat.").status()).isEqualTo(403);
        assertThat(browser.program(company.ravi()).post(one + "/taking").json().get("asked").get(1).get("taken_by").get("username").asString())
                .isEqualTo("ravi");
        assertThat(program.post(one + "/withdrawal").json().get("state").asString()).isEqualTo("withdrawn");
        assertThat(program.get("/api/v4/asks?scope=asked_by_me&state=ended").json().findValuesAsString("question")).contains("Flat?");
    }

    @Test
    void what_makes_no_sense_is_refused_in_a_sentence_and_changes_nothing() {
        Tab program = browser.program(company.ana());
        String path = "/api/v4/projects/" + company.handbook().id() + "/issues/" + issue.iid() + "/asks";
        var before = Tables.of(jdbc);
        assertThat(program.post(path, "question", "x?", "to", "ana").body()).contains("can't be yourself");
        assertThat(program.post(path, "question", "x?", "to", "kei", "due_at", "2026-11-03T12:00:00Z").body()).contains("is over already");
        assertThat(program.post(path, "question", "x?", "to", "kei", "due_at", "9999-11-03T12:00:00Z").status()).isEqualTo(400);
        assertThat(program.post(path, "question", "x?", "to", "kei", "due_at", "2026-11-09T12:00:00 Mars/Olympus").body()).contains("due_at is invalid");
        assertThat(program.post(path, "question", "x?", "to", "gwen").body()).contains("may not see this");
        assertThat(program.post(path, "question", "x?", "to", "kei", "default_effect", "explode").status()).isEqualTo(400);
        assertThat(program.post(path, "question", "x?", "to", "kei", "default_effect", "merge").status()).isEqualTo(400);
        assertThat(program.post(path, "question", "x?", "to", "kei", "kind", "tea").status()).isEqualTo(400);
        assertThat(program.post(path, "question", "x?", "to", "kei", "note_id", "999999").status()).isEqualTo(404);
        assertThat(program.post(path, "question", "x".repeat(1001), "to", "kei").status()).isEqualTo(400);
        assertThat(ana.post(issue.path() + "/notes", "note", "x?", "to", "kei", "silence", "act", "deed", "").status()).isEqualTo(422);
        assertThat(Tables.of(jdbc)).isEqualTo(before);
        String[] many = IntStream.rangeClosed(1, 51)
                .mapToObj(i -> cast.member("crowd" + i, "Crowd " + i, "UTC").require().username())
                .flatMap(name -> Stream.of("to[]", name))
                .toArray(String[]::new);
        String[] fields = Stream.concat(Stream.of("question", "x?"), Arrays.stream(many)).toArray(String[]::new);
        assertThat(program.post(path, fields).body()).contains("needs between one and 50 people");
        assertThat(asks.of(issue)).isEmpty();
    }

    @Test
    void who_may_not_see_the_thing_finds_no_ask_of_it() {
        Project secret = cast.project(company.ana(), company.team(), "secret" + issue.iid(), Visibility.PRIVATE);
        projectMembers.add(secret, Role.OWNER, company.mia().require(), Role.GUEST, null);
        Issuable hidden = issues.open(company.ana(), secret, Issues.Opening.of("Hidden", ""), false).header();
        Ask ask = asks.ask(company.ana(), hidden, new Asks.Question(
                Ask.Kind.ANSWER, "Seen?", List.of(Cast.person(company.mia())), null, null, ""), null);
        Answer hiddenOne = kei.get(ask.path());
        assertThat(hiddenOne.status()).isEqualTo(404);
        assertThat(hiddenOne.text("main")).isEqualTo(kei.get("/-/asks/999999999").text("main"));
        assertThat(kei.post(ask.path() + "/objection", "note", "x").status()).isEqualTo(404);
        assertThat(mia.get(ask.path()).status()).isEqualTo(200);
    }

    private Ask ask(@Nullable String effect, @Nullable Instant due) {
        return asks.ask(company.ana(), issue, question(effect, due), null);
    }

    private Asks.Question question(@Nullable String effect, @Nullable Instant due) {
        return new Asks.Question(
                Ask.Kind.ANSWER, "Is flat enough?", List.of(Cast.person(company.kei())), due, effect, effect == null ? "" : "go flat");
    }

    @Test
    void an_order_asks_what_the_text_says_and_tells_before_whether_it_is_fair_and_what_silence_does() {
        String words = "Is flat enough?\n/ask @kei, @mia feedback by 15:00 else I will go flat.";
        Answer preview = ana.post(issue.path() + "/notes", "note", words, "preview", "1");
        assertThat(preview.text(".composer")).contains(
                "Asks Kei and Mia for feedback by today 15:00.", "15:00 is", "had no working time by then. Thu 04:30 is fair.",
                "If nobody objects by tomorrow 04:30, you will go flat. The earlier time only reminds.");
        assertThat(asks.of(issue)).isEmpty();
        assertThat(ana.post(issue.path() + "/notes", "note", words).status()).isEqualTo(303);
        assertThat(asks.of(issue)).singleElement().satisfies(ask -> {
            assertThat(ask.kind()).isEqualTo(Ask.Kind.FEEDBACK);
            assertThat(ask.question()).isEqualTo("Is flat enough?");
            assertThat(ask.dueAt()).isEqualTo("2026-11-04T15:00:00Z");
            assertThat(ask.effect()).isEqualTo("comment");
            assertThat(ask.defaultText()).isEqualTo("go flat");
            assertThat(ask.names()).isEqualTo("Kei and Mia");
        });
        assertThat(ana.post(issue.path() + "/notes", "note", "Shall we?\n/ask @kei else close").status()).isEqualTo(303);
        assertThat(asks.of(issue).getLast().effect()).isEqualTo("close");
        assertThat(ana.post(issue.path() + "/notes", "note", "And how?\n/ask @halyard/support for a decision").status()).isEqualTo(303);
        assertThat(asks.of(issue).getLast()).satisfies(ask -> {
            assertThat(ask.kind()).isEqualTo(Ask.Kind.DECISION);
            assertThat(ask.dueAt()).isNull();
            assertThat(ask.names()).isEqualTo("Support");
        });
    }

    @Test
    void what_describes_a_new_issue_can_ask() {
        Answer opened = ana.post(
                "/halyard/handbook/-/issues", "title", "Pets aboard", "description", "Do dogs need a ticket?\n\n/ask @kei by tomorrow else I will say no");
        assertThat(opened.status()).as(opened.text("main")).isEqualTo(303);
        assertThat(ana.get(opened.header("Location")).text("#asks")).contains("Do dogs need a ticket?", "Kei answers until tomorrow 20:00, else you will say no.");
    }

    @Test
    void an_order_that_cannot_be_read_asks_nobody_and_posts_nothing() {
        for (String order : List.of(
                "/ask", "/ask kei", "/ask @nobody", "/ask @ana", "/ask @kei by yesterday", "/ask @kei by 25:00", "/ask @kei by 2026-11-04T11:00",
                "/ask @kei please")) {
            assertThat(ana.post(issue.path() + "/notes", "note", "Is flat enough?\n" + order).status()).as(order).isEqualTo(422);
            assertThat(asks.of(issue)).as(order).isEmpty();
        }
        assertThat(kei.post(issue.path() + "/notes", "note", "/ask @mia").status()).as("he has said nothing here").isEqualTo(422);
    }

    @Test
    void whoever_said_they_would_wait_hears_as_news_that_they_have_waited() {
        ana.post(issue.path() + "/notes", "note", "Is flat enough?", "to", "kei", "due", "2026-11-05T18:00");
        clock.set("2026-11-05T18:00:00Z");
        schedules.runDue();
        outbox.drain();
        assertThat(ana.get("/-/todos").text("main")).contains("No answer", "Kei has not answered by the time you set", "Is flat enough?");
        assertThat(asks.of(issue).getFirst().open()).as("and waits on").isTrue();
    }

    @Test
    void the_thing_shows_who_answered_what_who_is_still_out_and_what_became_of_it() {
        Ask ask = asks.ask(company.ana(), issue, new Asks.Question(
                Ask.Kind.ANSWER, "Is flat enough?", List.of(Cast.person(company.kei()), Cast.person(company.mia())), null, "comment", "go flat"), null);
        kei.post(ask.path() + "/answer", "note", "It is.");
        Answer shown = ana.get(issue.path());
        assertThat(shown.text("#asks")).contains("1 of 2 answered", "Kei answered, today 12:00", "Mia still out, fair until today 21:00");
        assertThat(shown.page().select("#asks .ask-each a").attr("href")).startsWith(issue.path() + "#note_");
        assertThat(mia.get(issue.path()).text("#asks")).as("by her own clock").contains("fair until today 13:00");
        clock.set("2026-11-05T22:00:00Z");
        schedules.runDue();
        assertThat(ana.get(issue.path()).text("#asks-settled")).contains("“go flat” happened by itself: nobody objected", "1 of 2 answered");
    }
}
