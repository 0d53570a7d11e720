package antipode.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.database.OutboxRow;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Letters to a real SMTP server.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostOfficeTest {

    private final GreenMail smtp = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ObjectProvider<Enclosure> enclosures;
    private final Bounces bounces;

    PostOfficeTest(JdbcClient jdbc, Outbox outbox, Clock clock, TransactionTemplate transaction, ObjectProvider<Enclosure> enclosures,
            Bounces bounces) {
        this.bounces = bounces;
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
        this.enclosures = enclosures;
    }

    @BeforeAll
    void opens() {
        smtp.start();
    }

    @AfterAll
    void closes() {
        smtp.stop();
    }

    @Test
    void a_letter_arrives_whole_in_text_and_html_and_says_that_no_person_wrote_it() throws Exception {
        MailServer server = server(smtp.getSmtp().getPort());
        deliver(server, post(server, "digest-7-2026-11-05", "Ünïcode, and 東京"));
        MimeMessage arrived = last();
        assertThat(arrived.getSubject()).isEqualTo("Ünïcode, and 東京");
        assertThat(arrived.getHeader("Message-ID", null)).isEqualTo("<digest-7-2026-11-05@halyard.example>");
        assertThat(arrived.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(arrived.getHeader("List-Id", null)).isEqualTo("Antipode <digest.7.antipode>");
        assertThat(arrived.getHeader("To", null)).contains("kei@halyard.example");
        assertThat(arrived.getContentType()).startsWith("multipart/");
        assertThat(GreenMailUtil.getWholeMessage(arrived)).contains("text/plain", "text/html");
    }

    @Test
    void tried_twice_it_is_the_same_letter_by_its_message_id() throws Exception {
        MailServer server = server(smtp.getSmtp().getPort());
        long id = post(server, "twice", "One");
        deliver(server, id);
        String first = last().getHeader("Message-ID", null);
        deliver(server, id);
        assertThat(last().getHeader("Message-ID", null)).isEqualTo(first);
    }

    @Test
    void posted_twice_under_one_key_it_is_written_once() {
        MailServer server = server(smtp.getSmtp().getPort());
        assertThat(post(server, "same", "One")).isEqualTo(post(server, "same", "Another"));
    }

    @Test
    void while_the_mail_server_is_away_the_letter_waits_for_the_next_try() {
        MailServer server = server(1);
        long id = post(server, "away", "One");
        assertThatThrownBy(() -> deliver(server, id)).isInstanceOf(RuntimeException.class);
        assertThat(jdbc.sql("select state from mail where id = :id").param("id", id).query(String.class).single())
                .isEqualTo("waiting");
    }

    private static MailServer server(int port) {
        return new MailServer("localhost", port, "", "", false, "antipode@halyard.example", new Signing("", "antipode"));
    }

    private long post(MailServer server, String key, String subject) {
        Letters letters = new Letters(jdbc, outbox, server, clock);
        Long id = transaction.execute(_ -> letters.post(new Letter(
                key, "kei@halyard.example", "Kei Nakamura", subject, "In text", "<p>In html</p>",
                Map.of("List-Id", "Antipode <digest.7.antipode>"))));
        return id == null ? 0 : id;
    }

    private void deliver(MailServer server, long id) {
        new PostOffice(jdbc, server, clock, enclosures, bounces).accept(new OutboxRow(1, Letters.CONSUMER, "kei", "{\"id\":" + id + "}", 0));
    }

    private MimeMessage last() {
        MimeMessage[] arrived = smtp.getReceivedMessages();
        return arrived[arrived.length - 1];
    }
}
