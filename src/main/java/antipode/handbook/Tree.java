package antipode.handbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The pages of a handbook in the order in which one reads them: a folder's first page stands for the folder. What is hidden
/// by a dot, like `.gitlab/`, is read by its address alone.
///
/// @param path  the folder's, or the page's; "" at the top, and for a title that stands above some
/// @param page  what is read there; nothing for a folder without a first page
/// @param parts what lies in a folder; empty for a page
record Tree(String path, String title, @Nullable PageEntry page, boolean folder, List<Tree> parts) {

    private int weight() {
        return page == null || page.weight() == null ? Integer.MAX_VALUE : page.weight();
    }

    static Tree of(List<PageEntry> pages) {
        var root = new Folder("");
        for (var page : pages) {
            if (page.path().startsWith(".") || page.path().contains("/.")) {
                continue;
            }
            var at = root;
            var folder = Paths.folder(page.path());
            if (!folder.isEmpty()) {
                var way = "";
                for (var step : folder.split("/")) {
                    way = Paths.join(way, step);
                    var here = way;
                    at = at.folders.computeIfAbsent(step, _ -> new Folder(here));
                }
            }
            at.pages.add(page);
        }
        return root.tree();
    }

    /// Whether the page or folder at `path` lies in here, or is this.
    boolean holds(String other) {
        return folder && (other.equals(path) || !path.isEmpty() && other.startsWith(path + "/")
                || parts.stream().anyMatch(part -> part.holds(other) || part.target().equals(other)));
    }

    /// Whether it is only a title above others.
    boolean heading() {
        return page == null && path.isEmpty();
    }

    /// Where one goes for it.
    String target() {
        return page != null ? page.path() : path;
    }

    /// The folder at `path`.
    @Nullable Tree find(String wanted) {
        if (folder && path.equals(wanted)) {
            return this;
        }
        for (var part : parts) {
            if (part.holds(wanted)) {
                return part.find(wanted);
            }
        }
        return null;
    }

    /// All pages, one after the other.
    List<PageEntry> flat() {
        var flat = new ArrayList<PageEntry>();
        if (page != null) {
            flat.add(page);
        }
        parts.forEach(part -> flat.addAll(part.flat()));
        return flat;
    }

    private static final class Folder {
        final String path;
        final Map<String, Folder> folders = new TreeMap<>();
        final List<PageEntry> pages = new ArrayList<>();

        Folder(String path) {
            this.path = path;
        }

        Tree tree() {
            var first = pages.stream()
                    .filter(PageEntry::index)
                    .min(Comparator.comparingInt(page -> Paths.asIndex(page.path())))
                    .orElse(null);
            var parts = new ArrayList<Tree>();
            folders.values().forEach(folder -> parts.add(folder.tree()));
            pages.stream()
                    .filter(page -> page != first)
                    .forEach(page -> parts.add(new Tree(page.path(), page.title(), page, false, List.of())));
            parts.sort(Comparator.comparingInt(Tree::weight).thenComparing((Tree part) -> !part.folder).thenComparing(part -> part.title.toLowerCase(Locale.ROOT)));
            return new Tree(path, first != null && !path.isEmpty() ? first.title() : Paths.spoken(path), first, true, List.copyOf(parts));
        }
    }
}
