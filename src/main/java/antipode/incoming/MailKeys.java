package antipode.incoming;

import antipode.delivery.letters.ReplyKeys;
import antipode.mail.Bounces;
import antipode.mail.ReplyAddress;
import antipode.mail.incoming.Incoming;
import antipode.mail.incoming.ReadMail;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Finds the key that a mail came with: in the address it was brought for, else where mail servers leave it.
@Component
class MailKeys {

    private static final String STOP = "-unsubscribe";
    private static final Pattern REFERENCE = Pattern.compile("<reply-([a-z2-7]{32})@[^<>\\s]+>");

    private final ReplyAddress address;
    private final ReplyKeys replies;
    private final ProjectAddresses projects;

    MailKeys(ReplyAddress address, ReplyKeys replies, ProjectAddresses projects) {
        this.address = address;
        this.replies = replies;
        this.projects = projects;
    }

    /// The first that opens something.
    Optional<MailKey> of(Incoming mail, ReadMail read) {
        Set<String> keys = new LinkedHashSet<>();
        address.key(mail.recipient()).ifPresent(keys::add);
        if (keys.isEmpty()) {
            read.addressed("To", "Cc").forEach(to -> address.key(to).ifPresent(keys::add));
        }
        for (String references : read.headers().all("References")) {
            Matcher reference = REFERENCE.matcher(references);
            while (reference.find()) {
                keys.add(reference.group(1));
            }
        }
        if (mail.recipient().isEmpty()) {
            read.addressed("Delivered-To", "Envelope-To", "X-Envelope-To", "X-Original-To")
                    .forEach(to -> address.key(to).ifPresent(keys::add));
        }
        return keys.stream().map(this::find).flatMap(Optional::stream).findFirst();
    }

    /// The key by which a letter of ours came back; nothing for any other mail.
    Optional<String> bounce(Incoming mail, ReadMail read) {
        return mail.recipient().isEmpty()
                ? read.addressed("Delivered-To", "Envelope-To", "X-Envelope-To", "X-Original-To", "To").stream()
                        .flatMap(to -> address.key(to).stream())
                        .filter(Bounces::isKey)
                        .findFirst()
                : address.key(mail.recipient()).filter(Bounces::isKey);
    }

    private Optional<MailKey> find(String key) {
        if (key.endsWith(STOP)) {
            return replies.find(key.substring(0, key.length() - STOP.length())).map(MailKey.Stop::new);
        }
        return replies.find(key).<MailKey>map(MailKey.Answer::new).or(() -> projects.find(key).map(MailKey.NewIssue::new));
    }
}
