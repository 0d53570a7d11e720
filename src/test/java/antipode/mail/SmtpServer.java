package antipode.mail;

import antipode.database.Outbox;
import antipode.database.OutboxRow;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A real mail server that the letters of a test go to, though the workspace of the tests has none.
@TestComponent
public class SmtpServer implements AutoCloseable {

    private final GreenMail smtp = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ObjectProvider<Enclosure> enclosures;
    private final TransactionTemplate transaction;
    private final Bounces bounces;
    private boolean started;
    private String dkim = "";

    SmtpServer(JdbcClient jdbc, Outbox outbox, Clock clock, ObjectProvider<Enclosure> enclosures, TransactionTemplate transaction,
            Bounces bounces) {
        this.bounces = bounces;
        this.jdbc = jdbc;
        this.clock = clock;
        this.enclosures = enclosures;
        this.transaction = transaction;
    }

    /// Sends a kept letter, and gives what arrived; nothing if it was withdrawn.
    public MimeMessage send(long letter) throws Exception {
        if (!started) {
            smtp.start();
            started = true;
        }
        int before = smtp.getReceivedMessages().length;
        MailServer server = new MailServer("localhost", smtp.getSmtp().getPort(), "", "", false, dkim.isEmpty() ? "antipode@localhost" : "antipode@halyard.example", new Signing(dkim, "antipode"));
        transaction.executeWithoutResult(_ -> new PostOffice(jdbc, server, clock, enclosures, bounces)
                .accept(new OutboxRow(1, Letters.CONSUMER, "", "{\"id\":" + letter + "}", 0)));
        MimeMessage[] all = smtp.getReceivedMessages();
        return all.length == before ? null : all[all.length - 1];
    }

    /// Tries to send a kept letter by another server, and gives its state then.
    public String sendBy(int port, long letter) {
        MailServer server = new MailServer("localhost", port, "", "", false, "antipode@localhost", new Signing("", "antipode"));
        transaction.executeWithoutResult(_ -> new PostOffice(jdbc, server, clock, enclosures, bounces)
                .accept(new OutboxRow(1, Letters.CONSUMER, "", "{\"id\":" + letter + "}", 0)));
        return jdbc.sql("select state from mail where id = :id").param("id", letter).query(String.class).single();
    }

    /// Signs with the key in this file from now on.
    public void sign(String file) {
        dkim = file;
    }

    /// As it went over the wire.
    public static String raw(MimeMessage message) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (started) {
            smtp.stop();
        }
    }
}
