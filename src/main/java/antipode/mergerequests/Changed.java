package antipode.mergerequests;

import antipode.markdown.ProseDiff;
import antipode.repositories.FileDiff;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One file that a merge request changes, as its page shows it: as prose where it is Markdown, else line by line.
///
/// @param prose nothing where it isn't Markdown, is too large, or the source was asked for
record Changed(FileDiff diff, @Nullable ProseDiff prose) {

    static boolean isPage(FileDiff diff) {
        String name = diff.path().toLowerCase(Locale.ROOT);
        return !diff.binary() && (name.endsWith(".md") || name.endsWith(".markdown"));
    }

    /// "Customers / Timetables" for a page, else the path.
    String name() {
        if (!isPage(diff)) {
            return diff.path();
        }
        String bare = diff.path().substring(0, diff.path().lastIndexOf('.'));
        return String.join(" / ", List.of(bare.split("/")).stream().map(Changed::spoken).toList());
    }

    private static String spoken(String part) {
        String words = part.replace('-', ' ').replace('_', ' ').strip();
        return words.isEmpty() ? part : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /// "new", "deleted", "was customers/old.md"; empty where the file was and is.
    String fate() {
        return diff.created() ? "new" : diff.deleted() ? "deleted" : diff.renamed() ? "was " + diff.oldPath() : "";
    }

    /// "12 words in, 3 out", or lines where it isn't prose.
    String extent() {
        return prose == null
                ? amount(diff.additions(), diff.deletions(), "line")
                : amount(prose.wordsIn(), prose.wordsOut(), "word");
    }

    static String amount(int in, int out, String what) {
        if (in == 0 && out == 0) {
            return "no " + what + "s changed";
        }
        if (out == 0) {
            return in + " " + what + (in == 1 ? "" : "s") + " in";
        }
        return in == 0
                ? out + " " + what + (out == 1 ? "" : "s") + " out"
                : in + " " + what + (in == 1 ? "" : "s") + " in, " + out + " out";
    }
}
