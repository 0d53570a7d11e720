package antipode.repositories;

import antipode.repositories.Blame.Origin;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/// Traces lines to their commits as `git blame` does, but forward: a version's blame is its parents' blames, mapped
/// through what the version changed. So whatever is already known of an ancestor ends the search.
final class Tracing {

    private static final int LARGEST = 5 << 20;

    /// What `git blame` uses by default. Where a run of added lines could as well stand a little higher or lower, git's own
    /// heuristics may place it otherwise: mostly a blank line.
    private static final DiffAlgorithm DIFF = DiffAlgorithm.getAlgorithm(DiffAlgorithm.SupportedAlgorithm.MYERS);

    private final RevWalk walk;
    private final Set<String> ignored;
    private final Known known;
    private final Map<Version, Origin[]> traced = new HashMap<>();
    private final Map<ObjectId, RawText> texts = new HashMap<>();

    /// What is kept of other versions.
    interface Known {
        @Nullable Blame find(String commit, String path);
    }

    Tracing(RevWalk walk, Set<String> ignored, Known known) {
        this.walk = walk;
        this.ignored = ignored;
        this.known = known;
    }

    /// A file as a commit that touched it left it.
    private record Version(RevCommit commit, String path) {}

    /// Where a version's lines may come from: a parent's version, and whether it is the same text.
    private record Ancestor(Version version, ObjectId blob, boolean same) {}

    private record Step(Version version, ObjectId blob, List<Ancestor> ancestors) {}

    static @Nullable ObjectId blob(RevWalk walk, RevCommit commit, String path) throws IOException {
        try (var found = TreeWalk.forPath(walk.getObjectReader(), path, commit.getTree())) {
            return found != null && found.getFileMode(0).getObjectType() == Constants.OBJ_BLOB ? found.getObjectId(0) : null;
        }
    }

    /// The last commit that touched a file: back along parents, the first first, that hold the same.
    RevCommit owner(RevCommit commit, String path) throws IOException {
        var blob = blob(walk, commit, path);
        for (var current = commit; ; ) {
            RevCommit same = null;
            for (var parent : current.getParents()) {
                walk.parseHeaders(parent);
                if (blob != null && blob.equals(blob(walk, parent, path))) {
                    same = parent;
                    break;
                }
            }
            if (same == null) {
                return current;
            }
            current = same;
        }
    }

    /// Null for what is no text.
    @Nullable Blame blame(RevCommit owner, String path) throws IOException {
        var asked = new Version(owner, path);
        var blob = blob(walk, owner, path);
        if (blob == null || text(blob) == null) {
            return null;
        }
        // Depth first with our own stack: histories are longer than Java's.
        var steps = new ArrayDeque<Step>();
        steps.push(step(asked, blob));
        while (!steps.isEmpty()) {
            var step = steps.peek();
            var missing = step.ancestors().stream().filter(ancestor -> !traced.containsKey(ancestor.version())).findFirst();
            if (missing.isPresent()) {
                var version = missing.get().version();
                var kept = known.find(version.commit().name(), version.path());
                if (kept != null) {
                    traced.put(version, kept.lines());
                } else {
                    steps.push(step(version, missing.get().blob()));
                }
            } else {
                steps.pop();
                traced.put(step.version(), trace(step));
                texts.remove(step.blob());
            }
        }
        return Blame.of(java.util.Objects.requireNonNull(traced.get(asked)));
    }

