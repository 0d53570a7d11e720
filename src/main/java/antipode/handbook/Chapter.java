package antipode.handbook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A line of a table of contents: a page, or a title that stands above some.
///
/// @param depth how many it stands below; 0 at the top
/// @param title as the table calls it; "" where it is called as it calls itself
/// @param path  the page; "" where there is only a title
record Chapter(int depth, String title, String path) {

    private static final int MOST = 5_000;
    private static final int DEEPEST = 10;
    private static final int LONGEST = 255;
    private static final Pattern PART = Pattern.compile("^#{2,6}\\s+(.*?)\\s*#*$");
    private static final Pattern LINE = Pattern.compile("^(\\s*)(?:[-*+]\\s+)?\\[(.*?)]\\((?:<([^>]*)>|((?:[^()\\s]|\\([^()]*\\))*))(?:\\s+\".*\")?\\)\\s*$");
    private static final Pattern TITLE = Pattern.compile("^(\\s*)[-*+]\\s+([^\\[\\s].*?)\\s*$");

    /// The chapters of a `SUMMARY.md`, as GitBook and mdBook write it.
    ///
    /// @param folder in which it lies
    static List<Chapter> read(String summary, String folder) {
        var chapters = new ArrayList<Chapter>();
        var indents = new ArrayDeque<Integer>();
        int below = 0;
        for (var line : summary.lines().limit(MOST).toList()) {
            var part = PART.matcher(line);
            var named = LINE.matcher(line);
            var titled = TITLE.matcher(line);
            if (part.matches()) {
                chapters.add(new Chapter(0, words(part.group(1)), ""));
                indents.clear();
                below = 1;
            } else if (named.matches()) {
                chapters.add(new Chapter(
                        below + depth(indents, named.group(1)), words(named.group(2)),
                        path(folder, named.group(3) != null ? named.group(3) : named.group(4))));
            } else if (titled.matches()) {
                chapters.add(new Chapter(below + depth(indents, titled.group(1)), words(titled.group(2)), ""));
            }
        }
        return List.copyOf(chapters);
    }

    private static int depth(ArrayDeque<Integer> indents, String blank) {
        int indent = blank.replace("\t", "    ").length();
        while (!indents.isEmpty() && indents.peek() >= indent) {
            indents.pop();
        }
        indents.push(indent);
        return Math.min(DEEPEST, indents.size() - 1);
    }

    private static String path(String folder, String target) {
        if (target.startsWith("#") || target.matches("(?i)[a-z][a-z0-9+.-]*:.*|//.*")) {
            return "";
        }
        var resolved = Paths.resolved(folder, target.replaceFirst("[#?].*$", ""));
        return resolved == null ? "" : resolved;
    }

    private static String words(String markdown) {
        var words = markdown.replaceAll("\\\\(\\p{Punct})|[*`]|<[^>]{0,100}>", "$1").replace("\0", "").strip();
        return words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    }
}
