package antipode.mail;

import antipode.database.Json;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/// Hands letters to the mail server. Without one they are kept, and an administrator can read them.
@Component
class PostOffice implements OutboxConsumer {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final JdbcClient jdbc;
    private final MailServer server;
    private final Clock clock;
    private final ObjectProvider<Enclosure> enclosures;
    private final Bounces bounces;

    PostOffice(JdbcClient jdbc, MailServer server, Clock clock, ObjectProvider<Enclosure> enclosures, Bounces bounces) {
        this.bounces = bounces;
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
    public boolean slow() {
        return true;
    }

    @Override
    public void accept(OutboxRow row) {
        long id = row.payload(Letters.Posted.class).id();
        String state = server.exists() ? send(id) : "kept";
        jdbc.sql("update mail set state = :state, sent_at = :now where id = :id")
                .param("state", state)
                .param("now", state.equals("sent") ? Timestamp.from(clock.instant()) : null, Types.TIMESTAMP)
                .param("id", id)
                .update();
    }

    /// A letter as it lies here, with what only the post office needs.
    private record Lying(Sent letter, @Nullable String fromName, Map<String, String> headers) {}

    /// @return the state of the letter then
    private String send(long id) {
        Lying lying = jdbc.sql("""
                        select id, message_id, to_address, to_name, subject, text_part, html_part, state, created_at, sent_at,
                               from_name, headers
                        from mail where id = :id""")
                .param("id", id)
                .query((row, number) -> new Lying(
                        Letters.sent(row, number), row.getString("from_name"), headers(row.getString("headers"))))
                .single();
        String named = lying.headers().remove(Enclosure.HEADER);
        String[] about = named == null ? new String[] {"", ""} : (named + " ").split(" ", 2);
        Enclosure enclosure = enclosures.stream().filter(one -> one.name().equals(about[0])).findFirst().orElse(null);
        if (enclosure != null && !enclosure.due(about[1].strip())) {
            return "withdrawn";
        }
        // What somebody asked for this moment, as a link to sign in, is tried all the same.
        if ("list".equals(lying.headers().get("Precedence")) && bounces.paused(lying.letter().toAddress())) {
            return "paused";
        }
        List<String> places = new ArrayList<>(lying.headers().values());
        places.add(lying.letter().text());
        places.add(lying.letter().html());
        try {
            JavaMailSenderImpl sender = server.sender(bounces.wayBack(id).orElse(server.from()));
            MimeMessage message = message(sender, lying, Enclosed.of(enclosure, about[1].strip(), places));
            sender.send(server.signed(message));
            return "sent";
        } catch (MailSendException refused) {
            if (!bounces.refused(id, refused)) {
                throw refused;
            }
            return "bounced";
        } catch (MessagingException | UnsupportedEncodingException impossible) {
            throw new IllegalStateException("Letter " + id + " could not be put together", impossible);
        }
    }

    private MimeMessage message(JavaMailSenderImpl sender, Lying lying, Enclosed enclosed)
            throws MessagingException, UnsupportedEncodingException {
        Sent letter = lying.letter();
        MimeMessage message = new Message(sender, letter.messageId());
        message.setFrom(new InternetAddress(server.from(), lying.fromName() == null ? "Antipode" : lying.fromName(), UTF_8));
        message.setRecipient(
                MimeMessage.RecipientType.TO, new InternetAddress(letter.toAddress(), letter.toName(), UTF_8));
        message.setSubject(letter.subject(), UTF_8);
        message.setSentDate(Date.from(letter.createdAt()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        for (Map.Entry<String, String> header : lying.headers().entrySet()) {
            String value = MimeUtility.encodeText(enclosed.in(header.getValue()), UTF_8, null);
            message.setHeader(header.getKey(), MimeUtility.fold(header.getKey().length() + 2, value));
        }
        MimeMultipart both = new MimeMultipart("alternative");
        both.addBodyPart(part(enclosed.in(letter.text()), "plain"));
        both.addBodyPart(part(enclosed.in(letter.html()), "html"));
        message.setContent(both);
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String words, String kind) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(words.replaceAll("\\r\\n?", "\n"), UTF_8, kind);
        return part;
    }

    private static Map<String, String> headers(String json) {
        Map<String, String> headers = new LinkedHashMap<>();
        Json.read(json, Map.class).forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
        return headers;
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
