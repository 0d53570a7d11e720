package antipode.delivery.letters;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.database.Outbox;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.mail.Letters;
import antipode.mail.Sent;
import antipode.mail.SmtpServer;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Issuable;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Each thing in the letter of a day can be answered by mail, and the letters be stopped by one click.
@AntipodeTest
@Import(SmtpServer.class)
class AnsweredDigestTest {

    private static final Instant KEIS_MORNING = Instant.parse("2026-11-04T23:30:00Z");

    private final Cast cast;
    private final Issues issues;
    private final Asks asks;
    private final Letters letters;
    private final ReplyKeys keys;
    private final SmtpServer smtp;
    private final Outbox outbox;
    private final Schedules schedules;
    private final Browser browser;
    private final TestClock clock;
    private final JdbcClient jdbc;

    AnsweredDigestTest(
            Cast cast, Issues issues, Asks asks, Letters letters, ReplyKeys keys, SmtpServer smtp, Outbox outbox, Schedules schedules,
            Browser browser, TestClock clock, JdbcClient jdbc) {
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

    @Test
    void each_thing_has_an_address_of_its_own_and_one_click_stops_the_letters() throws Exception {
        Cast.Company company = cast.arrive();
        Issuable first = ask(company, "Flat refunds {{enclosed}}");
        Issuable second = ask(company, "Child fares");
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

    private Issuable ask(Cast.Company company, String title) {
        Issuable issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of(title, "Words."), false).header();
        asks.ask(company.ana(), issue, new Asks.Question(
                Ask.Kind.FEEDBACK, "Is it enough?", List.of(Cast.person(company.kei())), null, null, ""), null);
        return issue;
    }
}
