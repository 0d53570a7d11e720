package antipode.repositories;

import java.io.IOException;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// Where a file came from that a commit gave its name.
final class Renamed {

    private Renamed() {}

    /// What a commit renamed so, at least by half.
    static @Nullable DiffEntry to(RevWalk walk, RevCommit parent, RevCommit commit, String path) throws IOException {
        try (var trees = new TreeWalk(walk.getObjectReader())) {
            trees.setRecursive(true);
            trees.addTree(parent.getTree());
            trees.addTree(commit.getTree());
            trees.setFilter(TreeFilter.ANY_DIFF);
            var changes = DiffEntry.scan(trees);
            if (changes.stream().noneMatch(change -> change.getChangeType() == DiffEntry.ChangeType.DELETE)) {
                return null;
            }
            var detector = new RenameDetector(walk.getObjectReader(), new Config().get(DiffConfig.KEY));
            detector.setRenameScore(50);
            detector.addAll(changes);
            for (var entry : detector.compute()) {
                if (entry.getChangeType() == DiffEntry.ChangeType.RENAME && entry.getNewPath().equals(path)) {
                    return entry;
                }
            }
            return null;
        }
    }
}
