package antipode.repositories;

import antipode.git.GitRepository;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.merge.MergeResult;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/// Merges trees as git does, without a working folder. A file that one side renamed takes along what the other changed in
/// it: the renames are made in the base and on the other side first, and what remains is an ordinary merge.
final class TreeMerge {

    /// What lies at a path; nothing is a deletion.
    record Leaf(FileMode mode, ObjectId id) {}

    /// What came of it: a tree, or where the sides clash.
    sealed interface Result {}

    record Clean(ObjectId tree) implements Result {}

    record Clashing(List<Clash> clashes) implements Result {}

    /// @param paths all that a solution of it settles, the first being the one it is called by
    /// @param places where the lines clash; nothing where it isn't about lines
    record Clash(
            List<String> paths,
            @Nullable Leaf base,
            @Nullable Leaf ours,
            @Nullable Leaf theirs,
            @Nullable MergeResult<RawText> places,
            boolean renamedTwice) {

        String path() {
            return paths.getFirst();
        }
    }

    private final GitRepository git;
    private final ObjectInserter inserter;
    private final ObjectReader reader;
    private final Map<String, Clash> clashes = new TreeMap<>();

    private TreeMerge(GitRepository git, ObjectInserter inserter) {
        this.git = git;
        this.inserter = inserter;
        this.reader = inserter.newReader();
    }

    /// Two commits from where they parted.
    ///
    /// @param settled what lies at these paths whatever the sides say
    static Result of(
            GitRepository git, ObjectInserter inserter, RevWalk walk, RevCommit ours, RevCommit theirs, Map<String, @Nullable Leaf> settled)
            throws IOException {
        var bases = bases(walk, ours, theirs);
        if (bases.size() <= 1) {
            var base = bases.isEmpty() ? inserter.insert(new org.eclipse.jgit.lib.TreeFormatter()) : bases.getFirst().getTree();
            return trees(git, inserter, base, ours.getTree(), theirs.getTree(), settled);
        }
        // They have merged each other before: the base is a merge itself, which follows no renames.
        var merge = new TreeMerge(git, inserter);
        try (merge.reader) {
            if (settled.isEmpty()) {
                var merger = merge.merger(MergeStrategy.RECURSIVE);
                return merge.result(merger, merger.merge(false, ours, theirs), bases.getFirst().getTree(), ours.getTree(), theirs.getTree());
            }
            var base = merge.edit(bases.getFirst().getTree(), settled);
            return merge.plain(base, merge.edit(ours.getTree(), settled), merge.edit(theirs.getTree(), settled));
        }
    }

    static Result of(GitRepository git, ObjectInserter inserter, RevWalk walk, RevCommit ours, RevCommit theirs) throws IOException {
        return of(git, inserter, walk, ours, theirs, Map.of());
    }

    /// What leads from one tree to another, applied to a third.
    static Result trees(
            GitRepository git, ObjectInserter inserter, AnyObjectId base, AnyObjectId ours, AnyObjectId theirs, Map<String, @Nullable Leaf> settled)
            throws IOException {
        var merge = new TreeMerge(git, inserter);
        try (merge.reader) {
            var one = settled.isEmpty() ? base : merge.edit(base, settled);
            var two = settled.isEmpty() ? ours : merge.edit(ours, settled);
            var three = settled.isEmpty() ? theirs : merge.edit(theirs, settled);
            return merge.following(one, two, three);
        }
    }

    static List<RevCommit> bases(RevWalk walk, RevCommit one, RevCommit other) throws IOException {
        walk.reset();
        walk.setRevFilter(RevFilter.MERGE_BASE);
        walk.markStart(one);
        walk.markStart(other);
        var bases = new ArrayList<RevCommit>();
        for (var base : walk) {
            bases.add(base);
        }
        walk.reset();
        walk.setRevFilter(RevFilter.ALL);
        return bases;
    }

    private Result following(AnyObjectId base, AnyObjectId ours, AnyObjectId theirs) throws IOException {
        var mine = renames(base, ours);
        var others = renames(base, theirs);
        if (mine.isEmpty() && others.isEmpty()) {
            return plain(base, ours, theirs);
        }
        Map<String, @Nullable Leaf> baseEdits = new HashMap<>();
        Map<String, @Nullable Leaf> ourEdits = new HashMap<>();
        Map<String, @Nullable Leaf> theirEdits = new HashMap<>();
        for (var rename : mine.entrySet()) {
            follow(rename.getKey(), rename.getValue(), others.get(rename.getKey()), base, ours, theirs, baseEdits, theirEdits, false);
        }
        for (var rename : others.entrySet()) {
            if (!mine.containsKey(rename.getKey())) {
                follow(rename.getKey(), rename.getValue(), null, base, theirs, ours, baseEdits, ourEdits, true);
            }
        }
        return plain(edit(base, baseEdits), edit(ours, ourEdits), edit(theirs, theirEdits));
    }

