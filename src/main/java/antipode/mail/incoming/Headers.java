package antipode.mail.incoming;

import jakarta.mail.internet.MimeUtility;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The headers of a mail, unfolded, in their order; however broken they are.
public record Headers(Map<String, List<String>> byName) {

    static Headers of(byte[] head) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        List<String> last = null;
        for (String line : text(head).replace('\0', '\uFFFD').split("\\r?\\n|\\r")) {
            int colon = line.indexOf(':');
            if (line.isEmpty()) {
                break;
            }
            if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && last != null) {
                last.set(last.size() - 1, last.getLast() + " " + line.strip());
            } else if (colon > 0 && line.substring(0, colon).strip().matches("[!-~]{1,100}")) {
                last = all.computeIfAbsent(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), _ -> new ArrayList<>());
                last.add(line.substring(colon + 1).strip());
            }
        }
        return new Headers(all);
    }

    /// UTF-8, or what old programs write.
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException old) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /// Every value of this header, the topmost first, as it was written.
    public List<String> all(String name) {
        return byName.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /// The topmost value; empty if there is none.
    public String first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    public boolean has(String name) {
        return byName.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /// The topmost value in readable letters, on one line, shortened to this many characters.
    public String words(String name, int most) {
        return decoded(first(name), most);
    }

    static String decoded(String value, int most) {
        String words;
        try {
            words = MimeUtility.decodeText(MimeUtility.unfold(value));
        } catch (java.io.UnsupportedEncodingException | RuntimeException unreadable) {
            words = value;
        }
        String line = words.replaceAll("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ").replaceAll("\\s+", " ").strip();
        line = line.replaceAll("[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]", "\uFFFD");
        return line.codePointCount(0, line.length()) <= most ? line : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }
}
