package antipode.markdown;

import antipode.markdown.Marker.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;

/// Finds what a plain text speaks of, in one pass without going back further than the sign before.
final class Marks {
    /// Stands before a sign that was escaped with a backslash.
    static final char ESCAPED = '\uE004';

    private static final int LONGEST_PATH = 255;
    private static final int LONGEST_NUMBER = 10;

    /// Where a marker stands in the text.
    record Found(int start, int end, Kind kind) {}

    private Marks() {}

    static List<Found> in(String text) {
        var found = new ArrayList<Found>();
        int taken = 0;
        for (int at = 0; at < text.length(); at++) {
            var next = at(text, at, taken);
            if (next == null) continue;
            found.add(next);
            taken = next.end();
            at = taken - 1;
        }
        return found;
    }

    private static @Nullable Found at(String text, int at, int taken) {
        return switch (text.charAt(at)) {
            case '#' -> numbered(text, at, taken, Kind.ISSUE);
            case '!' -> numbered(text, at, taken, Kind.MERGE_REQUEST);
            case '@' -> mention(text, at);
            case '~' -> label(text, at);
            default -> hex(text.charAt(at)) ? commit(text, at) : null;
        };
    }

    private static @Nullable Found numbered(String text, int at, int taken, Kind kind) {
        int end = at + 1;
        while (end < text.length() && digit(text.charAt(end)) && end - at <= LONGEST_NUMBER) end++;
        if (end == at + 1 || text.charAt(at + 1) == '0' || wordAt(text, end)) return null;
        if (end < text.length() && text.charAt(end) == '+') {
            int suffix = end + 1 < text.length() && text.charAt(end + 1) == 's' ? end + 2 : end + 1;
            if (!wordAt(text, suffix)) end = suffix;
        }
        int start = at;
        while (start > taken && pathCharacter(text.charAt(start - 1)) && at - start < LONGEST_PATH) start--;
        if (start == at) return freeBefore(text, at) ? new Found(at, end, kind) : null;
        var path = text.substring(start, at);
        return isPath(path) && freeBefore(text, start) ? new Found(start, end, kind) : null;
    }

    private static boolean isPath(String path) {
        return path.indexOf('/') > 0 && !path.endsWith("/") && !path.contains("//") && word(path.charAt(0));
    }

    private static @Nullable Found mention(String text, int at) {
        if (!freeBefore(text, at)) return null;
        int end = at + 1;
        while (end < text.length() && pathCharacter(text.charAt(end)) && end - at <= LONGEST_PATH) end++;
        while (end > at + 1 && "./-".indexOf(text.charAt(end - 1)) >= 0) end--;
        if (end == at + 1 || !word(text.charAt(at + 1)) || wordAt(text, end)) return null;
        var name = text.substring(at + 1, end);
        return name.contains("//") ? null : new Found(at, end, Kind.MENTION);
    }

    private static @Nullable Found label(String text, int at) {
        if (!freeBefore(text, at)) return null;
        int end = at + 1;
        if (end < text.length() && text.charAt(end) == '"') {
            int most = Math.min(text.length(), end + LONGEST_PATH);
            for (int quote = end + 1; quote < most && text.charAt(quote) != '\n'; quote++)
                if (text.charAt(quote) == '"')
                    return quote > end + 1 ? new Found(at, quote + 1, Kind.LABEL) : null;
            return null;
        }
        boolean letters = false;
        while (end < text.length() && labelCharacter(text.charAt(end)) && end - at <= LONGEST_PATH) {
            letters |= Character.isLetter(text.charAt(end));
            end++;
        }
        while (end > at + 1 && ".:?-&".indexOf(text.charAt(end - 1)) >= 0) end--;
        // "~12 hours" is a length of time, not a label.
        return letters && end > at + 1 ? new Found(at, end, Kind.LABEL) : null;
    }

    private static @Nullable Found commit(String text, int at) {
        if (at > 0 && hex(text.charAt(at - 1))) return null;
        int end = at;
        while (end < text.length() && hex(text.charAt(end))) end++;
        if (end - at < 7 || end - at > 40 || !freeBefore(text, at)) return null;
        if (at > 0 && "-.@=".indexOf(text.charAt(at - 1)) >= 0) return null;
        if (end < text.length() && (word(text.charAt(end)) || "-/@=".indexOf(text.charAt(end)) >= 0)) return null;
        if (end + 1 < text.length() && text.charAt(end) == '.' && word(text.charAt(end + 1))) return null;
        return new Found(at, end, Kind.COMMIT);
    }

    /// A sign begins something only where no word, path or address runs up to it. Scripts written without spaces are no hindrance.
    private static boolean freeBefore(String text, int at) {
        if (at == 0) return true;
        char before = text.charAt(at - 1);
        if (before == ESCAPED || "/&#!@~_\\".indexOf(before) >= 0) return false;
        return before >= '\u2E80' || !Character.isLetterOrDigit(before);
    }

    private static boolean wordAt(String text, int at) {
        return at < text.length() && word(text.charAt(at));
    }

    private static boolean word(char c) {
        return c == '_' || digit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean pathCharacter(char c) {
        return word(c) || c == '.' || c == '-' || c == '/';
    }

    private static boolean labelCharacter(char c) {
        return c < '\uE000' && Character.isLetterOrDigit(c) || "_-.&:?".indexOf(c) >= 0;
    }

    private static boolean hex(char c) {
        return digit(c) || c >= 'a' && c <= 'f';
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