    /// One rename: `to` in the tree of whoever renamed, `also` where the other renamed the same file to.
    private void follow(
            String from, String to, @Nullable String also, AnyObjectId base, AnyObjectId renamer, AnyObjectId other,
            Map<String, @Nullable Leaf> baseEdits, Map<String, @Nullable Leaf> otherEdits, boolean turned)
            throws IOException {
        var before = at(base, from);
        var renamed = at(renamer, to);
        if (to.equals(also)) {
            baseEdits.put(from, null);
            baseEdits.put(to, before);
        } else if (also != null) {
            var others = at(other, also);
            clashes.put(to, new Clash(List.of(to, also, from), before, turned ? others : renamed, turned ? renamed : others, null, true));
        } else if (at(base, to) != null || at(other, to) != null) {
            // Something else is there already: an ordinary clash of two additions.
            return;
        } else {
            var still = at(other, from);
            if (still == null) {
                clashes.put(to, new Clash(List.of(to, from), before, turned ? null : renamed, turned ? renamed : null, null, false));
            } else {
                baseEdits.put(from, null);
                baseEdits.put(to, before);
                otherEdits.put(from, null);
                otherEdits.put(to, still);
            }
        }
    }

    private Map<String, String> renames(AnyObjectId base, AnyObjectId side) throws IOException {
        try (var formatter = new DiffFormatter(OutputStream.nullOutputStream())) {
            formatter.setReader(reader, git.getConfig());
            formatter.setDetectRenames(true);
            Map<String, String> renames = new HashMap<>();
            for (var entry : formatter.scan(base, side)) {
                if (entry.getChangeType() == DiffEntry.ChangeType.RENAME) {
                    renames.put(entry.getOldPath(), entry.getNewPath());
                }
            }
            return renames;
        }
    }

    private Result plain(AnyObjectId base, AnyObjectId ours, AnyObjectId theirs) throws IOException {
        var merger = merger(MergeStrategy.RESOLVE);
        merger.setBase(base);
        return result(merger, merger.merge(false, ours, theirs), base, ours, theirs);
    }

    private Result result(ResolveMerger merger, boolean clean, AnyObjectId base, AnyObjectId ours, AnyObjectId theirs) throws IOException {
        if (!clean) {
            for (var path : merger.getUnmergedPaths()) {
                clashes.putIfAbsent(path, new Clash(
                        List.of(path), at(base, path), at(ours, path), at(theirs, path), places(merger, path), false));
            }
        }
        return clashes.isEmpty() ? new Clean(merger.getResultTreeId()) : new Clashing(List.copyOf(clashes.values()));
    }

    @SuppressWarnings("unchecked")
    private static @Nullable MergeResult<RawText> places(ResolveMerger merger, String path) {
        var result = merger.getMergeResults().get(path);
        return result == null || !result.getSequences().stream().allMatch(RawText.class::isInstance)
                ? null
                : (MergeResult<RawText>) result;
    }

    private ResolveMerger merger(MergeStrategy strategy) {
        var merger = (ResolveMerger) strategy.newMerger(git, true);
        merger.setObjectInserter(inserter);
        return merger;
    }

    private @Nullable Leaf at(AnyObjectId tree, String path) throws IOException {
        try (var found = TreeWalk.forPath(reader, path, tree)) {
            return found == null ? null : new Leaf(found.getFileMode(0), found.getObjectId(0));
        }
    }

    private ObjectId edit(AnyObjectId tree, Map<String, @Nullable Leaf> leaves) throws IOException {
        if (leaves.isEmpty()) {
            return tree.toObjectId();
        }
        var cache = DirCache.read(reader, tree);
        var editor = cache.editor();
        leaves.forEach((path, leaf) -> editor.add(leaf == null ? new DirCacheEditor.DeletePath(path) : new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setFileMode(leaf.mode());
                entry.setObjectId(leaf.id());
            }
        }));
        editor.finish();
        return cache.writeTree(inserter);
    }
}
