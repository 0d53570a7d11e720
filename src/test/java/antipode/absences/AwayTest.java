package antipode.absences;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.handoffs.TakeOvers;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.people.Absence;
import antipode.people.Absences;
import antipode.people.Actor;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.Todos;
import antipode.todos.Turns;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What follows from Ana's time off. It is Wednesday 4 November, noon in Lisbon; she is away from Monday to Friday of the
/// next week, and back on Monday the 16th at nine.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwayTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-09");
    private static final LocalDate FRIDAY = LocalDate.parse("2026-11-13");

    private final Cast cast;
    private final Browser browser;
    private final Absences absences;
    private final TimeOff timeOff;
    private final Issues issues;
    private final Threads threads;
    private final Turns turns;
    private final Todos todos;
    private final TakeOvers takeOvers;
    private final Outbox outbox;
    private final Schedules schedules;
    private final ProjectMembers projectMembers;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Cast.Company company;
    private Issuable thing;

    AwayTest(
            Cast cast, Browser browser, Absences absences, TimeOff timeOff, Issues issues, Threads threads, Turns turns, Todos todos,
            TakeOvers takeOvers, Outbox outbox, Schedules schedules, ProjectMembers projectMembers, JdbcClient jdbc, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.absences = absences;
        this.timeOff = timeOff;
        this.issues = issues;
        this.threads = threads;
        this.turns = turns;
        this.todos = todos;
        this.takeOvers = takeOvers;
        this.outbox = outbox;
        this.schedules = schedules;
        this.projectMembers = projectMembers;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeAll
    void everyone_arrives() {
        company = cast.arrive();
        for (Actor actor : List.of(company.kei(), company.mia(), company.ravi())) {
            projectMembers.add(company.handbook(), Role.OWNER, actor.require(), Role.DEVELOPER, null);
        }
    }

    @BeforeEach
    void kei_waits_for_ana() {
        clock.set(TestClock.START);
        for (Actor each : List.of(company.ana(), company.kei(), company.mia(), company.ravi())) {
            absences.of(each.id()).forEach(absence -> timeOff.withdraw(each, absence.id()));
        }
        outbox.drain();
        jdbc.sql("update todo set state = 'done', done_at = since, done_cause = 'before' where state = 'pending'").update();
        jdbc.sql("update absence_return set read_at = ready_at").update();
        thing = issues.open(company.ravi(), company.handbook(), Issues.Opening.of("Refunds at sea", ""), false).header();
        turns.pass(thing, List.of(company.ana().id()), new Turns.Cause(Todo.Action.ASKED, company.kei().id(), null, "Is it flat?", null));
        outbox.drain();
    }

    private Absence away(String... delegates) {
        Absence absence = timeOff.state(
                company.ana(), MONDAY, FRIDAY, "", java.util.Arrays.stream(delegates).map(name -> new StandIn("", name)).toList());
        outbox.drain();
        return absence;
    }

    private void at(String instant) {
        clock.set(instant);
        schedules.runDue();
        outbox.drain();
    }

    private List<Todo> news(Actor actor) {
        return todos.pending(actor, 50).stream().filter(todo -> todo.action() == Todo.Action.TIME_OFF).toList();
    }

    private List<Todo> offered(Actor actor) {
        return todos.pending(actor, 50).stream().filter(todo -> todo.action() == Todo.Action.HANDED_OFF).toList();
    }

    @Test
    void everyone_whose_work_it_touches_is_told_once_and_nobody_else() {
        Absence absence = away("mia");
        assertThat(news(company.kei())).singleElement().satisfies(told -> {
            assertThat(told.issuable().id()).isEqualTo(thing.id());
            assertThat(told.question()).isEqualTo("Mon 9 Nov to Fri 13 Nov, back Mon 16 Nov; Mia stands in.");
        });
        assertThat(news(company.mia())).singleElement().satisfies(told -> assertThat(told.question()).contains("you stand in"));
        assertThat(news(company.ravi())).as("he only opened it, and waits for nothing").isEmpty();
        assertThat(jdbc.sql("select count(*) from notice where member_id = :kei and issuable_id = :thing").param("kei", company.kei().id())
                .param("thing", thing.id()).query(Long.class).single()).as("kept for his hours").isEqualTo(1);
        // A word changed, or days at which she wouldn't work anyway, are nothing to hear of.
        timeOff.change(company.ana(), absence.id(), MONDAY.minusDays(1), FRIDAY.plusDays(2), "In the Alps", List.of(new StandIn("", "mia")));
        at("2026-11-09T00:00:01Z");
        assertThat(news(company.kei())).hasSize(1);
        assertThat(news(company.mia())).hasSize(1);
    }

    @Test
    void who_has_to_wait_differently_hears_of_it_again() {
        Absence absence = away();
        timeOff.change(company.ana(), absence.id(), MONDAY, FRIDAY.plusDays(7), "", List.of());
        outbox.drain();
        assertThat(news(company.kei())).extracting(Todo::question).containsExactly(
                "Now Mon 9 Nov to Fri 20 Nov, back Mon 23 Nov.", "Mon 9 Nov to Fri 13 Nov, back Mon 16 Nov.");
        timeOff.withdraw(company.ana(), absence.id());
        outbox.drain();
        assertThat(news(company.kei())).first().satisfies(told -> assertThat(told.question()).startsWith("Here after all"));
    }

    @Test
    void a_delegate_with_nothing_to_take_is_written_to_in_their_hours() {
        jdbc.sql("update todo set state = 'done', done_at = since, done_cause = 'before' where state = 'pending'").update();
        jdbc.sql("update issuable set state = 'closed', closed_at = created_at where state = 'opened'").update();
        long before = letters("You stand in for Ana Ferreira");
        away("kei");
        assertThat(letters("You stand in for Ana Ferreira")).as("he has gone home").isEqualTo(before);
        at("2026-11-04T23:31:00Z");
        assertThat(letters("You stand in for Ana Ferreira")).isEqualTo(before + 1);
    }

    private long letters(String subject) {
        return jdbc.sql("select count(*) from mail where subject = :subject").param("subject", subject).query(Long.class).single();
    }

    @Test
    void when_it_begins_turns_are_offered_to_who_stands_in_and_the_rest_comes_back_on_the_return() {
        away("mia");
        Issuable second = issues.open(company.ravi(), company.handbook(), Issues.Opening.of("Receipts", ""), false).header();
        turns.pass(second, List.of(company.ana().id()), new Turns.Cause(Todo.Action.ASKED, company.ravi().id(), null, "Which?", null));
        assertThat(offered(company.mia())).as("not before").isEmpty();
        at("2026-11-09T00:00:01Z");
        assertThat(offered(company.mia())).extracting(todo -> todo.issuable().title()).containsExactlyInAnyOrder("Refunds at sea", "Receipts");
        assertThat(news(company.ravi())).as("who came to wait meanwhile is told, too").hasSize(1);
        Answer page = browser.as(company.kei()).get(thing.path());
        assertThat(page.text(".turns")).contains("Ana’s turn", "Away until Mon 16 Nov", "Mia stands in.");
        long handoff = jdbc.sql("select id from handoff where issuable_id = :thing and state = 'offered'").param("thing", thing.id())
                .query(Long.class).single();
        assertThat(browser.as(company.mia()).post(thing.path() + "/handoffs/" + handoff + "/acceptance").status()).isEqualTo(303);
        assertThat(threads.get(thing.id()).dri().username()).as("a turn, not the responsibility").isEqualTo("ravi");
        assertThat(turns.on(List.of(thing.id()))).extracting(turn -> turn.holder().firstName()).containsExactly("Mia");
        at("2026-11-16T09:00:00Z");
        assertThat(offered(company.mia())).extracting(todo -> todo.issuable().title()).containsExactly("Refunds at sea");
        assertThat(turns.on(List.of(second.id()))).extracting(turn -> turn.holder().firstName()).containsExactly("Ana");
    }

    @Test
    void the_brief_asks_as_many_questions_for_many_things_as_for_one() {
        Absence absence = away();
        at("2026-11-10T10:00:00Z");
        muchHappens(1);
        String brief = "/-/absences/" + absence.id() + "/brief";
        var ana = browser.as(company.ana());
        ana.get(brief);
        int one = CountedStatements.during(() -> ana.get(brief));
        muchHappens(4);
        assertThat(CountedStatements.during(() -> ana.get(brief))).isEqualTo(one);
        assertThat(ana.get(brief).page().select("#taken .row, #decided .row")).hasSizeGreaterThanOrEqualTo(10);
    }

    private void muchHappens(int times) {
        for (int i = 0; i < times; i++) {
            Issuable taken = issues.open(company.ravi(), company.handbook(), Issues.Opening.of("Taken", ""), false).header();
            turns.pass(taken, List.of(company.ana().id()), new Turns.Cause(Todo.Action.ASKED, company.ravi().id(), null, "Which?", null));
            takeOvers.takeOver(company.kei(), taken, "ana", "The ferry sails.");
            Issuable closed = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Closed", ""), false).header();
            issues.close(company.ravi(), issues.get(closed.id()));
            Issuable waiting = issues.open(company.ravi(), company.handbook(), Issues.Opening.of("Waits", ""), false).header();
            turns.pass(waiting, List.of(company.ana().id()), new Turns.Cause(Todo.Action.ASKED, company.ravi().id(), null, "When?", null));
        }
        outbox.drain();
    }

    @Test
    void on_the_day_of_return_a_brief_waits_for_whoever_was_away_alone() {
        Absence absence = away();
        at("2026-11-10T10:00:00Z");
        takeOvers.takeOver(company.kei(), thing, "ana", "The ferry sails.");
        Issuable closed = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Old timetable", ""), false).header();
        issues.close(company.ravi(), issues.get(closed.id()));
        assertThat(browser.as(company.ana()).get("/").text(".absence-brief")).isEmpty();
        at("2026-11-16T09:00:00Z");
        Answer work = browser.as(company.ana()).get("/");
        String brief = work.page().select(".absence-brief a").attr("href");
        assertThat(brief).isEqualTo("/-/absences/" + absence.id() + "/brief");
        assertThat(letters("While you were away")).as("the day begins with one letter").isZero();
        Answer page = browser.as(company.ana()).get(brief);
        assertThat(page.text("#taken")).contains("Refunds at sea", "Kei Nakamura");
        assertThat(page.text("#decided")).contains("Old timetable", "Ravi Krishnan");
        assertThat(browser.as(company.kei()).get(brief).status()).isEqualTo(404);
        assertThat(browser.as(company.ana()).post("/-/absences/briefs/reading").status()).isEqualTo(303);
        assertThat(browser.as(company.ana()).get("/").page().select(".absence-brief")).isEmpty();
    }

    private List<String> offeredBy(Actor actor) {
        return offered(actor).stream().map(todo -> todo.issuable().title()).toList();
    }

    @Test
    void what_comes_to_wait_for_somebody_away_is_offered_too_but_not_what_their_delegate_leaves_them() {
        away("mia");
        at("2026-11-09T00:00:01Z");
        Issuable later = issues.open(company.ravi(), company.handbook(), Issues.Opening.of("Night ferries", ""), false).header();
        Issuable left = issues.open(company.ravi(), company.handbook(), Issues.Opening.of("For your return", ""), false).header();
        clock.set("2026-11-12T10:00:00Z");
        browser.as(company.kei()).post(later.path() + "/notes", "note", "@ana, do they sail in December?");
        browser.as(company.mia()).post(left.path() + "/notes", "note", "@ana, which colour would you like?");
        outbox.drain();
        assertThat(offeredBy(company.mia())).containsExactlyInAnyOrder("Refunds at sea", "Night ferries");
        browser.as(company.kei()).post(later.path() + "/notes", "note", "@ana, and in January?");
        outbox.drain();
        assertThat(offeredBy(company.mia())).as("one turn, offered once").hasSize(2);
    }

    @Test
    void who_accepts_the_turn_of_an_ask_answers_it() {
        away("mia");
        // On Thursday she is away for two working days more, which can be waited for: she is asked herself.
        at("2026-11-12T10:00:00Z");
        Issuable fresh = issues.open(company.ravi(), company.handbook(), Issues.Opening.of("Pets aboard", ""), false).header();
        browser.as(company.kei()).post(fresh.path() + "/notes", "note", "Do dogs need a ticket?", "to", "ana", "silence", "act", "deed", "print it");
        outbox.drain();
        assertThat(offeredBy(company.mia())).contains("Pets aboard");
        long handoff = jdbc.sql("select id from handoff where issuable_id = :thing").param("thing", fresh.id()).query(Long.class).single();
        browser.as(company.mia()).post(fresh.path() + "/handoffs/" + handoff + "/acceptance");
        long ask = jdbc.sql("select id from ask where issuable_id = :thing").param("thing", fresh.id()).query(Long.class).single();
        assertThat(browser.as(company.kei()).get("/-/asks/" + ask).text("main")).contains("Mia took it and answers for Ana.");
        assertThat(browser.as(company.mia()).post("/-/asks/" + ask + "/answer", "note", "They do.").status()).isEqualTo(303);
        assertThat(browser.as(company.kei()).get("/-/asks/" + ask).text("main")).contains("everyone asked has answered");
    }

    @Test
    void who_stands_in_no_more_is_told_and_what_they_were_offered_goes_to_who_does() {
        Absence absence = away("mia");
        at("2026-11-09T00:00:01Z");
        assertThat(offeredBy(company.mia())).containsExactly("Refunds at sea");
        timeOff.change(company.ana(), absence.id(), MONDAY, FRIDAY, "", List.of(new StandIn("", "ravi")));
        at("2026-11-09T00:00:02Z");
        outbox.drain();
        assertThat(offeredBy(company.mia())).isEmpty();
        assertThat(offeredBy(company.ravi())).containsExactly("Refunds at sea");
        assertThat(news(company.mia())).first().satisfies(told -> assertThat(told.question())
                .isEqualTo("Mon 9 Nov to Fri 13 Nov; you don’t stand in any more."));
        assertThat(news(company.ravi())).singleElement().satisfies(told -> assertThat(told.question()).contains("you stand in"));
        timeOff.change(company.ana(), absence.id(), MONDAY, FRIDAY, "", List.of(new StandIn("", "mia")));
        outbox.drain();
        assertThat(news(company.mia())).hasSize(3).first().satisfies(told -> assertThat(told.question()).endsWith("; you stand in."));
    }

    @Test
    void who_was_named_by_letter_is_told_by_letter_that_they_need_not() {
        jdbc.sql("update todo set state = 'done', done_at = since, done_cause = 'before' where state = 'pending'").update();
        jdbc.sql("update issuable set state = 'closed', closed_at = created_at where state = 'opened'").update();
        Absence absence = away("kei");
        at("2026-11-04T23:31:00Z");
        long before = letters("You don’t stand in for Ana Ferreira any more");
        timeOff.change(company.ana(), absence.id(), MONDAY, FRIDAY, "", List.of());
        outbox.drain();
        assertThat(letters("You don’t stand in for Ana Ferreira any more")).isEqualTo(before + 1);
    }
}
