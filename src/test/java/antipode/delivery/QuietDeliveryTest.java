package antipode.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.capacity.Capacities;
import antipode.capacity.Capacity;
import antipode.database.Outbox;
import antipode.hours.WeeklyHours;
import antipode.jobs.Schedules;
import antipode.mail.Letters;
import antipode.mail.Sent;
import antipode.people.Absences;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.WorkingHours;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Writing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// It is Wednesday 12:00 in Lisbon, where Ana works from 09:00 to 13:00 and 16:00 to 20:00. Kei in Tokyo is at home since
/// three hours and begins at 08:30, Ravi in Bengaluru works for half an hour more, Mia in San Francisco begins at 09:00, in
/// five hours.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuietDeliveryTest {

    private final Cast cast;
    private final Threads threads;
    private final Comments comments;
    private final Asks asks;
    private final Letters letters;
    private final Outbox outbox;
    private final Schedules schedules;
    private final Members members;
    private final WorkingHours hours;
    private final Absences absences;
    private final Capacities capacities;
    private final TestClock clock;
    private final Browser browser;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Issuable issue;

    QuietDeliveryTest(
            Cast cast, Threads threads, Comments comments, Asks asks, Letters letters, Outbox outbox, Schedules schedules,
            Members members, WorkingHours hours, Absences absences, Capacities capacities, TestClock clock, Browser browser,
            JdbcClient jdbc) {
        this.cast = cast;
        this.threads = threads;
        this.comments = comments;
        this.asks = asks;
        this.letters = letters;
        this.outbox = outbox;
        this.schedules = schedules;
        this.members = members;
        this.hours = hours;
        this.absences = absences;
        this.capacities = capacities;
        this.clock = clock;
        this.browser = browser;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void anaOpensAnIssue() {
        clock.set(TestClock.START);
        jdbc.sql("truncate issuable, delivery, digest, mail, job, outbox, notice_wish, notification_level, absence, capacity cascade")
                .update();
        jdbc.sql("delete from member_hours where from_date > '1970-01-01'").update();
        issue = open(company.ana(), "Flat refunds");
        outbox.drain();
    }

    @Test
    void as_it_happens_she_is_told_at_once_within_her_hours_and_sees_why() {
        wish(company.ravi(), "as_it_happens");
        ask(company.ravi(), "Is it enough?");
        pass();
        assertThat(to("ravi")).hasSize(1);
        assertThat(notices(company.ravi())).singleElement().satisfies(notice -> {
            assertThat(notice.path("state").asString()).isEqualTo("delivered");
            assertThat(notice.path("rule").asString()).isEqualTo("at_once");
            assertThat(notice.path("why_now").asString()).isEqualTo("as it happened, within your hours");
            assertThat(notice.path("reason").asString()).isEqualTo("mentioned");
            assertThat(notice.path("why_me").asString()).isEqualTo("You hear of this because you are asked.");
            assertThat(notice.path("message_id").asString()).startsWith("<");
            assertThat(notice.path("channel").asString()).isEqualTo("mail");
        });
        assertThat(browser.as(company.ravi()).get("/-/notices").body())
                .contains("As it happened, within your hours", "Because you are asked.", "Flat refunds");
    }

    @Test
    void as_it_happens_waits_for_the_break_to_end() {
        clock.set("2026-11-04T13:30:00Z");
        wish(company.ana(), "as_it_happens");
        say(company.kei(), "Yes.");
        pass();
        assertThat(to("ana")).isEmpty();
        assertThat(only(company.ana()).path("why_now").asString())
                .isEqualTo("held until your hours begin, today 16:00 in Lisbon");
        at("2026-11-04T15:59:59Z");
        assertThat(to("ana")).isEmpty();
        at("2026-11-04T16:00:00Z");
        assertThat(to("ana")).hasSize(1);
        assertThat(only(company.ana()).path("why_now").asString()).isEqualTo("held until your hours began, today 16:00 in Lisbon");
    }

    @Test
    void many_things_that_waited_for_hours_come_in_one_letter() {
        wish(company.mia(), "as_it_happens");
        for (int i = 0; i < 4; i++) {
            asks.ask(company.ana(), open(company.ana(), "Thing " + i), question(company.mia(), "Is it " + i + "?"), null);
        }
        pass();
        at("2026-11-04T17:00:00Z");
        assertThat(to("mia")).singleElement().satisfies(letter -> {
            assertThat(letter.subject()).isEqualTo("While you were not at work: 4 things need you");
            assertThat(letter.text()).contains("Thing 0", "Thing 1", "Thing 2", "Thing 3", "/-/asks/");
        });
        assertThat(notices(company.mia())).extracting(notice -> notice.path("state").asString()).containsOnly("digested");
    }

    @Test
    void weekly_comes_on_the_first_working_day_of_the_week_also_after_a_free_monday() {
        wish(company.kei(), "weekly");
        ask(company.kei(), "Is it enough?");
        pass();
        assertThat(only(company.kei()).path("why_now").asString()).isEqualTo("held until your week begins, Mon 08:30 in Tokyo");
        absences.state(company.kei().id(), LocalDate.parse("2026-11-09"), LocalDate.parse("2026-11-09"), "");
        pass();
        at("2026-11-09T10:00:00Z");
        assertThat(to("kei")).isEmpty();
        at("2026-11-09T23:30:00Z");
        assertThat(to("kei")).singleElement().satisfies(letter ->
                assertThat(letter.subject()).isEqualTo("Your week, Tue 10 Nov: one thing needs you"));
    }

    @Test
    void whoever_works_from_sunday_gets_the_week_on_sunday() {
        hours.state(company.gwen().id(), LocalDate.parse("2026-11-01"), ZoneId.of("Asia/Riyadh"), WeeklyHours.parse("Sun-Thu 08:00-16:00"));
        wish(company.gwen(), "weekly");
        jdbc.sql("update project set visibility = 'public'").update();
        ask(company.gwen(), "Is it enough?");
        pass();
        at("2026-11-08T04:59:00Z");
        assertThat(to("gwen")).isEmpty();
        at("2026-11-08T05:00:00Z");
        assertThat(to("gwen")).hasSize(1);
    }

    @Test
    void nothing_is_sent_to_whoever_asked_for_nothing_and_that_is_said() {
        wish(company.kei(), "none");
        ask(company.kei(), "Is it enough?");
        pass();
        at("2026-11-05T09:00:00Z");
        assertThat(to("kei")).isEmpty();
        assertThat(only(company.kei()).path("dropped_because").asString()).isEqualTo("you asked that nothing be sent to you");
        assertThat(browser.as(company.kei()).get("/-/notices").body())
                .contains("Spared", "Not sent: you asked that nothing be sent to you");
    }

    @Test
    void a_new_rule_moves_what_is_held_and_nothing_is_lost_or_doubled() {
        ask(company.ravi(), "Is it enough?");
        pass();
        assertThat(only(company.ravi()).path("rule").asString()).isEqualTo("day");
        wish(company.ravi(), "as_it_happens");
        pass();
        assertThat(to("ravi")).hasSize(1);
        wish(company.ravi(), "digest");
        pass();
        at("2026-11-05T04:30:00Z");
        assertThat(to("ravi")).hasSize(1);
        assertThat(notices(company.ravi())).hasSize(1);
    }

    @Test
    void on_friday_evening_everything_waits_for_monday() {
        at("2026-11-06T21:00:00Z");
        ask(company.ana(), "Is it enough?", company.kei());
        pass();
        assertThat(only(company.ana()).path("why_now").asString()).isEqualTo("held until your day begins, Mon 09:00 in Lisbon");
        at("2026-11-09T08:59:59Z");
        assertThat(to("ana")).isEmpty();
        at("2026-11-09T09:00:00Z");
        assertThat(to("ana")).hasSize(1);
    }

    @Test
    void the_day_begins_at_nine_also_after_clocks_were_put_back_or_forward() {
        at("2027-03-12T20:00:00Z");
        ask(company.mia(), "Before summer time?");
        pass();
        at("2027-03-15T15:59:59Z");
        assertThat(to("mia")).isEmpty();
        at("2027-03-15T16:00:00Z");
        assertThat(to("mia")).hasSize(1);
        at("2027-11-05T20:00:00Z");
        issue = open(company.ana(), "Another thing");
        ask(company.mia(), "Before winter time?");
        pass();
        at("2027-11-08T16:59:59Z");
        assertThat(to("mia")).hasSize(1);
        at("2027-11-08T17:00:00Z");
        assertThat(to("mia")).hasSize(2);
    }

    @Test
    void a_traveller_gets_one_letter_for_each_date_in_the_morning_of_wherever_they_are() {
        // Mia sleeps in Tokyo from Thursday on, and is back in San Francisco on Friday, which begins 17 hours later there.
        hours.state(company.mia().id(), LocalDate.parse("2026-11-05"), ZoneId.of("Asia/Tokyo"), WeeklyHours.parse("Mon-Fri 09:00-17:00"));
        hours.state(company.mia().id(), LocalDate.parse("2026-11-06"), company.mia().require().zone(), WeeklyHours.parse("Mon-Fri 09:00-17:00"));
        ask(company.mia(), "Is it enough?");
        pass();
        at("2026-11-04T23:59:59Z");
        assertThat(to("mia")).isEmpty();
        at("2026-11-05T00:00:00Z");
        assertThat(to("mia")).singleElement().satisfies(letter -> assertThat(letter.subject()).contains("Thu 5 Nov"));
        say(company.ana(), "@mia, and of groups?");
        pass();
        at("2026-11-06T16:59:59Z");
        assertThat(to("mia")).hasSize(1);
        at("2026-11-06T17:00:00Z");
        assertThat(to("mia")).hasSize(2);
        assertThat(jdbc.sql("select date::text from digest order by id").query(String.class).list())
                .containsExactly("2026-11-05", "2026-11-06");
    }

    @Test
    void whoever_takes_time_off_gets_nothing_in_it_and_all_of_it_on_their_first_day() {
        ask(company.kei(), "Is it enough?");
        pass();
        absences.state(company.kei().id(), LocalDate.parse("2026-11-05"), LocalDate.parse("2026-11-10"), "");
        pass();
        at("2026-11-05T03:00:00Z");
        say(company.ana(), "@kei, whenever you are back.");
        pass();
        at("2026-11-10T10:00:00Z");
        assertThat(to("kei")).isEmpty();
        at("2026-11-10T23:30:00Z");
        assertThat(to("kei")).hasSize(1);
        assertThat(notices(company.kei())).extracting(notice -> notice.path("rule").asString()).containsOnly("back");
    }

    @Test
    void whoever_is_in_focus_is_told_afterwards_or_as_soon_as_it_ends() {
        wish(company.ravi(), "as_it_happens");
        Instant until = Instant.parse("2026-11-04T12:20:00Z");
        capacities.state(company.ravi().id(), new Capacities.Draft(Capacity.State.FOCUS, null, "", until));
        ask(company.ravi(), "Is it enough?");
        pass();
        assertThat(to("ravi")).isEmpty();
        assertThat(only(company.ravi()).path("why_now").asString()).isEqualTo("held, as you are in focus, until today 17:50 in Kolkata");
        at("2026-11-04T12:10:00Z");
        capacities.clear(company.ravi().id());
        pass();
        assertThat(to("ravi")).hasSize(1);
        assertThat(only(company.ravi()).path("rule").asString()).isEqualTo("focus");
    }

    @Test
    void when_the_server_slept_over_the_morning_the_letter_waits_for_hours_again() {
        ask(company.kei(), "Is it enough?");
        pass();
        at("2026-11-05T12:00:00Z");
        assertThat(to("kei")).isEmpty();
        at("2026-11-05T23:30:00Z");
        assertThat(to("kei")).singleElement().satisfies(letter -> assertThat(letter.subject()).contains("Fri 6 Nov"));
    }

    @Test
    void new_hours_bring_forward_what_is_held() {
        ask(company.kei(), "Is it enough?");
        pass();
        Member kei = members.find(company.kei().id()).orElseThrow();
        hours.state(kei.id(), LocalDate.parse("2026-11-05"), kei.zone(), WeeklyHours.parse("Mon-Fri 06:00-12:00"));
        pass();
        at("2026-11-04T21:00:00Z");
        assertThat(to("kei")).hasSize(1);
    }

    @Test
    void a_letter_that_cannot_be_written_keeps_nobody_else_waiting() {
        ask(company.kei(), "Is it enough?");
        ask(company.ravi(), "Is it enough?");
        pass();
        jdbc.sql("update member set email = 'kei' || chr(10) || '@halyard.example' where id = :id").param("id", company.kei().id()).update();
        at("2026-11-05T04:30:00Z");
        assertThat(to("ravi")).hasSize(1);
        assertThat(jdbc.sql("select attempts from delivery where member_id = :id").param("id", company.kei().id()).query(Integer.class).single())
                .isPositive();
        jdbc.sql("update member set email = 'kei@halyard.example' where id = :id").param("id", company.kei().id()).update();
        at("2026-11-05T06:00:00Z");
        assertThat(to("kei")).hasSize(1);
    }

    @Test
    void another_question_in_the_same_thing_is_told_with_its_own_words() {
        ask(company.kei(), "Is it enough?");
        ask(company.kei(), "And of groups?", company.ravi());
        pass();
        at("2026-11-04T23:30:00Z");
        assertThat(to("kei")).singleElement().satisfies(letter -> assertThat(letter.text())
                .contains("Ana Ferreira asked “Is it enough?”", "Ravi Krishnan asked “And of groups?”"));
    }

    @Test
    void one_thing_stands_once_in_a_letter_with_all_that_happened_in_it() {
        ask(company.kei(), "Is it enough?");
        say(company.ana(), "The tariff says so.");
        say(company.ravi(), "@kei, look at page 3.");
        pass();
        at("2026-11-04T23:30:00Z");
        assertThat(to("kei")).singleElement().satisfies(letter -> assertThat(letter.text())
                .containsOnlyOnce("Flat refunds")
                .contains("Ana Ferreira asked “Is it enough?”", "Ana Ferreira wrote", "The tariff says so.", "Ravi Krishnan mentioned you"));
    }

    @Test
    void however_many_follow_a_thing_the_questions_are_as_many_and_a_letter_more_costs_a_letter() {
        List<Actor> crowd = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            crowd.add(cast.member("crowd" + i, "Crowd " + i, "Europe/Lisbon"));
        }
        int[] holding = new int[2];
        int[] telling = new int[2];
        for (int round = 0; round < 2; round++) {
            issue = open(company.ana(), "Round " + round);
            for (Actor one : crowd.subList(0, round == 0 ? 4 : 14)) {
                jdbc.sql("insert into subscription values (:issue, :member, 'subscribed')").param("issue", issue.id()).param("member", one.id()).update();
            }
            pass();
            say(company.kei(), "Yes.");
            holding[round] = CountedStatements.during(outbox::drain);
            clock.forward(Duration.ofDays(1));
            telling[round] = CountedStatements.during(schedules::runDue);
            outbox.drain();
        }
        assertThat(holding[1]).isEqualTo(holding[0]);
        assertThat(telling[1] - telling[0]).isLessThanOrEqualTo(6 * 10);
        assertThat(to("crowd3")).hasSize(2);
        assertThat(to("crowd13")).hasSize(1);
    }

    private Issuable open(Actor actor, String title) {
        Issuable opened = threads.open(actor, company.handbook(), new Threads.Opening(
                Issuable.Kind.ISSUE, "issue", title, "", false, null, List.of(), List.of()));
        threads.announce(actor, opened);
        return opened;
    }

    @Test
    void the_page_of_notices_asks_as_many_questions_for_many_as_for_one() {
        ask(company.mia(), "Is it enough?");
        say(company.kei(), "Yes.");
        pass();
        Browser.Tab mia = browser.as(company.mia());
        mia.get("/-/notices");
        int one = CountedStatements.during(() -> mia.get("/-/notices"));
        for (int i = 0; i < 5; i++) {
            asks.ask(company.ana(), open(company.ana(), "Thing " + i), question(company.mia(), "Is it " + i + "?"), null);
        }
        pass();
        assertThat(CountedStatements.during(() -> mia.get("/-/notices"))).isEqualTo(one);
        assertThat(mia.get("/-/notices").page().select(".row")).hasSizeGreaterThan(5);
    }

    private void ask(Actor asked, String words) {
        ask(asked, words, company.ana());
    }

    private void ask(Actor asked, String words, Actor asker) {
        asks.ask(asker, issue, question(asked, words), null);
    }

    private static Asks.Question question(Actor asked, String words) {
        return new Asks.Question(Ask.Kind.FEEDBACK, words, List.of(Cast.person(asked)), null, null, "");
    }

    private void say(Actor actor, String words) {
        comments.write(actor, issue, Writing.of(words));
    }

    private void wish(Actor actor, String mode) {
        assertThat(browser.as(actor).post("/-/settings/notices", "mode", mode, "level", "participating").status()).isEqualTo(303);
    }

    /// What follows from all that has happened.
    private void pass() {
        outbox.drain();
        schedules.runDue();
        outbox.drain();
    }

    private void at(String moment) {
        clock.set(moment);
        pass();
    }

    private List<Sent> to(String username) {
        return letters.newest(0, 50).stream().filter(letter -> letter.toAddress().equals(username + "@halyard.example")).toList();
    }

    private List<JsonNode> notices(Actor actor) {
        return browser.program(actor).get("/api/v4/notices").json().valueStream().toList();
    }

    private JsonNode only(Actor actor) {
        List<JsonNode> all = notices(actor);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
