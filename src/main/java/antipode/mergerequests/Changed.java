package antipode.mergerequests;

import antipode.markdown.ProseDiff;
import antipode.repositories.FileDiff;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One file that a merge request changes, as its page shows it: as prose where it is Markdown, else line by line.
///
/// @param prose nothing where it isn't Markdown, is too large, or the source was asked for
public record Changed(FileDiff diff, @Nullable ProseDiff prose) {

    public static boolean isPage(FileDiff diff) {
        return !diff.binary() && isPage(diff.path());
    }

    /// Whether a file of this name is read as a page.
    public static boolean isPage(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return name.endsWith(".md") || name.endsWith(".markdown");
    }

    /// "Customers / Timetables" for a page, else the path.
    public static String spokenPath(String path) {
        return isPage(path)
                ? String.join(" / ", List.of(path.substring(0, path.lastIndexOf('.')).split("/")).stream().map(Changed::spoken).toList())
                : path;
    }

    /// "Customers / Timetables" for a page, else the path.
    public String name() {
        return isPage(diff) ? spokenPath(diff.path()) : diff.path();
    }

    private static String spoken(String part) {
        String words = part.replace('-', ' ').replace('_', ' ').strip();
        return words.isEmpty() ? part : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /// "new", "deleted", "was customers/old.md"; empty where the file was and is.
    public String fate() {
        String mode = diff.modeChanged() ? mode(diff.oldMode()) + " → " + mode(diff.newMode()) : "";
        String fate = diff.created() ? "new" : diff.deleted() ? "deleted" : diff.renamed() ? "was " + diff.oldPath() : "";
        return fate.isEmpty() || mode.isEmpty() ? fate + mode : fate + " · " + mode;
    }

    private static String mode(String mode) {
        return switch (mode) {
            case "100755" -> "a program";
            case "100644" -> "a plain file";
            case "120000" -> "a link";
            case "160000" -> "a submodule";
            default -> mode;
        };
    }

    /// "12 words in, 3 out", or lines where it isn't prose.
    public String extent() {
        return prose == null
                ? amount(diff.additions(), diff.deletions(), "line")
                : amount(prose.wordsIn(), prose.wordsOut(), "word");
    }

    public static String amount(int in, int out, String what) {
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
