package antipode.repositories;

import antipode.git.GitRepository;
import antipode.git.Repositories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The files of a project at a revision. Who may see the project may read them: look it up through `visibleTo` first.
@Component
public class Files {

    /// How far back a folder's page looks for who touched each of its files last.
    private static final int LAST_COMMITS_WITHIN = 5000;

    /// So many bytes of a file git looks at to know whether it is a text.
    private static final int LOOKED_AT = 8000;

    private final Repositories repositories;

    Files(Repositories repositories) {
        this.repositories = repositories;
    }

    public enum Kind { TREE, BLOB, COMMIT }

    /// One line of a folder; `mode` as git writes it, six digits.
    public record Entry(String id, String name, Kind kind, String path, String mode) {}

    public record File(String path, String blob, String commit, String mode, byte[] bytes) {

        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        public boolean binary() {
            return Files.binary(bytes);
        }

        public boolean executable() {
            return mode.equals("100755");
        }

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /// A folder's entries, folders first; the root is "". Empty if there is no such revision or folder.
    public Optional<List<Entry>> list(long project, String revision, String path, boolean recursive) {
        return read(project, (git, walk) -> {
            var commit = Revisions.find(git, walk, revision);
            var tree = commit == null ? null : tree(walk.getObjectReader(), commit, clean(path));
            return tree == null ? Optional.empty() : Optional.of(entries(walk.getObjectReader(), tree, clean(path), recursive));
        });
    }

    private static @Nullable ObjectId tree(ObjectReader reader, RevCommit commit, String path) throws IOException {
        if (path.isEmpty()) {
            return commit.getTree();
        }
        try (var found = TreeWalk.forPath(reader, path, commit.getTree())) {
            return found != null && found.getFileMode(0) == FileMode.TREE ? found.getObjectId(0) : null;
        }
    }

