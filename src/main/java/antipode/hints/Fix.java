package antipode.hints;

import org.jspecify.annotations.Nullable;

/// A small change of a text: what stands from one place to another becomes something else. Places are counted in UTF-16
/// units, as Java and JavaScript do.
///
/// @param was  what stands there now; empty where something is only put in
/// @param text what shall stand there
/// @param deed what a button says: "Write Tue 24 Nov, 17:00"
public record Fix(int start, int end, String was, String text, String deed) {

    private static final String SIGN = "fix:";

    /// What a button of a form sends, so that the fix can be made without scripts, also after the text has changed
    /// elsewhere.
    String order() {
        return SIGN + start + ":" + was.length() + ":" + was + text;
    }

    /// A text with what was ordered, as far as the words it was meant for still stand there; the nearest of several.
    public static String made(@Nullable String order, String text) {
        if (order == null || !order.startsWith(SIGN)) {
            return text;
        }
        String[] parts = order.split(":", 4);
        if (parts.length < 4 || !parts[1].matches("\\d{1,7}") || !parts[2].matches("\\d{1,7}")) {
            return text;
        }
        String rest = parts[3].replace("\r\n", "\n");
        int length = Integer.parseInt(parts[2]);
        if (length > rest.length()) {
            return text;
        }
        String was = rest.substring(0, length);
        int place = Integer.parseInt(parts[1]);
        int at = was.isEmpty() ? Math.min(place, text.length()) : nearest(text, was, place);
        return at < 0 ? text : text.substring(0, at) + rest.substring(length) + text.substring(at + length);
    }

    private static int nearest(String text, String was, int place) {
        int best = -1;
        for (int at = text.indexOf(was); at >= 0; at = text.indexOf(was, at + 1)) {
            if (best < 0 || Math.abs(at - place) < Math.abs(best - place)) {
                best = at;
            }
        }
        return best;
    }
}
