package antipode.mail.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Real sessions with our own door for mail.
@AntipodeTest
@Import(MailDoor.class)
class SmtpDoorTest {

    private static final String TO = "incoming+" + "a".repeat(32) + "@in.halyard.example";

    private final MailDoor door;
    private final IncomingMails mails;
    private final JdbcClient jdbc;

    SmtpDoorTest(MailDoor door, IncomingMails mails, JdbcClient jdbc) {
        this.door = door;
        this.mails = mails;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void nothingCame() {
        jdbc.sql("truncate incoming_mail, outbox cascade").update();
    }

    private List<Incoming> came() {
        return mails.newest(null, 0, 100);
    }

    @Test
    void what_is_taken_is_kept_byte_for_byte_before_it_is_said_to_be() {
        String mail = "From: Kei <kei@halyard.example>\r\nSubject: =?utf-8?B?5p2x5Lqs?=\r\nMessage-ID: <1@x.example>\r\n\r\n.dots\r\n..and\r\n\r\n";
        assertThat(door.bring("kei@halyard.example", TO, mail)).startsWith("250");
        assertThat(came()).singleElement().satisfies(kept -> {
            assertThat(kept.subject()).isEqualTo("東京");
            assertThat(kept.messageId()).isEqualTo("<1@x.example>");
            assertThat(kept.sender()).isEqualTo("kei@halyard.example");
            assertThat(kept.recipient()).isEqualTo(TO);
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            mails.copy(kept.id(), raw);
            assertThat(raw.toString()).endsWith("\r\n\r\n.dots\r\n..and\r\n\r\n").startsWith("Received: from elsewhere.example");
        });
        assertThat(jdbc.sql("select count(*) from outbox where consumer = 'incoming-mail'").query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void the_same_mail_brought_three_times_is_one_and_each_time_it_is_said_to_be_kept() {
        String mail = "From: kei@halyard.example\r\nMessage-ID: <1@x.example>\r\n\r\nYes\r\n";
        for (int time = 0; time < 3; time++) {
            assertThat(door.bring("kei@halyard.example", TO, mail)).startsWith("250");
        }
        assertThat(came()).singleElement().satisfies(kept -> assertThat(kept.copies()).isEqualTo(3));
    }

    @Test
    void a_forged_mail_with_the_message_id_of_another_does_not_keep_that_one_out() {
        door.bring("x@y.example", TO, "From: kei@halyard.example\r\nMessage-ID: <1@x.example>\r\n\r\nForged\r\n");
        door.bring("kei@halyard.example", TO, "From: kei@halyard.example\r\nMessage-ID: <1@x.example>\r\n\r\nTrue\r\n");
        assertThat(came()).hasSize(2);
    }

    @Test
    void mail_for_others_is_refused_at_the_door_so_nothing_is_relayed() {
        assertThat(door.bring("kei@halyard.example", "somebody@elsewhere.example", "From: kei@halyard.example\r\n\r\nHi\r\n")).startsWith("550");
        assertThat(door.bring("kei@halyard.example", "postmaster@in.halyard.example", "From: kei@halyard.example\r\n\r\nHi\r\n")).startsWith("550");
        assertThat(came()).isEmpty();
    }

    @Test
    void what_is_too_large_is_refused_with_a_code_that_says_so_announced_or_not() throws Exception {
        try (MailDoor.Session session = door.open()) {
            assertThat(session.says("EHLO elsewhere.example")).contains("SIZE 2097152");
            assertThat(session.says("MAIL FROM:<kei@halyard.example> SIZE=50000000")).startsWith("552");
        }
        try (MailDoor.Session session = door.open()) {
            session.says("EHLO elsewhere.example");
            session.says("MAIL FROM:<kei@halyard.example>");
            session.says("RCPT TO:<" + TO + ">");
            session.says("DATA");
            assertThat(session.data(("Subject: Large\r\n\r\n" + ("x".repeat(998) + "\r\n").repeat(3_000)).getBytes())).startsWith("552");
            // What was refused is over: the next mail may begin.
            assertThat(session.says("MAIL FROM:<kei@halyard.example>")).startsWith("250");
        }
        assertThat(came()).isEmpty();
    }

    @Test
    void a_mail_does_not_end_before_its_end_so_none_is_smuggled_in_another() throws Exception {
        for (String end : List.of("\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n")) {
            nothingCame();
            try (MailDoor.Session session = door.open()) {
                session.says("EHLO elsewhere.example");
                session.says("MAIL FROM:<mallory@elsewhere.example>");
                session.says("RCPT TO:<" + TO + ">");
                session.says("DATA");
                session.raw("From: mallory@elsewhere.example\r\n\r\nOne" + end
                        + "MAIL FROM:<kei@halyard.example>\r\nRCPT TO:<" + TO + ">\r\nDATA\r\nFrom: kei@halyard.example\r\n\r\nTwo\r\n.\r\n");
                assertThat(session.answer()).as(end.replace("\r", "CR").replace("\n", "LF")).startsWith("250");
            }
            assertThat(came()).as(end.replace("\r", "CR").replace("\n", "LF")).hasSize(1);
        }
    }
}
