package antipode.handbook;

import antipode.git.GitRepository;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// Finds the pages that commits renamed, as `git log -M` does: commit by commit, so that a page renamed twice is followed all
/// the way, and a page that was moved in one commit and rewritten in the next is still known.
final class Renames {

    /// The newest so many are looked at when a whole history comes in.
    private static final int MOST_COMMITS = 3_000;
    private static final int MOST_FILES = 1_000;
    private static final int ALIKE_PERCENT = 50;

    private Renames() {}

    record Renamed(String from, String to, String commit, Instant at) {}

    /// The renames since a commit, or in all of the history, the oldest first. A merge renames nothing itself.
    static List<Renamed> between(GitRepository git, RevWalk walk, @Nullable RevCommit from, RevCommit head) throws IOException {
        walk.reset();
        walk.markStart(head);
        if (from != null) {
            walk.markUninteresting(from);
        }
        var commits = new ArrayList<RevCommit>();
        for (var commit : walk) {
            if (commits.size() == MOST_COMMITS) {
                break;
            }
            if (commit.getParentCount() == 1) {
                commits.add(commit);
            }
        }
        Collections.reverse(commits);
        var found = new ArrayList<Renamed>();
        for (var commit : commits) {
            find(git, walk, commit, found);
        }
        return found;
    }

    private static void find(GitRepository git, RevWalk walk, RevCommit commit, List<Renamed> found) throws IOException {
        walk.parseHeaders(commit.getParent(0));
        try (var trees = new TreeWalk(walk.getObjectReader())) {
            trees.addTree(commit.getParent(0).getTree());
            trees.addTree(commit.getTree());
            trees.setFilter(TreeFilter.ANY_DIFF);
            trees.setRecursive(true);
            var pages = DiffEntry.scan(trees).stream()
                    .filter(entry -> Paths.isPage(entry.getChangeType() == DiffEntry.ChangeType.DELETE ? entry.getOldPath() : entry.getNewPath()))
                    .toList();
            boolean gone = pages.stream().anyMatch(entry -> entry.getChangeType() == DiffEntry.ChangeType.DELETE);
            boolean come = pages.stream().anyMatch(entry -> entry.getChangeType() == DiffEntry.ChangeType.ADD);
            if (!gone || !come) {
                return;
            }
            var detector = new RenameDetector(walk.getObjectReader(), git.getConfig().get(DiffConfig.KEY));
            detector.setRenameScore(ALIKE_PERCENT);
            detector.setRenameLimit(MOST_FILES);
            detector.addAll(pages);
            for (var entry : detector.compute()) {
                if (entry.getChangeType() == DiffEntry.ChangeType.RENAME) {
                    found.add(new Renamed(entry.getOldPath(), entry.getNewPath(), commit.name(), committed(walk, commit)));
                }
            }
        }
    }

    private static Instant committed(RevWalk walk, RevCommit commit) throws IOException {
        walk.parseBody(commit);
        return commit.getCommitterIdent().getWhenAsInstant();
    }
}
