package antipode.markdown;

import module java.base;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.Node;

/// Which issues a commit message or a merge request says it closes, by GitLab's words:
/// `Closes #4, #6 and group/project#7`. What stands in code or a comment closes nothing.
public final class Closing {
    private static final Set<String> WORDS = Set.of(
            "close", "closes", "closed", "closing", "fix", "fixes", "fixed", "fixing", "resolve", "resolves", "resolved",
            "resolving", "implement", "implements", "implemented", "implementing");

    private Closing() {}

    /// The issues closed, each once, in the order of the text.
    public static List<Marker> issues(String text) {
        if (Source.beyondReading(text)) return List.of();
        try {
            var reading = new Reading(Source.of(text));
            var closed = new LinkedHashSet<Marker>();
            var said = new StringBuilder();
            var list = false;
            for (Node node = reading.root; node != null; node = Grammar.following(node, reading.root)) {
                if (node instanceof Reading.Mark mark && mark.marker.kind() == Marker.Kind.ISSUE) {
                    list = list && continues(said) || begins(said);
                    if (list) closed.add(mark.marker);
                    said.setLength(0);
                } else if (node instanceof Block || node instanceof Code || node instanceof Reading.Mark) {
                    list = false;
                    said.setLength(0);
                    if (!(node instanceof Block)) said.append('\uFFFC');
                } else {
                    said.append(node instanceof org.commonmark.node.Text || node instanceof org.commonmark.node.SoftLineBreak
                                    || node instanceof org.commonmark.node.HardLineBreak ? Reading.plain(node) : "");
                }
            }
            return List.copyOf(closed);
        } catch (StackOverflowError tooDeep) {
            return List.of();
        }
    }

    /// Whether the text before a reference ends with a closing word, with or without a colon and "issue".
    private static boolean begins(CharSequence said) {
        var before = said.length() > 60 ? said.subSequence(said.length() - 60, said.length()).toString() : said.toString();
        if (!before.endsWith(" ")) return false;
        before = withoutWord(withoutWord(before.stripTrailing(), "issues"), "issue");
        if (before.endsWith(":")) before = before.substring(0, before.length() - 1).stripTrailing();
        int start = before.length();
        while (start > 0 && Character.isLetter(before.charAt(start - 1))) start--;
        boolean free = start == 0 || !Character.isDigit(before.charAt(start - 1)) && "_-/\uFFFC".indexOf(before.charAt(start - 1)) < 0;
        return free && WORDS.contains(before.substring(start).toLowerCase(Locale.ROOT));
    }

    private static String withoutWord(String text, String word) {
        return text.endsWith(" " + word) ? text.substring(0, text.length() - word.length()).stripTrailing() : text;
    }

    /// Whether only "," or "and" stands between two references.
    private static boolean continues(CharSequence said) {
        if (said.length() > 30) return false;
        var between = said.toString().strip();
        return Set.of("", ",", "and", ", and", "&").contains(between);
    }
}
