package antipode.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.database.Outbox;
import antipode.jobs.Schedules;
import antipode.mail.Letters;
import antipode.mail.Sent;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.Deeds;
import antipode.todos.Todos;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// It is 21:00 for Kei in Tokyo when Ana asks her; her day begins at 08:30, which is 23:30 in Lisbon.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DigestsTest {

    private static final Instant KEIS_MORNING = Instant.parse("2026-11-04T23:30:00Z");

    private final Cast cast;
    private final Threads threads;
    private final Comments comments;
    private final Asks asks;
    private final Todos todos;
    private final Deeds deeds;
    private final Letters letters;
    private final Outbox outbox;
    private final Schedules schedules;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Issuable issue;

    DigestsTest(
            Cast cast, Threads threads, Comments comments, Asks asks, Todos todos, Deeds deeds, Letters letters, Outbox outbox,
            Schedules schedules, TestClock clock, JdbcClient jdbc) {
        this.cast = cast;
        this.threads = threads;
        this.comments = comments;
        this.asks = asks;
        this.todos = todos;
        this.deeds = deeds;
        this.letters = letters;
        this.outbox = outbox;
        this.schedules = schedules;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void anaAsksKeiInHerNight() {
        clock.set(TestClock.START);
        jdbc.sql("truncate notice, delivery, digest, mail, job, outbox cascade").update();
        issue = threads.open(company.ana(), company.handbook(), new Threads.Opening(
                Issuable.Kind.ISSUE, "issue", "Flat refunds", "A flat refund is enough.", false, null, List.of(), List.of()));
        threads.announce(company.ana(), issue);
        asks.ask(company.ana(), issue, new Asks.Question(
                Ask.Kind.FEEDBACK, "Is a flat refund enough?", List.of(Cast.person(company.kei())), null, null, ""), null);
    }

    @Test
    void nothing_is_sent_in_her_night_though_it_is_on_her_list_at_once() {
        timePasses(KEIS_MORNING.minusSeconds(1));
        assertThat(toKei()).isEmpty();
        assertThat(todos.pending(company.kei(), 1).getFirst().issuable().id()).isEqualTo(issue.id());
    }

    @Test
    void one_letter_goes_out_when_her_day_begins_and_never_again() {
        timePasses(KEIS_MORNING);
        timePasses(KEIS_MORNING.plusSeconds(60));
        assertThat(toKei()).singleElement().satisfies(letter -> {
            assertThat(letter.subject()).isEqualTo("Your day, Thu 5 Nov: one thing needs you");
            assertThat(letter.text()).contains("Flat refunds", "Ana Ferreira asked “Is a flat refund enough?”", "Wed 21:00");
        });
    }

    @Test
    void a_comment_that_asks_is_told_once() {
        comments.write(company.kei(), issue, Writing.of("Of groups too?"));
        Comment comment = comments.write(company.ana(), issue, Writing.of("Kei, of groups?"));
        asks.ask(company.ana(), issue, new Asks.Question(
                Ask.Kind.FEEDBACK, "Of groups?", List.of(Cast.person(company.kei())), null, null, ""), comment.id());
        timePasses(KEIS_MORNING);
        assertThat(toKei()).singleElement().satisfies(letter ->
                assertThat(letter.text()).contains("asked “Of groups?”").doesNotContain("For your information"));
    }

    @Test
    void without_a_mail_server_the_letter_is_kept_for_an_administrator_to_read() {
        timePasses(KEIS_MORNING);
        assertThat(toKei()).extracting(Sent::state).containsExactly("kept");
    }

    @Test
    void what_she_answered_before_her_day_began_is_not_told() {
        comments.write(company.kei(), issue, Writing.of("Yes, it is."));
        timePasses(KEIS_MORNING);
        assertThat(toKei()).isEmpty();
        assertThat(jdbc.sql("select dropped_because from notice where member_id = :kei and state = 'dropped'")
                        .param("kei", company.kei().id())
                        .query(String.class)
                        .list())
                .containsExactly("it was done already: you answered");
    }

    @Test
    void what_she_snoozed_is_told_when_it_comes_back() {
        outbox.drain();
        deeds.snooze(company.kei(), todos.pending(company.kei(), 1).getFirst().id(), KEIS_MORNING.plusSeconds(3600));
        timePasses(KEIS_MORNING);
        assertThat(toKei()).isEmpty();
        timePasses(KEIS_MORNING.plusSeconds(3600));
        assertThat(toKei()).singleElement().satisfies(letter -> assertThat(letter.subject()).contains("Flat refunds"));
    }

    @Test
    void what_she_may_no_longer_see_is_not_told() {
        jdbc.sql("update issuable set confidential = true where id = :id").param("id", issue.id()).update();
        timePasses(KEIS_MORNING);
        assertThat(toKei()).isEmpty();
    }

    @Test
    void a_comment_reaches_its_subscribers_but_not_its_writer() {
        comments.write(company.kei(), issue, Writing.of("Yes, it is."));
        timePasses(Instant.parse("2026-11-05T09:00:00Z"));
        assertThat(letters.newest(0, 10)).extracting(Sent::toAddress).containsExactly("ana@halyard.example");
    }

    private void timePasses(Instant until) {
        outbox.drain();
        clock.set(until);
        schedules.runDue();
        outbox.drain();
    }

    private List<Sent> toKei() {
        return letters.newest(0, 10).stream()
                .filter(letter -> letter.toAddress().equals("kei@halyard.example"))
                .toList();
    }
}
