package antipode.mail;

import antipode.database.Json;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/// Hands letters to the mail server. Without one they are kept, and an administrator can read them.
@Component
class PostOffice implements OutboxConsumer {

    private final JdbcClient jdbc;
    private final MailServer server;
    private final Clock clock;
    private final ObjectProvider<Enclosure> enclosures;

    PostOffice(JdbcClient jdbc, MailServer server, Clock clock, ObjectProvider<Enclosure> enclosures) {
        this.jdbc = jdbc;
        this.server = server;
        this.clock = clock;
        this.enclosures = enclosures;
    }

    @Override
    public String name() {
        return Letters.CONSUMER;
    }

    @Override
    public void accept(OutboxRow row) {
        long id = row.payload(Letters.Posted.class).id();
        boolean sent = server.sender().isPresent();
        server.sender().ifPresent(sender -> send(sender, id));
        jdbc.sql("update mail set state = :state, sent_at = :now where id = :id")
                .param("state", sent ? "sent" : "kept")
                .param("now", sent ? Timestamp.from(clock.instant()) : null, Types.TIMESTAMP)
                .param("id", id)
                .update();
    }

    private void send(JavaMailSenderImpl sender, long id) {
        Sent letter = jdbc.sql("""
                        select id, message_id, to_address, to_name, subject, text_part, html_part, state, created_at, sent_at
                        from mail where id = :id""").param("id", id).query(Letters::sent).single();
        String headers = jdbc.sql("select headers from mail where id = :id").param("id", id).query(String.class).single();
        try {
            MimeMessage message = new Message(sender, letter.messageId());
            MimeMessageHelper helper = new MimeMessageHelper(
                    message, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED, StandardCharsets.UTF_8.name());
            helper.setFrom(new InternetAddress(server.from(), "Antipode", StandardCharsets.UTF_8.name()));
            helper.setTo(new InternetAddress(letter.toAddress(), letter.toName(), StandardCharsets.UTF_8.name()));
            helper.setSubject(letter.subject());
            helper.setSentDate(Date.from(letter.createdAt()));
            Map<?, ?> further = Json.read(headers, Map.class);
            String enclosed = enclosed(further.get(Enclosure.HEADER));
            helper.setText(
                    letter.text().replace(Enclosure.PLACE, enclosed), letter.html().replace(Enclosure.PLACE, enclosed));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("X-Auto-Response-Suppress", "All");
            for (Map.Entry<?, ?> header : further.entrySet()) {
                if (!header.getKey().equals(Enclosure.HEADER)) {
                    message.setHeader(header.getKey().toString(), header.getValue().toString());
                }
            }
            sender.send(message);
        } catch (MessagingException | UnsupportedEncodingException impossible) {
            throw new IllegalStateException("Letter " + id + " could not be put together", impossible);
        }
    }

    /// What the letter encloses; a letter that names no enclosure keeps whatever stands in it.
    private String enclosed(@Nullable Object named) {
        if (named == null) {
            return Enclosure.PLACE;
        }
        String[] parts = named.toString().split(" ", 2);
        return enclosures.stream()
                .filter(enclosure -> enclosure.name().equals(parts[0]))
                .findFirst()
                .map(enclosure -> enclosure.written(parts[1]))
                .orElse(Enclosure.PLACE);
    }

    /// Keeps our Message-ID, which the mail library would otherwise make up anew at each try.
    private static final class Message extends MimeMessage {

        private final String id;

        Message(JavaMailSenderImpl sender, String id) {
            super(sender.getSession());
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
