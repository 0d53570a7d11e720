package antipode.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A letter as it is kept.
///
/// @param state `waiting` for its turn, `sent` to the mail server, `kept` here because there is no mail server, `withdrawn` as
///              its reader may no longer see what it is about, `paused` as earlier ones came back, or `bounced`: come back
public record Sent(
        long id,
        String messageId,
        String toAddress,
        String toName,
        String subject,
        String text,
        String html,
        String state,
        Instant createdAt,
        @Nullable Instant sentAt) {}
