package antipode.mail.incoming;

import java.time.Instant;
import java.util.Locale;

/// A mail as it is kept.
///
/// @param recipient the address it was brought for; empty where it lay in a mailbox
/// @param sender    whom the envelope names; empty for one that may not be answered
/// @param cameBy    "SMTP from 192.0.2.1", "IMAP"
/// @param messageId with its brackets, or one made of its content
/// @param copies    how often the same was brought
/// @param reason    why it is in its state, as the end of a sentence
public record Incoming(
        long id,
        String recipient,
        String sender,
        String cameBy,
        String messageId,
        String fromLine,
        String subject,
        long size,
        int copies,
        Instant receivedAt,
        State state,
        String reason) {

    /// What became of it.
    public enum State {
        RECEIVED("Received"),
        POSTED("Posted"),
        QUARANTINED("Waits"),
        REFUSED("Not taken"),
        IGNORED("Put aside");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}
