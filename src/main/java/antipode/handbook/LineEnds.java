package antipode.handbook;

import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/// Keeps how the lines of a file end, which a form in a browser loses; else whoever changes one line would have written all.
final class LineEnds {

    private LineEnds() {}

    /// As a form has them.
    static String plain(String text) {
        return text.replace("\r\n", "\n");
    }

    /// The text with the line ends that `like` has: each unchanged line keeps its own, others get those that most have. The
    /// last line ends as it did; where it was changed or is new, it is ended.
    static String like(String text, String like) {
        if (text.isEmpty()) {
            return text;
        }
        boolean open = !like.isEmpty() && !like.endsWith("\n") && !text.endsWith("\n");
        var ended = open || text.endsWith("\n") ? text : text + "\n";
        if (!like.contains("\r\n")) {
            return ended;
        }
        var old = like.split("(?<=\n)");
        var lines = ended.split("(?<=\n)");
        long windows = like.lines().count() == 0 ? 0 : java.util.Arrays.stream(old).filter(line -> line.endsWith("\r\n")).count();
        var common = windows * 2 >= old.length ? "\r\n" : "\n";
        var edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, raw(plain(like)), raw(ended));
        var kept = new StringBuilder(ended.length() + lines.length);
        int from = 0;
        int to = 0;
        for (var edit : edits) {
            for (; to < edit.getBeginB(); to++, from++) {
                kept.append(old[from]);
            }
            for (; to < edit.getEndB(); to++) {
                kept.append(lines[to].endsWith("\n") ? lines[to].substring(0, lines[to].length() - 1) + common : lines[to]);
            }
            from = edit.getEndA();
        }
        for (; to < lines.length; to++, from++) {
            kept.append(old[from]);
        }
        return kept.toString();
    }

    private static RawText raw(String text) {
        return new RawText(text.getBytes(StandardCharsets.UTF_8));
    }
}
