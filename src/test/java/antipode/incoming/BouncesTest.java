package antipode.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.mail.SmtpServer;
import antipode.mail.incoming.MailDoor;
import antipode.testing.Browser;
import antipode.testing.Cast;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Letters that come back: three in a row, and Kei is sent none until Kei or an administrator says so.
@AntipodeTest
@Import({MailDoor.class, SmtpServer.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BouncesTest {

    private static final String UNKNOWN = "Final-Recipient: rfc822; kei@halyard.example\nAction: failed\nStatus: 5.1.1\n"
            + "Diagnostic-Code: smtp; 550 5.1.1 No such\n  user <b>here</b>\n";

    private final Cast cast;
    private final Letters letters;
    private final MailDoor door;
    private final SmtpServer smtp;
    private final Outbox outbox;
    private final Browser browser;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private int count;

    BouncesTest(Cast cast, Letters letters, MailDoor door, SmtpServer smtp, Outbox outbox, Browser browser, JdbcClient jdbc) {
        this.cast = cast;
        this.letters = letters;
        this.door = door;
        this.smtp = smtp;
        this.outbox = outbox;
        this.browser = browser;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void nothingCameBack() {
        jdbc.sql("truncate mail_pause, incoming_mail, outbox cascade").update();
        jdbc.sql("update mail set state = 'sent' where state in ('bounced', 'paused')").update();
    }

    private long letter(String precedence) {
        long id = letters.post(new Letter(
                "bounced-" + ++count, "Kei@halyard.example", "Kei Nakamura", "Your day", "Words", "<p>Words</p>", Map.of("Precedence", precedence)));
        // It is sent by the servers of this test alone.
        jdbc.sql("delete from outbox where consumer = 'mail'").update();
        return id;
    }

    /// Sends one, and gives the address it comes back to.
    private String sent() throws Exception {
        MimeMessage letter = smtp.send(letter("list"));
        return letter == null ? "" : letter.getHeader("Return-Path", null).replaceAll("[<>]", "");
    }

    private String report(String status) {
        return """
                From: MAILER-DAEMON@mx.halyard.example
                Message-ID: <report-%d@mx.halyard.example>
                Subject: Undelivered
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                It did not arrive.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.halyard.example

                %s
                --b--
                """.formatted(++count, status);
    }

    private void comesBack(String to, String status) {
        assertThat(door.bring("", to, report(status))).startsWith("250");
        outbox.drain();
    }

    @Test
    void after_three_in_a_row_nothing_is_sent_there_until_its_owner_says_so_with_one_click() throws Exception {
        for (int time = 0; time < 3; time++) {
            String back = sent();
            assertThat(back).matches("incoming\\+bounce-[0-9a-v]{33}@in\\.halyard\\.example");
            comesBack(back, UNKNOWN);
        }
        long paused = letter("list");
        assertThat(smtp.send(paused)).isNull();
        assertThat(jdbc.sql("select state from mail where id = :id").param("id", paused).query(String.class).single()).isEqualTo("paused");
        // A link to sign in, which somebody has asked for this moment, is tried all the same.
        assertThat(smtp.send(letter("first-class"))).isNotNull();
        var page = browser.as(company.kei()).get("/-/settings/mail");
        assertThat(page.text("#pause")).contains("kei@halyard.example", "1 were not sent", "550 5.1.1 No such user <b>here</b>");
        assertThat(browser.as(company.ravi()).get("/-/settings/mail").page().select("#pause")).isEmpty();
        assertThat(browser.as(company.ana()).get("/-/admin/mail").text("#pauses")).contains("kei@halyard.example", "5.1.1");
        browser.as(company.ravi()).post("/-/settings/mail/resumption");
        assertThat(sent()).isEmpty();
        assertThat(browser.as(company.kei()).post("/-/settings/mail/resumption").status()).isEqualTo(303);
        assertThat(browser.as(company.kei()).get("/-/settings/mail").page().select("#pause")).isEmpty();
        // What came back before counts no more.
        comesBack(sent(), UNKNOWN);
        assertThat(sent()).isNotEmpty();
    }

    @Test
    void an_administrator_can_resume_it_too_and_nobody_else_for_another() throws Exception {
        for (int time = 0; time < 3; time++) {
            comesBack(sent(), UNKNOWN);
        }
        assertThat(browser.as(company.kei()).post("/-/admin/mail/resumption", "address", "kei@halyard.example").status()).isEqualTo(403);
        assertThat(sent()).isEmpty();
        assertThat(browser.as(company.ana()).post("/-/admin/mail/resumption", "address", "KEI@halyard.example").status()).isEqualTo(303);
        assertThat(sent()).isNotEmpty();
        assertThat(browser.as(company.ana()).post("/-/admin/mail/resumption", "address", "nobody@x.example").status()).isEqualTo(303);
    }

    @Test
    void one_that_stayed_away_in_between_begins_the_count_anew() throws Exception {
        comesBack(sent(), UNKNOWN);
        comesBack(sent(), UNKNOWN);
        sent();
        comesBack(sent(), UNKNOWN);
        comesBack(sent(), UNKNOWN);
        assertThat(sent()).isNotEmpty();
    }

    @Test
    void only_what_is_lasting_counts_and_each_letter_once_and_only_by_the_key_it_left_with() throws Exception {
        for (String other : new String[] {
            UNKNOWN.replace("failed", "delayed"), UNKNOWN.replace("5.1.1", "4.2.2"), UNKNOWN.replace("Status: 5.1.1", "Status: 5.7.1"), "Action: failed\n",
            "Status: 5.1.1\n", "", "Action: failed\nStatus: 5.1.1.1.1\n"}) {
            comesBack(sent(), other);
        }
        String one = sent();
        for (int time = 0; time < 4; time++) {
            comesBack(one, UNKNOWN);
        }
        for (int time = 0; time < 4; time++) {
            comesBack("incoming+bounce-" + "a".repeat(33) + "@in.halyard.example", UNKNOWN);
        }
        // An absence note goes back there as well.
        assertThat(door.bring("", sent(), "From: kei@halyard.example\nMessage-ID: <away-" + ++count + "@x>\n\nI am away.\n")).startsWith("250");
        outbox.drain();
        assertThat(jdbc.sql("select count(*) from mail where state = 'bounced'").query(Integer.class).single()).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from incoming_mail where state <> 'ignored'").query(Integer.class).single()).isZero();
        assertThat(sent()).isNotEmpty();
        assertThat(jdbc.sql("select count(*) from mail where key like 'refusal-%'").query(Integer.class).single()).isZero();
    }

    @Test
    void an_address_that_the_mail_server_will_not_have_at_once_counts_the_same_and_is_not_tried_again() {
        // Our own door will not have it.
        for (int time = 0; time < 3; time++) {
            assertThat(smtp.sendBy(door.port(), letter("list"))).isEqualTo("bounced");
        }
        assertThat(smtp.sendBy(door.port(), letter("list"))).isEqualTo("paused");
        assertThatThrownBy(() -> smtp.sendBy(1, letter("first-class"))).isInstanceOf(RuntimeException.class);
    }
}
