package antipode.home;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.database.Outbox;
import antipode.jobs.Schedules;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.people.signin.Sessions;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ana asks Kei at nine in the evening, Tokyo time; Kei's day begins at 08:30.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticesPageTest {

    private final Cast cast;
    private final Threads threads;
    private final Asks asks;
    private final Sessions sessions;
    private final Letters letters;
    private final Outbox outbox;
    private final Schedules schedules;
    private final JdbcClient jdbc;
    private final TestClock clock;

    @LocalServerPort
    private int port;

    private Cast.Company company;

    NoticesPageTest(
            Cast cast, Threads threads, Asks asks, Sessions sessions, Letters letters, Outbox outbox, Schedules schedules,
            JdbcClient jdbc, TestClock clock) {
        this.cast = cast;
        this.threads = threads;
        this.asks = asks;
        this.sessions = sessions;
        this.letters = letters;
        this.outbox = outbox;
        this.schedules = schedules;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void anaAsks() {
        clock.set(TestClock.START);
        jdbc.sql("truncate issuable, mail, outbox cascade").update();
        Issuable issue = threads.open(company.ana(), company.handbook(), new Threads.Opening(
                Issuable.Kind.ISSUE, "issue", "Flat refunds", "", false, null, List.of(), List.of()));
        threads.announce(company.ana(), issue);
        asks.ask(company.ana(), issue, new Asks.Question(
                Ask.Kind.FEEDBACK, "Is a flat refund enough?", List.of(Cast.person(company.kei())), null, null, ""), null);
    }

    @Test
    void she_sees_what_waits_for_her_morning_and_why() {
        outbox.drain();
        assertThat(Visitor.browsing(port, sessions, company.kei()).page("/-/notices"))
                .contains("Flat refunds", "Ana Ferreira asked “Is a flat refund enough?”", "tomorrow 08:30", "Because you are asked");
        assertThat(Visitor.browsing(port, sessions, company.mia()).page("/-/notices"))
                .contains("Nothing waits to be told.")
                .doesNotContain("Flat refunds");
    }

    @Test
    void an_administrator_reads_letters_whose_html_stays_source() {
        long id = letters.post(new Letter(
                "k", "kei@halyard.example", "Kei", "Your day", "In text", "<script>alert(1)</script>", Map.of()));
        Visitor ana = Visitor.browsing(port, sessions, company.ana());
        assertThat(ana.page("/-/admin/mail")).contains("Your day", "Waiting", "No mail server is set up");
        assertThat(ana.page("/-/admin/mail/" + id)).contains("In text", "&lt;script").doesNotContain("<script>alert");
        assertThat(ana.get("/-/admin/mail/0").statusCode()).isEqualTo(404);
    }

    @Test
    void what_was_given_up_can_be_tried_again() {
        jdbc.sql("""
                        insert into outbox (consumer, key, payload, not_before, attempts, problem, dead)
                        values ('mail', 'kei', '{"id": 0}', now(), 14, 'nobody answered', true)""").update();
        long id = outbox.dead().getFirst().id();
        Visitor ana = Visitor.browsing(port, sessions, company.ana());
        assertThat(ana.page("/-/admin/outbox")).contains("nobody answered", "Try again");
        assertThat(ana.post("/-/admin/outbox/rows/" + id + "/retry", "").statusCode()).isEqualTo(303);
        assertThat(ana.page("/-/admin/outbox")).contains("Nothing has been given up");
        assertThat(ana.post("/-/admin/outbox/rows/" + id + "/retry", "").statusCode()).isEqualTo(404);
        assertThat(schedules.dead()).isEmpty();
    }

    @Test
    void others_do_not_read_letters_or_failures() {
        Visitor kei = Visitor.browsing(port, sessions, company.kei());
        assertThat(kei.get("/-/admin/mail").statusCode()).isIn(403, 404);
        assertThat(kei.get("/-/admin/outbox").statusCode()).isIn(403, 404);
        assertThat(kei.post("/-/admin/outbox/jobs/retry", "task=x&id=y").statusCode()).isIn(403, 404);
    }
}
