package antipode.demo;

import antipode.delivery.letters.ReplyKeys;
import antipode.delivery.letters.SentNotification;
import antipode.mail.ReplyAddress;
import antipode.mail.incoming.IncomingMails;
import antipode.people.Actor;
import antipode.threads.Issuable;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// Brings what somebody in the story writes by mail, as their mail program would have written it.
@Component
@ConditionalOnBooleanProperty("antipode.demo")
class Letterbox {

    private static final DateTimeFormatter FORWARDED = DateTimeFormatter.ofPattern("EEE, d MMM uuuu 'at' HH:mm", Locale.ENGLISH);

    private final IncomingMails mails;
    private final ReplyKeys keys;
    private final ReplyAddress address;
    private final Clock clock;

    Letterbox(IncomingMails mails, ReplyKeys keys, ReplyAddress address, Clock clock) {
        this.mails = mails;
        this.keys = keys;
        this.address = address;
        this.clock = clock;
    }

    void bring(Actor actor, Issuable thing, String words, Step.Mail mail, Function<At, Instant> when) {
        String to = address.of(keys.make(new SentNotification(actor.id(), thing.id(), null))).orElse(null);
        if (to == null) {
            return;
        }
        String from = mail.from() == null ? actor.require().email() : mail.from();
        Instant now = clock.instant();
        StringBuilder raw = new StringBuilder();
        raw.append("From: ").append(encoded(actor.require().name())).append(" <").append(from).append(">\r\n");
        raw.append("To: ").append(to).append("\r\n");
        raw.append("Subject: ").append(encoded("Re: " + thing.title() + " (" + thing.reference() + ")")).append("\r\n");
        raw.append("Date: ").append(DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atZone(actor.require().zone()))).append("\r\n");
        raw.append("Message-ID: <").append(now.toEpochMilli()).append('.').append(actor.id()).append("@mail.halyard.example>\r\n");
        raw.append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n");
        raw.append(words.strip().replace("\n", "\r\n")).append("\r\n\r\n");
        if (mail.forwards() == null) {
            raw.append("-- \r\n").append(actor.require().name()).append("\r\nHalyard, ").append(actor.require().place()).append("\r\n");
        } else {
            forward(raw, mail.forwards(), when.apply(mail.forwards().at()).atZone(actor.require().zone()));
        }
        mails.bring(from, to, "SMTP from 192.0.2.25", raw.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void forward(StringBuilder raw, Step.Forward forward, ZonedDateTime at) {
        raw.append("---------- Forwarded message ---------\r\nFrom: ").append(forward.from())
                .append("\r\nDate: ").append(FORWARDED.format(at))
                .append("\r\nSubject: ").append(forward.subject()).append("\r\n\r\n")
                .append(forward.text().strip().replace("\n", "\r\n")).append("\r\n");
    }

    private static String encoded(String words) {
        try {
            return MimeUtility.encodeText(words, "UTF-8", "Q");
        } catch (UnsupportedEncodingException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
