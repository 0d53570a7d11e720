package antipode.mail;

import java.util.Map;

/// A letter to one person, complete in plain text and again in html.
///
/// @param key     what makes its Message-ID: the same key is the same letter, and is sent once
/// @param headers further headers, in their order
public record Letter(
        String key, String toAddress, String toName, String subject, String text, String html, Map<String, String> headers) {

    public Letter {
        if ((toAddress + toName + subject + key + headers).chars().anyMatch(sign -> sign == '\r' || sign == '\n')) {
            toName = oneLine(toName);
            subject = oneLine(subject);
        }
        if ((toAddress + key + headers).chars().anyMatch(sign -> sign == '\r' || sign == '\n')) {
            throw new IllegalArgumentException("An address or a header holds a line break");
        }
    }

    private static String oneLine(String words) {
        return words.replaceAll("[\\r\\n]+", " ").strip();
    }
}