    private Step step(Version version, ObjectId blob) throws IOException {
        var ancestors = new ArrayList<Ancestor>();
        var elsewhere = new ArrayList<RevCommit>();
        for (var parent : version.commit().getParents()) {
            walk.parseHeaders(parent);
            var there = blob(walk, parent, version.path());
            if (there == null) {
                elsewhere.add(parent);
            } else if (ancestors.stream().noneMatch(ancestor -> ancestor.blob().equals(there))) {
                ancestors.add(new Ancestor(new Version(owner(parent, version.path()), version.path()), there, false));
            }
        }
        for (var parent : elsewhere) {
            var rename = rename(parent, version);
            if (rename != null) {
                var there = rename.getOldId().toObjectId();
                var ancestor = new Ancestor(new Version(owner(parent, rename.getOldPath()), rename.getOldPath()), there, there.equals(blob));
                if (ancestor.same()) {
                    return new Step(version, blob, List.of(ancestor));
                }
                ancestors.add(ancestor);
            }
        }
        return new Step(version, blob, ancestors);
    }

    private @Nullable DiffEntry rename(RevCommit parent, Version version) throws IOException {
        try (var trees = new TreeWalk(walk.getObjectReader())) {
            trees.setRecursive(true);
            trees.addTree(parent.getTree());
            trees.addTree(version.commit().getTree());
            trees.setFilter(org.eclipse.jgit.treewalk.filter.TreeFilter.ANY_DIFF);
            var changes = DiffEntry.scan(trees);
            if (changes.stream().noneMatch(change -> change.getChangeType() == DiffEntry.ChangeType.DELETE)) {
                return null;
            }
            var detector = new RenameDetector(walk.getObjectReader(), new org.eclipse.jgit.lib.Config().get(org.eclipse.jgit.diff.DiffConfig.KEY));
            detector.setRenameScore(50);
            detector.addAll(changes);
            for (var entry : detector.compute()) {
                if (entry.getChangeType() == DiffEntry.ChangeType.RENAME && entry.getNewPath().equals(version.path())) {
                    return entry;
                }
            }
            return null;
        }
    }

    private Origin[] trace(Step step) throws IOException {
        var text = text(step.blob());
        if (text == null) {
            return new Origin[0];
        }
        var lines = new @Nullable Origin[text.size()];
        for (var ancestor : step.ancestors()) {
            var theirs = traced.get(ancestor.version());
            var old = text(ancestor.blob());
            if (theirs != null && old != null && theirs.length == old.size()) {
                inherit(lines, theirs, ancestor.same() ? new EditList() : DIFF.diff(RawTextComparator.DEFAULT, old, text), ignored.contains(step.version().commit().name()));
            }
        }
        var all = new Origin[lines.length];
        for (int i = 0; i < lines.length; i++) {
            var line = lines[i];
            all[i] = line != null ? line : new Origin(step.version().commit().name(), i + 1, step.version().path());
        }
        return all;
    }

    /// Lines outside the edits are the parent's. An ignored commit also hands on the lines it rewrote, one for one.
    private static void inherit(@Nullable Origin[] lines, Origin[] theirs, EditList edits, boolean ignoring) {
        int here = 0;
        int there = 0;
        for (var edit : edits) {
            while (here < edit.getBeginB()) {
                take(lines, here++, theirs[there++]);
            }
            if (ignoring) {
                for (int i = 0; i < Math.min(edit.getLengthA(), edit.getLengthB()); i++) {
                    take(lines, here + i, theirs[there + i]);
                }
            }
            here = edit.getEndB();
            there = edit.getEndA();
        }
        while (here < lines.length) {
            take(lines, here++, theirs[there++]);
        }
    }

    private static void take(@Nullable Origin[] lines, int index, Origin origin) {
        if (lines[index] == null) {
            lines[index] = origin;
        }
    }

    private @Nullable RawText text(ObjectId blob) throws IOException {
        var text = texts.get(blob);
        if (text == null) {
            var loader = walk.getObjectReader().open(blob, Constants.OBJ_BLOB);
            if (loader.getSize() > LARGEST) {
                return null;
            }
            var bytes = loader.getCachedBytes(LARGEST);
            if (RawText.isBinary(bytes, bytes.length, true)) {
                return null;
            }
            text = new RawText(bytes);
            texts.put(blob, text);
        }
        return text;
    }
}
