package antipode.repositories;

import antipode.git.GitRepository;
import antipode.git.Repositories;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What differs between two revisions of a project, renames looked through.
@Component
public class Diffs {

    /// A file's difference beyond this is not shown, nor computed beyond a larger file; bytes both.
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

    /// Which files differ from one revision straight to another, without comparing their lines: quick, however many.
    public List<ChangedFile> files(long project, String from, String to) {
        return Files.Reading.in(repositories, project, (git, walk) -> files(git, walk, Revisions.get(git, walk, from), Revisions.get(git, walk, to)));
    }

    /// The lines of some of them.
    public List<FileDiff> read(long project, Collection<ChangedFile> files) {
        return Files.Reading.in(repositories, project, (git, walk) -> read(walk.getObjectReader(), files, SHOWN));
    }

    /// The lines of one of them, as far as they can be compared: of a large difference the beginning.
    ///
    /// @param most so many bytes of it
    public FileDiff beginning(long project, ChangedFile file, int most) {
        return Files.Reading.in(repositories, project, (git, walk) -> read(walk.getObjectReader(), List.of(file), -most).getFirst());
    }

    /// What these blobs hold as text; those that are too large to be compared are left out.
    public Map<String, String> texts(long project, Collection<String> blobs) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var texts = new HashMap<String, String>();
            for (var blob : blobs) {
                var text = texts.containsKey(blob) ? null : text(walk.getObjectReader(), blob);
                if (text != null && text != BINARY) {
                    texts.put(blob, new String(text.getRawContent(), StandardCharsets.UTF_8));
                }
            }
            return texts;
        });
    }

    /// What `git diff` prints, with binary files named only.
    public void patch(long project, String from, String to, OutputStream out) {
        Files.Reading.in(repositories, project, (git, walk) -> {
            try (var formatter = new DiffFormatter(out)) {
                formatter.setReader(walk.getObjectReader(), git.getConfig());
                formatter.setDetectRenames(true);
                formatter.setBinaryFileThreshold(COMPARED);
                formatter.format(Revisions.get(git, walk, from).getTree(), Revisions.get(git, walk, to).getTree());
            }
            return out;
        });
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
        return read(walk.getObjectReader(), files(git, walk, from, to), SHOWN);
    }

    static List<ChangedFile> files(GitRepository git, RevWalk walk, @Nullable RevCommit from, RevCommit to) throws IOException {
        try (var formatter = new DiffFormatter(OutputStream.nullOutputStream())) {
            formatter.setReader(walk.getObjectReader(), git.getConfig());
            formatter.setDetectRenames(true);
            return formatter.scan(from == null ? null : from.getTree(), to.getTree()).stream().map(Diffs::file).toList();
        }
    }

    private static ChangedFile file(DiffEntry entry) {
        var created = entry.getChangeType() == DiffEntry.ChangeType.ADD;
        var deleted = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        return new ChangedFile(
                created ? entry.getNewPath() : entry.getOldPath(),
                deleted ? entry.getOldPath() : entry.getNewPath(),
                created ? "0" : Files.mode(entry.getOldMode()),
                deleted ? "0" : Files.mode(entry.getNewMode()),
                created ? null : entry.getOldId().name(),
                deleted ? null : entry.getNewId().name(),
                switch (entry.getChangeType()) {
                    case ADD -> ChangedFile.Kind.ADDED;
                    case DELETE -> ChangedFile.Kind.REMOVED;
                    case RENAME -> ChangedFile.Kind.RENAMED;
                    case COPY -> ChangedFile.Kind.COPIED;
                    case MODIFY -> ChangedFile.Kind.CHANGED;
                });
    }

    private static List<FileDiff> read(ObjectReader reader, Collection<ChangedFile> files, int most) throws IOException {
        var found = new ArrayList<FileDiff>();
        var out = new ByteArrayOutputStream();
        try (var formatter = new DiffFormatter(out)) {
            for (var file : files) {
                out.reset();
                found.add(read(reader, formatter, out, file, most));
            }
        }
        return found;
    }

    private static FileDiff read(ObjectReader reader, DiffFormatter formatter, ByteArrayOutputStream out, ChangedFile file, int most)
            throws IOException {
        if (file.submodule()) {
            return diff(file, "", false, true);
        }
        var before = text(reader, file.oldBlob());
        var after = text(reader, file.newBlob());
        if (before == null || after == null) {
            return diff(file, "", true, false);
        }
        if (before == BINARY || after == BINARY) {
            return diff(file, "", false, true);
        }
        formatter.format(edits(before, after), before, after);
        formatter.flush();
        var large = out.size() > Math.abs(most);
        if (large && most > 0) {
            return diff(file, "", true, false);
        }
        var hunks = out.toString(StandardCharsets.UTF_8);
        return diff(file, large ? hunks.substring(0, hunks.lastIndexOf('\n', Math.min(hunks.length() - 1, -most)) + 1) : hunks, large, false);
    }

    static org.eclipse.jgit.diff.EditList edits(RawText before, RawText after) {
        return DiffAlgorithm.getAlgorithm(DiffAlgorithm.SupportedAlgorithm.HISTOGRAM).diff(RawTextComparator.DEFAULT, before, after);
    }

    static final RawText BINARY = new RawText(new byte[] {0});

    /// What a blob holds as lines, [#BINARY] where it has none, nothing where it is too large to be compared.
    static @Nullable RawText text(ObjectReader reader, @Nullable String blob) throws IOException {
        if (blob == null) {
            return RawText.EMPTY_TEXT;
        }
        var loader = reader.open(ObjectId.fromString(blob), Constants.OBJ_BLOB);
        if (loader.getSize() > COMPARED) {
            return null;
        }
        var bytes = loader.getBytes(COMPARED + 1);
        return Files.binary(bytes) ? BINARY : new RawText(bytes);
    }

    private static FileDiff diff(ChangedFile file, String hunks, boolean large, boolean binary) {
        return new FileDiff(
                file.oldPath(),
                file.newPath(),
                file.oldMode(),
                file.newMode(),
                hunks,
                file.kind() == ChangedFile.Kind.ADDED,
                file.kind() == ChangedFile.Kind.RENAMED,
                file.kind() == ChangedFile.Kind.REMOVED,
                large,
                binary);
    }
}
