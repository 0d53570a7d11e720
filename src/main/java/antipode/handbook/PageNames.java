package antipode.handbook;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// How new pages are called: the file after the title, and the title after the file.
final class PageNames {

    private static final int LONGEST = 80;

    private PageNames() {}

    /// Where a new page lies; a path that was given is taken as it is.
    ///
    /// @param heading its title, of which a name is made: "How we ship" becomes `how-we-ship.md`
    static String path(String given, String folder, String heading) {
        var path = Paths.clean(given.strip());
        if (!path.isEmpty()) {
            return path;
        }
        var words = Normalizer.normalize(heading, Normalizer.Form.NFC).toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-").replaceAll("^-+|-+$", "");
        var name = words.length() > LONGEST ? words.substring(0, words.offsetByCodePoints(0, Math.min(LONGEST, words.codePointCount(0, words.length())))) : words;
        return name.isEmpty() ? "" : Paths.join(Paths.clean(folder.strip()), name + ".md");
    }

    /// The text under its title, where it has none.
    static String headed(String heading, String text) {
        if (heading.isBlank() || text.lines().anyMatch(line -> line.startsWith("# ")) || text.startsWith("---\n")) {
            return text;
        }
        return "# " + heading.strip().replaceAll("\\s+", " ") + "\n" + (text.isBlank() ? "" : "\n" + text);
    }

    /// The folders that pages lie in.
    static List<String> folders(List<PageEntry> pages) {
        var folders = new TreeSet<String>();
        for (var page : pages) {
            for (var folder = Paths.folder(page.path()); !folder.isEmpty() && folders.add(folder); ) {
                folder = Paths.folder(folder);
            }
        }
        return List.copyOf(folders);
    }
}
