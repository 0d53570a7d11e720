package antipode.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.springframework.stereotype.Component;

/// Sends a letter at once, past the outbox, and tells what the mail server said of it.
@Component
public class TestLetter {

    private final MailServer server;
    private final Clock clock;

    TestLetter(MailServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /// What happened.
    ///
    /// @param taken whether the server took the letter
    /// @param said its own words, or why it could not be asked
    public record Outcome(boolean taken, String said) {}

    /// Where letters go out, "mail.example.org:25"; empty if nowhere.
    public String server() {
        return server.exists() ? server.place() : "";
    }

    /// The address that letters come from.
    public String from() {
        return server.from();
    }

    public Outcome send(String address, String name) {
        if (!server.exists()) return new Outcome(false, "No mail server is set up.");
        var sender = server.sender(server.from());
        var session = sender.getSession();
        try (Transport transport = session.getTransport("smtp")) {
            var letter = new MimeMessage(session);
            letter.setFrom(new InternetAddress(server.from(), "Antipode", StandardCharsets.UTF_8.name()));
            letter.setRecipient(Message.RecipientType.TO, new InternetAddress(address, name, StandardCharsets.UTF_8.name()));
            letter.setSubject("A test letter", StandardCharsets.UTF_8.name());
            letter.setSentDate(Date.from(clock.instant()));
            letter.setHeader("Auto-Submitted", "auto-generated");
            letter.setText("Letters of your workspace arrive.\n", StandardCharsets.UTF_8.name());
            letter.saveChanges();
            transport.connect(sender.getHost(), sender.getPort(), sender.getUsername(), sender.getPassword());
            transport.sendMessage(server.signed(letter), new Address[] {new InternetAddress(address)});
            return new Outcome(true, transport instanceof SMTPTransport smtp ? Letter.oneLine(smtp.getLastServerResponse()) : "");
        } catch (MessagingException refused) {
            return new Outcome(false, Letter.oneLine(reason(refused)));
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The words of the last cause are the server's own.
    private static String reason(MessagingException refused) {
        Throwable cause = refused;
        while (cause instanceof MessagingException one && one.getNextException() != null) cause = one.getNextException();
        var words = cause.getMessage();
        return words == null || words.isBlank() ? cause.getClass().getSimpleName() : words;
    }
}
