package antipode.repositories;

import antipode.git.GitRepository;
import antipode.git.Repositories;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where the lines of files went from one commit to another, renames looked through.
@Component
public class LineMoves {

    private final Repositories repositories;

    LineMoves(Repositories repositories) {
        this.repositories = repositories;
    }

    /// A file as it stands in the later commit.
    ///
    /// @param edits where the two differ; lines counted from zero
    public record Moved(String path, List<Edit> edits) {

        /// Where a line, counted from one, stands now; 0 if it was changed or taken out.
        public int line(int before) {
            int shift = 0;
            for (var edit : edits) {
                if (before - 1 < edit.getBeginA()) {
                    break;
                }
                if (before - 1 < edit.getEndA()) {
                    return 0;
                }
                shift = edit.getEndB() - edit.getEndA();
            }
            return before + shift;
        }

        /// Where a line that stands now, counted from one, stood before; 0 if it is new or changed.
        public int before(int line) {
            int shift = 0;
            for (var edit : edits) {
                if (line - 1 < edit.getBeginB()) {
                    break;
                }
                if (line - 1 < edit.getEndB()) {
                    return 0;
                }
                shift = edit.getEndA() - edit.getEndB();
            }
            return line + shift;
        }
    }

    /// By the earlier path; files that are gone, no texts or too large to be compared are left out, and all of them if one of
    /// the commits is no longer there.
    public Map<String, Moved> between(long project, String from, String to, Collection<String> paths) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var before = Revisions.find(git, walk, from);
            var after = Revisions.find(git, walk, to);
            var found = new HashMap<String, Moved>();
            if (before == null || after == null) {
                return found;
            }
            Map<String, String> renamed = null;
            for (var path : paths) {
                try {
                    var old = blob(walk, before, path);
                    var now = path;
                    var blob = blob(walk, after, path);
                    if (old != null && blob == null) {
                        renamed = renamed == null ? renames(git, walk, before, after) : renamed;
                        now = renamed.getOrDefault(path, path);
                        blob = blob(walk, after, now);
                    }
                    if (old != null && blob != null) {
                        var edits = edits(walk, old, blob);
                        if (edits != null) {
                            found.put(path, new Moved(now, edits));
                        }
                    }
                } catch (MissingObjectException collected) {
                    // It went with a history that was rewritten.
                }
            }
            return found;
        });
    }

    private static @Nullable String blob(RevWalk walk, RevCommit commit, String path) throws IOException {
        if (path.isEmpty()) {
            return null;
        }
        try (var found = TreeWalk.forPath(walk.getObjectReader(), path, commit.getTree())) {
            return found == null || found.isSubtree() || found.getFileMode(0) == FileMode.GITLINK ? null : found.getObjectId(0).name();
        }
    }

    private static Map<String, String> renames(GitRepository git, RevWalk walk, RevCommit before, RevCommit after) throws IOException {
        var renames = new HashMap<String, String>();
        Diffs.files(git, walk, before, after).stream()
                .filter(file -> file.kind() == ChangedFile.Kind.RENAMED)
                .forEach(file -> renames.put(file.oldPath(), file.newPath()));
        return renames;
    }

    private static @Nullable List<Edit> edits(RevWalk walk, String old, String now) throws IOException {
        if (old.equals(now)) {
            return List.of();
        }
        var before = Diffs.text(walk.getObjectReader(), old);
        var after = Diffs.text(walk.getObjectReader(), now);
        return before == null || after == null || before == Diffs.BINARY || after == Diffs.BINARY ? null : Diffs.edits(before, after);
    }
}