    private static List<Entry> entries(ObjectReader reader, ObjectId tree, String path, boolean recursive) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            while (walk.next()) {
                var kind = walk.isSubtree() ? Kind.TREE : walk.getFileMode(0) == FileMode.GITLINK ? Kind.COMMIT : Kind.BLOB;
                var full = path.isEmpty() ? walk.getPathString() : path + "/" + walk.getPathString();
                entries.add(new Entry(walk.getObjectId(0).name(), walk.getNameString(), kind, full, mode(walk.getFileMode(0))));
                if (recursive && walk.isSubtree()) {
                    walk.enterSubtree();
                }
            }
        }
        entries.sort(Comparator.comparing((Entry entry) -> entry.kind() != Kind.TREE).thenComparing(Entry::path));
        return entries;
    }

    static String mode(FileMode mode) {
        return "%06o".formatted(mode.getBits());
    }

    public Optional<File> find(long project, String revision, String path) {
        return read(project, (git, walk) -> {
            var commit = Revisions.find(git, walk, revision);
            if (commit == null || clean(path).isEmpty()) {
                return Optional.empty();
            }
            try (var found = TreeWalk.forPath(walk.getObjectReader(), clean(path), commit.getTree())) {
                if (found == null || found.isSubtree() || found.getFileMode(0) == FileMode.GITLINK) {
                    return Optional.empty();
                }
                var bytes = git.open(found.getObjectId(0), Constants.OBJ_BLOB).getBytes(Integer.MAX_VALUE);
                return Optional.of(new File(clean(path), found.getObjectId(0).name(), commit.name(), mode(found.getFileMode(0)), bytes));
            }
        });
    }

    /// Where a file's bytes are, and how many, without reading them.
    public record Located(String path, String blob, String commit, String mode, long size) {

        public boolean link() {
            return mode.equals("120000");
        }
    }

    public Optional<Located> locate(long project, String revision, String path) {
        return read(project, (git, walk) -> {
            var commit = Revisions.find(git, walk, revision);
            if (commit == null || clean(path).isEmpty()) {
                return Optional.empty();
            }
            try (var found = TreeWalk.forPath(walk.getObjectReader(), clean(path), commit.getTree())) {
                if (found == null || found.isSubtree() || found.getFileMode(0) == FileMode.GITLINK) {
                    return Optional.empty();
                }
                var size = walk.getObjectReader().getObjectSize(found.getObjectId(0), Constants.OBJ_BLOB);
                return Optional.of(new Located(clean(path), found.getObjectId(0).name(), commit.name(), mode(found.getFileMode(0)), size));
            }
        });
    }

    /// Writes a blob's bytes somewhere, without holding them all.
    public void copy(long project, String id, java.io.OutputStream to) {
        read(project, (git, _) -> {
            git.open(ObjectId.fromString(id), Constants.OBJ_BLOB).copyTo(to);
            return id;
        });
    }

    /// The bytes of a blob, by its whole id.
    public Optional<byte[]> blob(long project, String id) {
        if (!ObjectId.isId(id)) {
            return Optional.empty();
        }
        return read(project, (git, _) -> {
            try {
                return Optional.of(git.open(ObjectId.fromString(id), Constants.OBJ_BLOB).getBytes(Integer.MAX_VALUE));
            } catch (MissingObjectException | IncorrectObjectTypeException missing) {
                return Optional.empty();
            }
        });
    }

    /// How many bytes a blob has, by its whole id.
    public Optional<Long> size(long project, String id) {
        return !ObjectId.isId(id) ? Optional.empty() : read(project, (_, walk) -> {
            try {
                return Optional.of(walk.getObjectReader().open(ObjectId.fromString(id), Constants.OBJ_BLOB).getSize());
            } catch (MissingObjectException | IncorrectObjectTypeException missing) {
                return Optional.empty();
            }
        });
    }

    /// For each name in a folder the last commit that changed it; names nobody touched within memory are left out.
    public Map<String, Commit> lastCommits(long project, String revision, String path) {
        return read(project, (git, walk) -> {
            var found = new HashMap<String, Commit>();
            var tip = Revisions.find(git, walk, revision);
            if (tip == null) {
                return found;
            }
            var reader = walk.getObjectReader();
            var wanted = new HashMap<>(ids(reader, tip, path));
            var seen = new HashMap<ObjectId, Map<String, ObjectId>>();
            walk.markStart(tip);
            int left = LAST_COMMITS_WITHIN;
            for (var commit : walk) {
                if (wanted.isEmpty() || left-- == 0) {
                    break;
                }
                var here = seen.containsKey(commit) ? seen.remove(commit) : ids(reader, commit, path);
                var above = new ArrayList<Map<String, ObjectId>>();
                for (var parent : commit.getParents()) {
                    walk.parseHeaders(parent);
                    var ids = ids(reader, parent, path);
                    seen.put(parent.copy(), ids);
                    above.add(ids);
                }
                wanted.entrySet().removeIf(entry -> {
                    var name = entry.getKey();
                    var changed = entry.getValue().equals(here.get(name))
                            && above.stream().noneMatch(parent -> entry.getValue().equals(parent.get(name)));
                    if (changed) {
                        found.put(name, commitOf(walk, commit));
                    }
                    return changed;
                });
            }
            return found;
        });
    }

    private static Map<String, ObjectId> ids(ObjectReader reader, RevCommit commit, String path) throws IOException {
        var ids = new LinkedHashMap<String, ObjectId>();
        var tree = tree(reader, commit, clean(path));
        if (tree != null) {
            try (var walk = new TreeWalk(reader)) {
                walk.addTree(tree);
                while (walk.next()) {
                    ids.put(walk.getNameString(), walk.getObjectId(0));
                }
            }
        }
        return ids;
    }

    private static Commit commitOf(RevWalk walk, RevCommit commit) {
        try {
            walk.parseBody(commit);
            return Commit.of(commit);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Whether git takes it for no text: by a zero among the first bytes. A lone carriage return, as old Macs wrote it, is text.
    static boolean binary(byte[] bytes) {
        for (int at = 0; at < Math.min(bytes.length, LOOKED_AT); at++) {
            if (bytes[at] == 0) {
                return true;
            }
        }
        return false;
    }

    static String clean(String path) {
        var clean = path;
        while (clean.startsWith("/")) {
            clean = clean.substring(1);
        }
        while (clean.endsWith("/")) {
            clean = clean.substring(0, clean.length() - 1);
        }
        return clean;
    }

    private <T> T read(long project, Reading<T> reading) {
        return Reading.in(repositories, project, reading);
    }

    /// Something read from one opened repository.
    interface Reading<T> {
        T read(GitRepository git, RevWalk walk) throws IOException;

        static <T> T in(Repositories repositories, long project, Reading<T> reading) {
            try (var git = repositories.open(project); var walk = new RevWalk(git)) {
                return reading.read(git, walk);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
