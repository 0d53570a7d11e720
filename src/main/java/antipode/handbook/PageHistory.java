package antipode.handbook;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// Who wrote at some pages between two commits, and which commit made each of them what it is.
record PageHistory(Map<String, RevCommit> last, Map<String, Map<String, Writer>> writers) {

    /// Older commits are not counted; who wrote a page last is found however long ago.
    private static final int COUNTED = 20_000;

    /// Somebody's part in a page.
    record Writer(String email, String name, int edits, Instant lastAt) {}

    List<Writer> authors(String path) {
        return List.copyOf(writers.getOrDefault(path, Map.of()).values());
    }

    static PageHistory of(RevWalk walk, @Nullable RevCommit from, RevCommit head, Collection<String> pages) throws IOException {
        walk.reset();
        walk.markStart(head);
        if (from != null) {
            walk.markUninteresting(from);
        }
        Set<String> wanted = new HashSet<>(pages);
        var last = new HashMap<String, RevCommit>();
        var writers = new HashMap<String, Map<String, Writer>>();
        int passed = 0;
        for (var commit : walk) {
            if (wanted.isEmpty() || passed++ > COUNTED && last.size() == wanted.size()) {
                break;
            }
            try (var trees = new TreeWalk(walk.getObjectReader())) {
                trees.addTree(commit.getTree());
                for (var parent : commit.getParents()) {
                    walk.parseHeaders(parent);
                    trees.addTree(parent.getTree());
                }
                if (commit.getParentCount() > 0) {
                    trees.setFilter(TreeFilter.ANY_DIFF);
                }
                trees.setRecursive(true);
                while (trees.next()) {
                    var path = trees.getPathString();
                    if (wanted.contains(path) && ofItself(trees, commit.getParentCount())) {
                        last.putIfAbsent(path, commit);
                        note(walk, commit, writers.computeIfAbsent(path, _ -> new LinkedHashMap<>()));
                    }
                }
            }
        }
        return new PageHistory(last, writers);
    }

    private static void note(RevWalk walk, RevCommit commit, Map<String, Writer> writers) throws IOException {
        walk.parseBody(commit);
        var author = commit.getAuthorIdent();
        var email = storable(author.getEmailAddress()).toLowerCase(Locale.ROOT);
        writers.merge(
                email, new Writer(email, storable(author.getName()), 1, author.getWhenAsInstant()),
                (newest, older) -> new Writer(
                        email, newest.name(), newest.edits() + 1,
                        newest.lastAt().isAfter(older.lastAt()) ? newest.lastAt() : older.lastAt()));
    }

    /// A merge changes only what differs from all that it merges.
    private static boolean ofItself(TreeWalk trees, int parents) {
        for (int parent = 1; parent <= parents; parent++) {
            if (trees.idEqual(0, parent)) {
                return false;
            }
        }
        return true;
    }

    /// PostgreSQL keeps every character but one.
    static String storable(@Nullable String text) {
        return text == null ? "" : text.replace("\0", "");
    }
}
