package antipode.handbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The pages of a handbook twice: by their folders, as addresses name them, and in the order in which they want to be read.
/// Where a handbook doesn't say how, that is the same.
///
/// @param first the page to begin with, where the one at the top isn't meant for the handbook's readers: its table of contents
///              leaves it out
record Trees(Tree folders, Tree read, @Nullable String first) {

    static Trees of(List<PageEntry> pages, List<Chapter> chapters) {
        var folders = Tree.of(pages);
        if (chapters.isEmpty()) {
            return new Trees(folders, folders, null);
        }
        var ordering = new Ordering(pages, chapters);
        var read = ordering.tree();
        var top = folders.page();
        boolean elsewhere = (top == null || !ordering.named.contains(top.path())) && !ordering.named.isEmpty();
        return new Trees(folders, read, elsewhere ? read.flat().getFirst().path() : null);
    }

    /// Puts pages into the order of a table of contents. Those it doesn't name come behind, by their folders.
    private static final class Ordering {
        private final Map<String, PageEntry> pages = new HashMap<>();
        private final Set<String> named = new HashSet<>();
        private final List<Chapter> chapters;
        private int next;

        Ordering(List<PageEntry> pages, List<Chapter> chapters) {
            pages.forEach(page -> this.pages.put(page.path(), page));
            this.chapters = chapters;
        }

        Tree tree() {
            var parts = new ArrayList<>(parts(0));
            var rest = Tree.of(pages.values().stream().filter(page -> !named.contains(page.path()) && !Contents.isSummary(page.path())).toList());
            var others = new ArrayList<Tree>();
            if (rest.page() != null) {
                others.add(new Tree(rest.page().path(), rest.page().title(), rest.page(), false, List.of()));
            }
            others.addAll(rest.parts());
            if (!others.isEmpty()) {
                parts.add(new Tree("", "Not in the contents", null, true, List.copyOf(others)));
            }
            return new Tree("", "", null, true, List.copyOf(parts));
        }

        private List<Tree> parts(int depth) {
            var parts = new ArrayList<Tree>();
            while (next < chapters.size() && chapters.get(next).depth() >= depth) {
                var chapter = chapters.get(next++);
                var page = page(chapter.path());
                var below = parts(chapter.depth() + 1);
                if (page != null) {
                    parts.add(new Tree(page.path(), chapter.title().isEmpty() ? page.title() : chapter.title(), page, !below.isEmpty(), below));
                } else if (!below.isEmpty()) {
                    parts.add(new Tree("", chapter.title(), null, true, below));
                }
            }
            return List.copyOf(parts);
        }

        /// A page stands where it is named first.
        private @Nullable PageEntry page(String path) {
            return path.isEmpty() ? null : Redirects.candidates(path).stream()
                    .map(pages::get)
                    .filter(page -> page != null && named.add(page.path()))
                    .findFirst().orElse(null);
        }
    }
}
