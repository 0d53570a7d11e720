package antipode.mail;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A letter to one person, complete in plain text and again in html.
///
/// @param key       the same key is the same letter, and is sent once
/// @param messageId its Message-ID without brackets, where several people's copies share one; nothing to make it of the key
/// @param fromName  whose name stands before our address; nothing for the server's own
/// @param headers   further headers, in their order; their values may hold [Enclosure#PLACE]
public record Letter(
        String key,
        @Nullable String messageId,
        @Nullable String fromName,
        String toAddress,
        String toName,
        String subject,
        String text,
        String html,
        Map<String, String> headers) {

    public Letter {
        if ((toAddress + key + messageId + headers).chars().anyMatch(Letter::breaks)) {
            throw new IllegalArgumentException("An address or a header holds a line break");
        }
        toName = oneLine(toName);
        subject = oneLine(subject);
        fromName = fromName == null ? null : oneLine(fromName);
        headers = new LinkedHashMap<>(headers);
    }

    public Letter(
            String key, String toAddress, String toName, String subject, String text, String html, Map<String, String> headers) {
        this(key, null, null, toAddress, toName, subject, text, html, headers);
    }

    private static boolean breaks(int sign) {
        return sign == '\r' || sign == '\n' || sign == 0;
    }

    /// Words of somebody's choice as they can stand in a header: without line ends, control characters and what turns the
    /// direction of reading.
    public static String oneLine(String words) {
        return words.replaceAll("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ").strip();
    }
}
