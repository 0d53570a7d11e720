package antipode.git;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/// The shapes of the trees that a push brings: ten trees of ten entries each can unfold into ten billion files, and a
/// chain of trees into a path that no system opens.
final class TreeShapes {

    static final int LONGEST_NAME = 1024;
    private static final long MOST_FILES = 1_000_000;
    private static final int DEEPEST = 500;
    private static final int LONGEST_PATH = 4096;

    private final Map<ObjectId, Tree> trees = new HashMap<>();
    private final Map<ObjectId, ObjectId> known = new HashMap<>();

    private record Tree(int files, List<ObjectId> folders, int longest) {}

    private record Shape(long files, int depth, int path) {}

    void add(AnyObjectId id, int files, List<ObjectId> folders, int longest) {
        // The same folders stand in many versions of a tree.
        folders.replaceAll(folder -> known.computeIfAbsent(folder, same -> same));
        trees.put(known.computeIfAbsent(id.copy(), same -> same), new Tree(files, List.copyOf(folders), longest));
    }

    @Nullable String refusal(GitRepository repository) throws IOException {
        var shapes = new HashMap<ObjectId, Shape>();
        try (var reader = repository.newObjectReader()) {
            for (var id : List.copyOf(trees.keySet())) {
                var shape = shape(id, shapes, reader);
                if (shape.files() > MOST_FILES) {
                    return "a tree may hold %,d files; the push holds a larger one".formatted(MOST_FILES);
                }
                if (shape.depth() > DEEPEST || shape.path() > LONGEST_PATH) {
                    return "a path may have %,d bytes and %d folders; the push holds a longer one".formatted(LONGEST_PATH, DEEPEST);
                }
            }
        }
        return null;
    }

    /// Depth first with our own stack: what is pushed may be deeper than Java's.
    private Shape shape(ObjectId id, Map<ObjectId, Shape> shapes, ObjectReader reader) throws IOException {
        var open = new ArrayDeque<ObjectId>();
        open.push(id);
        while (!open.isEmpty()) {
            var next = open.peek();
            if (shapes.containsKey(next)) {
                open.pop();
                continue;
            }
            var tree = trees.get(next);
            if (tree == null) {
                shapes.put(next, new Shape(1, 1, 1));
                continue;
            }
            var twice = new HashSet<ObjectId>();
            boolean waiting = false;
            for (var folder : tree.folders()) {
                // One that lies here already was counted when it came; only its repetition could make it grow.
                if (!twice.add(folder) && !trees.containsKey(folder)) {
                    trees.put(folder, read(reader, folder));
                    shapes.remove(folder);
                }
                if (!shapes.containsKey(folder)) {
                    open.push(folder);
                    waiting = true;
                }
            }
            if (!waiting) {
                open.pop();
                shapes.put(next, sum(tree, shapes));
            }
        }
        return java.util.Objects.requireNonNull(shapes.get(id));
    }

    private static Shape sum(Tree tree, Map<ObjectId, Shape> shapes) {
        long files = tree.files();
        int depth = 0;
        int path = 0;
        for (var folder : tree.folders()) {
            var below = java.util.Objects.requireNonNull(shapes.get(folder));
            files = Math.min(Integer.MAX_VALUE, files + below.files());
            depth = Math.max(depth, below.depth());
            path = Math.max(path, below.path() + 1);
        }
        return new Shape(files, depth + 1, path + tree.longest());
    }

    private static Tree read(ObjectReader reader, ObjectId id) throws IOException {
        var entries = new CanonicalTreeParser();
        var folders = new ArrayList<ObjectId>();
        int files = 0;
        int longest = 0;
        for (entries.reset(reader.open(id, Constants.OBJ_TREE).getBytes()); !entries.eof(); entries.next()) {
            longest = Math.max(longest, entries.getNameLength());
            if (entries.getEntryFileMode() == FileMode.TREE) {
                folders.add(entries.getEntryObjectId());
            } else {
                files++;
            }
        }
        return new Tree(files, folders, longest);
    }
}
