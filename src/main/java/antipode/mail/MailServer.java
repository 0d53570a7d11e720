package antipode.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/// Where letters go out: an SMTP server by `antipode.mail.*`, or none.
@Component
class MailServer {

    private final String host;
    private final int port;
    private final String username;
    private final String password;
    private final boolean startTls;
    private final String from;
    private final Signing signing;

    MailServer(
            @Value("${antipode.mail.host:}") String host,
            @Value("${antipode.mail.port:25}") int port,
            @Value("${antipode.mail.username:}") String username,
            @Value("${antipode.mail.password:}") String password,
            @Value("${antipode.mail.starttls:false}") boolean startTls,
            @Value("${antipode.mail.from:antipode@localhost}") String from,
            Signing signing) {
        this.from = from;
        this.signing = signing;
        signing.check(from);
        this.host = host;
        this.port = port;
        this.username = username;
        this.password = password;
        this.startTls = startTls;
    }

    /// Whether there is one.
    boolean exists() {
        return !host.isBlank();
    }

    /// @param envelope whom the envelope names as its sender: there a letter comes back that can't be delivered
    JavaMailSenderImpl sender(String envelope) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(host);
        sender.setPort(port);
        Properties properties = sender.getJavaMailProperties();
        properties.setProperty("mail.smtp.connectiontimeout", "10000");
        properties.setProperty("mail.smtp.timeout", "20000");
        properties.setProperty("mail.smtp.writetimeout", "20000");
        properties.setProperty("mail.smtp.from", envelope);
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(startTls));
        if (!username.isBlank()) {
            sender.setUsername(username);
            sender.setPassword(password);
            properties.setProperty("mail.smtp.auth", "true");
        }
        return sender;
    }

    /// The letter as it leaves.
    MimeMessage signed(MimeMessage message) throws MessagingException {
        return signing.signed(message, from);
    }

    /// "mail.example.org:25"
    String place() {
        return host + ":" + port;
    }

    String from() {
        return from;
    }

    /// The part of a Message-ID after the @.
    String domain() {
        return from.substring(from.lastIndexOf('@') + 1);
    }
}
