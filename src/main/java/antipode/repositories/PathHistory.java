package antipode.repositories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/// The commits that changed a file or a folder, newest first, as `git log -- path` names them: where a commit has what a parent
/// has, only that parent's history counts. (JGit's own walk loses what happened before a file was deleted if a merge brought it
/// back.)
final class PathHistory implements Iterable<RevCommit> {

    private final RevWalk walk;
    private final String path;
    private final boolean firstParent;
    private final Collection<RevCommit> tips;

    /// @param firstParent whether of a merge only the first parent's history counts
    PathHistory(RevWalk walk, String path, boolean firstParent, Collection<RevCommit> tips) {
        this.walk = walk;
        this.path = path;
        this.firstParent = firstParent;
        this.tips = tips;
    }

    /// What lies at the path.
    private record Entry(int mode, ObjectId id) {}

    private static final Entry NOTHING = new Entry(0, ObjectId.zeroId());

    @Override
    public Iterator<RevCommit> iterator() {
        return new Walking();
    }

    private final class Walking implements Iterator<RevCommit> {

        private final PriorityQueue<RevCommit> waiting = new PriorityQueue<>(Comparator.comparingInt(RevCommit::getCommitTime).reversed());
        private final Set<RevCommit> seen = new HashSet<>();
        private final Map<RevCommit, Entry> entries = new HashMap<>();
        private @Nullable RevCommit next;

        Walking() {
            tips.forEach(this::await);
            next = find();
        }

        private void await(RevCommit commit) {
            if (seen.add(commit)) {
                waiting.add(commit);
            }
        }

        private @Nullable RevCommit find() {
            try {
                while (!waiting.isEmpty()) {
                    var commit = waiting.remove();
                    if (!step(commit)) {
                        walk.parseBody(commit);
                        return commit;
                    }
                }
                return null;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /// Goes on to the parents; whether one of them has the same.
        private boolean step(RevCommit commit) throws IOException {
            var here = entry(commit);
            entries.remove(commit);
            var all = List.of(commit.getParents());
            var parents = firstParent && !all.isEmpty() ? all.subList(0, 1) : all;
            for (var parent : parents) {
                walk.parseHeaders(parent);
                if (entry(parent).equals(here)) {
                    await(parent);
                    return true;
                }
            }
            parents.forEach(this::await);
            return parents.isEmpty() && here.equals(NOTHING);
        }

        private Entry entry(RevCommit commit) throws IOException {
            var known = entries.get(commit);
            if (known == null) {
                try (var found = TreeWalk.forPath(walk.getObjectReader(), path, commit.getTree())) {
                    known = found == null ? NOTHING : new Entry(found.getRawMode(0), found.getObjectId(0));
                }
                entries.put(commit, known);
            }
            return known;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public RevCommit next() {
            var found = next;
            if (found == null) {
                throw new NoSuchElementException();
            }
            next = find();
            return found;
        }
    }
}
