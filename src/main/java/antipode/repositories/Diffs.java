package antipode.repositories;

import antipode.git.GitRepository;
import antipode.git.Repositories;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What differs between two revisions of a project, renames looked through.
@Component
public class Diffs {

    /// A file's difference beyond this is not shown, nor computed beyond a larger file.
    private static final int SHOWN = 200_000;
    private static final int COMPARED = 5 << 20;
    private static final int COMMITS = 1000;

    private final Repositories repositories;
    private final Commits commits;

    Diffs(Repositories repositories, Commits commits) {
        this.repositories = repositories;
        this.commits = commits;
    }

    /// What a commit changed, against its first parent.
    public List<FileDiff> of(long project, String revision) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var commit = Revisions.get(git, walk, revision);
            return diffs(git, walk, commit.getParentCount() == 0 ? null : walk.parseCommit(commit.getParent(0)), commit);
        });
    }

    /// From one revision straight to another.
    public List<FileDiff> between(long project, String from, String to) {
        return Files.Reading.in(repositories, project, (git, walk) -> diffs(git, walk, Revisions.get(git, walk, from), Revisions.get(git, walk, to)));
    }

    /// What `to` brings beside `from`: commits oldest first, and the difference from where they parted (`straight`: from
    /// `from` itself).
    public record Comparison(@Nullable Commit base, @Nullable Commit head, List<Commit> commits, List<FileDiff> diffs, boolean same) {}

    public Comparison compare(long project, String from, String to, boolean straight) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var one = Revisions.get(git, walk, from);
            var other = Revisions.get(git, walk, to);
            var base = straight ? one : Commits.base(walk, one, other);
            return new Comparison(
                    base == null ? null : Commit.of(base),
                    Commit.of(other),
                    commits.between(project, one.name(), other.name(), COMMITS),
                    diffs(git, walk, base, other),
                    one.equals(other));
        });
    }

    private static List<FileDiff> diffs(GitRepository git, RevWalk walk, @Nullable RevCommit from, RevCommit to) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var formatter = new DiffFormatter(out)) {
            formatter.setReader(walk.getObjectReader(), git.getConfig());
            formatter.setDetectRenames(true);
            formatter.setBinaryFileThreshold(COMPARED);
            var found = new ArrayList<FileDiff>();
            for (var entry : formatter.scan(from == null ? null : from.getTree(), to.getTree())) {
                out.reset();
                var header = formatter.toFileHeader(entry);
                var binary = header.getPatchType() != FileHeader.PatchType.UNIFIED;
                if (!binary && entry.getOldMode() != FileMode.GITLINK && entry.getNewMode() != FileMode.GITLINK) {
                    formatter.format(entry);
                    formatter.flush();
                }
                var large = out.size() > SHOWN;
                found.add(diff(entry, large ? "" : hunks(out.toString(StandardCharsets.UTF_8)), large, binary));
            }
            return found;
        }
    }

    private static String hunks(String patch) {
        int start = patch.startsWith("@@ ") ? 0 : patch.indexOf("\n@@ ") + 1;
        return start == 0 && !patch.startsWith("@@ ") ? "" : patch.substring(start);
    }

    private static FileDiff diff(DiffEntry entry, String hunks, boolean large, boolean binary) {
        var created = entry.getChangeType() == DiffEntry.ChangeType.ADD;
        var deleted = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        return new FileDiff(
                created ? entry.getNewPath() : entry.getOldPath(),
                deleted ? entry.getOldPath() : entry.getNewPath(),
                created ? "0" : Files.mode(entry.getOldMode()),
                deleted ? "0" : Files.mode(entry.getNewMode()),
                hunks,
                created,
                entry.getChangeType() == DiffEntry.ChangeType.RENAME,
                deleted,
                large,
                binary);
    }
}
