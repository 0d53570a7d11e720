package antipode.mail.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Real sessions with our door for LMTP, where each recipient has an answer of its own.
@AntipodeTest
@Import(MailDoor.class)
class LmtpDoorTest {

    private static final String ONE = "incoming+" + "a".repeat(32) + "@in.halyard.example";
    private static final String OTHER = "incoming+" + "b".repeat(32) + "@in.halyard.example";
    private static final String MAIL = "From: kei@halyard.example\r\nMessage-ID: <1@x.example>\r\n\r\nYes\r\n";

    private final Door door;
    private final IncomingMails mails;
    private final JdbcClient jdbc;

    LmtpDoorTest(MailDoor door, IncomingMails mails, JdbcClient jdbc) {
        this.door = door.door(Door.Protocol.LMTP, 0, null);
        this.mails = mails;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void opens() {
        jdbc.sql("truncate incoming_mail, outbox cascade").update();
        door.start();
    }

    @AfterEach
    void closes() {
        jdbc.sql("drop trigger if exists no_other on incoming_mail").update();
        door.stop();
    }

    /// The answers after the mail, one for each recipient that was taken.
    private List<String> bring(String mail, String... recipients) throws Exception {
        List<String> answers = new ArrayList<>();
        try (MailDoor.Session session = MailDoor.Session.at(door.port())) {
            session.says("LHLO elsewhere.example");
            session.says("MAIL FROM:<kei@halyard.example>");
            int taken = 0;
            for (String recipient : recipients) {
                taken += session.says("RCPT TO:<" + recipient + ">").startsWith("250") ? 1 : 0;
            }
            session.says("DATA");
            answers.add(session.data(mail.getBytes()));
            while (answers.size() < taken) {
                answers.add(session.answer());
            }
            assertThat(session.says("NOOP")).startsWith("250");
        }
        return answers;
    }

    @Test
    void each_recipient_is_answered_by_itself_after_the_mail() throws Exception {
        assertThat(bring(MAIL, ONE, "somebody@elsewhere.example", OTHER)).hasSize(2).allMatch(answer -> answer.startsWith("250 2.0.0"));
        assertThat(mails.newest(null, 0, 10)).extracting(Incoming::recipient).containsExactlyInAnyOrder(ONE, OTHER);
        assertThat(mails.newest(null, 0, 10)).allSatisfy(mail -> assertThat(mail.cameBy()).isEqualTo("LMTP from 127.0.0.1"));
    }

    @Test
    void what_can_not_be_kept_for_one_is_kept_for_the_others_and_only_that_one_is_tried_again() throws Exception {
        jdbc.sql("""
                create or replace function no_other() returns trigger language plpgsql as $$
                begin if new.recipient like 'incoming+bbb%' then raise exception 'the disk is full'; end if; return new; end $$""").update();
        jdbc.sql("create trigger no_other before insert on incoming_mail for each row execute function no_other()").update();
        assertThat(bring(MAIL, OTHER, ONE)).satisfiesExactly(
                refused -> assertThat(refused).startsWith("451 4.3.0"), kept -> assertThat(kept).startsWith("250"));
        jdbc.sql("drop trigger no_other on incoming_mail").update();
        assertThat(bring(MAIL, OTHER)).singleElement().asString().startsWith("250");
        assertThat(mails.newest(null, 0, 10)).hasSize(2).allSatisfy(mail -> assertThat(mail.copies()).isEqualTo(1));
    }

    @Test
    void what_is_too_large_is_refused_for_each_and_the_session_goes_on() throws Exception {
        String large = "Subject: Large\r\n\r\n" + ("x".repeat(998) + "\r\n").repeat(3_000);
        assertThat(bring(large, ONE, OTHER)).hasSize(2).allMatch(answer -> answer.startsWith("552 5.3.4"));
        assertThat(mails.newest(null, 0, 10)).isEmpty();
    }

    @Test
    void whoever_speaks_smtp_here_is_told_so_and_pipelined_commands_are_answered_in_their_order() throws Exception {
        try (MailDoor.Session session = MailDoor.Session.at(door.port())) {
            assertThat(session.says("EHLO elsewhere.example")).startsWith("500 5.5.1");
            assertThat(session.says("HELO elsewhere.example")).startsWith("500 5.5.1");
            assertThat(session.says("LHLO elsewhere.example")).contains("PIPELINING", "8BITMIME", "SIZE 2097152").doesNotContain("STARTTLS", "CHUNKING");
            session.raw("MAIL FROM:<kei@halyard.example>\r\nRCPT TO:<x@elsewhere.example>\r\nRCPT TO:<" + ONE + ">\r\nDATA\r\n");
            assertThat(List.of(session.answer(), session.answer(), session.answer(), session.answer()))
                    .satisfiesExactly(
                            from -> assertThat(from).startsWith("250"), nobody -> assertThat(nobody).startsWith("550 5.1.1"),
                            to -> assertThat(to).startsWith("250"), data -> assertThat(data).startsWith("354"));
            assertThat(session.data(MAIL.getBytes())).startsWith("250");
        }
    }
}
