package antipode.delivery.letters;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.database.Outbox;
import antipode.delivery.GivenNotice;
import antipode.delivery.Notice;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.mail.Letters;
import antipode.mail.Sent;
import antipode.mail.SmtpServer;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Writing;
import antipode.todos.Todo;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Each thing in the letter of a day can be answered by mail, and the letters be stopped by one click.
@AntipodeTest
@Import(SmtpServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnsweredDigestTest {

    private static final Instant KEIS_MORNING = Instant.parse("2026-11-04T23:30:00Z");

    private final Cast cast;
    private final Issues issues;
    private final Asks asks;
    private final Letters letters;
    private final ReplyKeys keys;
    private final SmtpServer smtp;
    private final Comments comments;
    private final ThreadLetters threadLetters;
    private final Outbox outbox;
    private final Schedules schedules;
    private final Browser browser;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private Cast.Company company;

    AnsweredDigestTest(
            Cast cast, Issues issues, Asks asks, Letters letters, ReplyKeys keys, SmtpServer smtp, Outbox outbox, Schedules schedules,
            Browser browser, TestClock clock, JdbcClient jdbc,
            Comments comments, ThreadLetters threadLetters) {
        this.comments = comments;
        this.threadLetters = threadLetters;
        this.cast = cast;
        this.issues = issues;
        this.asks = asks;
        this.letters = letters;
        this.keys = keys;
        this.smtp = smtp;
        this.outbox = outbox;
        this.schedules = schedules;
        this.browser = browser;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void keiHearsEachMorning() {
        clock.set(TestClock.START);
        jdbc.sql("delete from notice_wish").update();
    }

    @Test
    void each_thing_has_an_address_of_its_own_and_one_click_stops_the_letters() throws Exception {
        Issuable first = ask("Flat refunds {{enclosed}}");
        Issuable second = ask("Child fares");
        outbox.drain();
        clock.set(KEIS_MORNING);
        schedules.runDue();
        outbox.drain();
        Sent kept = letters.newest(0, 10).stream().filter(letter -> letter.toAddress().equals("kei@halyard.example")).findFirst().orElseThrow();
        MimeMessage letter = smtp.send(kept.id());
        String text = (String) ((Multipart) letter.getContent()).getBodyPart(0).getContent();
        List<SentNotification> answered = text.lines()
                .filter(line -> line.strip().startsWith("By mail: "))
                .map(line -> keys.find(line.replaceAll(".*\\+([a-z2-7]{32})@in\\.halyard\\.example", "$1")).orElseThrow())
                .toList();
        assertThat(answered).extracting(SentNotification::issuableId).containsExactlyInAnyOrder(first.id(), second.id());
        assertThat(answered).extracting(SentNotification::memberId).containsOnly(company.kei().id());
        String stop = letter.getHeader("List-Unsubscribe", null).replaceAll("(?s)^<([^>]*)>.*", "$1");
        assertThat(letter.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(text).contains("Stop these letters: " + stop).doesNotContain("refunds " + stop.replaceAll(".*/([a-z2-7]{32})/.*", "$1"));
        String path = stop.replaceFirst("^http://[^/]*", "");
        assertThat(browser.asNobody().post(path, "List-Unsubscribe", "One-Click").status()).isEqualTo(200);
        assertThat(jdbc.sql("select mode from notice_wish where member_id = :kei").param("kei", company.kei().id()).query(String.class).single())
                .isEqualTo("none");
    }

    /// Friday 17:00 in Lisbon is Saturday 02:00 in Tokyo.
    private static final String MARK = "<time:2026-11-06T17:00+00:00[Europe/Lisbon]>";

    @Test
    void a_time_that_somebody_wrote_stands_in_the_letter_by_its_readers_clock_never_raw_nor_cut() throws Exception {
        Issuable issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Times", "Words."), false).header();
        comments.write(company.kei(), issue, Writing.of("I follow."));
        clock.set(KEIS_MORNING);
        schedules.runDue();
        outbox.drain();
        clock.set(KEIS_MORNING.plus(Duration.ofHours(12)));
        comments.write(company.ana(), issue, Writing.of("@kei shall we talk at " + MARK + "?"));
        for (int before = 200; before < 240; before += 8) {
            comments.write(company.ana(), issue, Writing.of("words ".repeat(40).substring(0, before).strip() + " " + MARK + " and more words to the end of it"));
        }
        comments.write(company.ana(), issue, Writing.of("> " + "quoted ".repeat(136) + "\n\nThen " + MARK + " it is, as said."));
        outbox.drain();
        clock.set(KEIS_MORNING.plus(Duration.ofHours(24)));
        schedules.runDue();
        outbox.drain();
        Sent digest = letters.newest(0, 10).stream().filter(one -> one.toAddress().equals("kei@halyard.example")).findFirst().orElseThrow();
        MimeMessage letter = smtp.send(digest.id());
        for (int part = 0; part < 2; part++) {
            String words = (String) ((Multipart) letter.getContent()).getBodyPart(part).getContent();
            assertThat(words).contains("shall we talk at Sat 7 Nov, 02:00 Tokyo").doesNotContain("time:", "2026-11-06T", "Europe/Lisbon");
        }
        assertThat(browser.as(company.kei()).get("/-/notices").text("main")).contains("shall we talk at Sat 7 Nov, 02:00").doesNotContain("time:2026");
        assertThat(browser.as(company.ana()).get("/-/admin/mail/" + digest.id()).body()).doesNotContain("time:2026");
        assertThat(letter.getHeader("X-GitLab-Project-Path", null)).isEqualTo("halyard/handbook");
        assertThat(letter.getHeader("X-GitHub-Recipient", null)).isEqualTo("kei");
        assertThat(letter.getHeader("X-Antipode-Needs-You", null)).isEqualTo("yes");
        assertThat(letter.getHeader("List-Id", null)).isEqualTo("Antipode <digest." + company.kei().id() + ".antipode>");
        // In a letter of its own it is the same.
        Comment last = comments.write(company.ana(), issue, Writing.of("At " + MARK + " then."));
        long alone = threadLetters.post(company.kei().require(), GivenNotice.of(
                77_001, issue, last.id(), Notice.Kind.NEEDS_YOU, Todo.Action.ASKED, Cast.person(company.ana()), "Shall it be " + MARK + "?"));
        MimeMessage single = smtp.send(alone);
        for (int part = 0; part < 2; part++) {
            String words = (String) ((Multipart) single.getContent()).getBodyPart(part).getContent();
            assertThat(words).contains("Sat 7 Nov, 02:00 Tokyo").doesNotContain("time:2026", "time:2026-11-06T17");
        }
    }

    private Issuable ask(String title) {
        Issuable issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of(title, "Words."), false).header();
        asks.ask(company.ana(), issue, new Asks.Question(
                Ask.Kind.FEEDBACK, "Is it enough?", List.of(Cast.person(company.kei())), null, null, ""), null);
        return issue;
    }
}
