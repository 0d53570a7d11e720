package antipode.repositories;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// Traces lines to their commits as `git blame -w -M -C` does, but forward: a version's blame is its ancestors' blames, put
/// together as its lines come from them. So whatever is already known of an ancestor ends the search.
final class Tracing {

    static final int LARGEST = 5 << 20;

    /// A commit that changes more files than this is an import or a sweep, and its other files aren't searched.
    private static final int MOST_OTHERS = 100;
    private static final int LARGEST_OTHER = 1 << 20;
    private static final int MOST_TEXTS = 8;

    private final RevWalk walk;
    private final IgnoredRevisions ignored;
    private final Known known;
    private final Map<Version, Blame> traced = new HashMap<>();
    private final Map<ObjectId, RawText> texts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, RawText> eldest) {
            return size() > MOST_TEXTS;
        }
    };
    private final BooleanSupplier tired;

    /// What is kept of other versions.
    interface Known {
        @Nullable Blame find(String commit, String path);
    }

    /// @param tired whether the search shall end: whatever older version is not known then is not looked into. It is asked
    ///              before each but the first, so every search gets further than the one before.
    Tracing(RevWalk walk, IgnoredRevisions ignored, BooleanSupplier tired, Known known) {
        this.walk = walk;
        this.ignored = ignored;
        this.tired = tired;
        this.known = known;
    }

    /// A file as a commit that touched it left it.
    private record Version(RevCommit commit, String path) {}

    /// Where a version's lines may come from, and whether it is the same text.
    private record Ancestor(Version version, ObjectId blob, boolean same) {}

    /// A version, and which of its lines come from which ancestor.
    private record Step(Version version, List<Version> ancestors, List<Heredity.Run> runs) {}

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
            var missing = step.ancestors().stream().filter(version -> !traced.containsKey(version)).findFirst();
            if (missing.isPresent()) {
                var version = missing.get();
                var kept = known.find(version.commit().name(), version.path());
                if (kept != null) {
                    traced.put(version, kept);
                } else if (tired.getAsBoolean()) {
                    var text = text(Objects.requireNonNull(blob(walk, version.commit(), version.path())));
                    traced.put(version, Blame.unknown(text == null ? 0 : text.size(), version.commit().name(), version.path()));
                } else {
                    steps.push(step(version, Objects.requireNonNull(blob(walk, version.commit(), version.path()))));
                }
            } else {
                steps.pop();
                traced.put(step.version(), compose(step));
            }
        }
        return Objects.requireNonNull(traced.get(asked));
    }

    private Step step(Version version, ObjectId blob) throws IOException {
        var text = text(blob);
        if (text == null) {
            return new Step(version, List.of(), List.of());
        }
        var lines = new Heredity(text, Rewrapping.prose(version.path()));
        var ancestors = ancestors(version, blob);
        var sources = new ArrayList<>(ancestors.stream().map(Ancestor::version).toList());
        var olds = new ArrayList<RawText>();
        var edits = new ArrayList<EditList>();
        for (var ancestor : ancestors) {
            var old = ancestor.same() ? text : text(ancestor.blob());
            olds.add(old == null ? RawText.EMPTY_TEXT : old);
            edits.add(ancestor.same() ? new EditList() : Heredity.edits(olds.getLast(), text));
            lines.inherit(olds.size() - 1, olds.getLast(), edits.getLast());
        }
        if (ignored.contain(version.commit().name())) {
            for (int at = 0; at < olds.size(); at++) {
                lines.lookThrough(at, olds.get(at), edits.get(at));
            }
        }
        if (lines.unknown(Heredity.MOVED)) {
            for (int at = 0; at < olds.size(); at++) {
                var place = Heredity.Place.of(at, olds.get(at));
                lines.seek(place == null ? List.of() : List.of(place), Heredity.MOVED);
            }
        }
        if (lines.unknown(Heredity.COPIED)) {
            for (var parent : version.commit().getParents()) {
                lines.seek(others(parent, version, sources), Heredity.COPIED);
            }
        }
        var runs = lines.runs();
        var used = new ArrayList<Version>();
        var numbers = new int[sources.size()];
        for (int at = 0; at < sources.size(); at++) {
            int source = at;
            numbers[at] = used.size();
            if (runs.stream().anyMatch(run -> run.ancestor() == source)) {
                var from = sources.get(at);
                used.add(at < ancestors.size() ? from : new Version(owner(from.commit(), from.path()), from.path()));
            }
        }
        return new Step(version, used, runs.stream()
                .map(run -> run.ancestor() < 0 ? run : new Heredity.Run(run.line(), run.length(), numbers[run.ancestor()], run.from()))
                .toList());
    }

    /// Where a line stood before a commit changed it, counted from one; nothing if the commit began the file.
    Blames.@Nullable Earlier before(RevCommit commit, String path, int line) throws IOException {
        var blob = blob(walk, commit, path);
        var text = blob == null ? null : text(blob);
        if (blob == null || text == null) {
            return null;
        }
        for (var ancestor : ancestors(new Version(commit, path), blob)) {
            var old = text(ancestor.blob());
            if (old != null) {
                int shift = 0;
                int there = 0;
                for (var edit : ancestor.same() ? new EditList() : Heredity.edits(old, text)) {
                    if (line - 1 < edit.getBeginB()) {
                        break;
                    }
                    if (line - 1 < edit.getEndB()) {
                        there = Math.min(edit.getBeginA() + line - 1 - edit.getBeginB(), Math.max(edit.getBeginA(), edit.getEndA() - 1)) + 1;
                        break;
                    }
                    shift = edit.getEndA() - edit.getEndB();
                }
                int found = there > 0 ? there : line + shift;
                return new Blames.Earlier(ancestor.version().commit().name(), ancestor.version().path(), Math.clamp(found, 1, Math.max(1, old.size())));
            }
        }
        return null;
    }

    private List<Ancestor> ancestors(Version version, ObjectId blob) throws IOException {
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
            var rename = Renamed.to(walk, parent, version.commit(), version.path());
            if (rename != null) {
                var there = rename.getOldId().toObjectId();
                var ancestor = new Ancestor(new Version(owner(parent, rename.getOldPath()), rename.getOldPath()), there, there.equals(blob));
                if (ancestor.same()) {
                    return List.of(ancestor);
                }
                ancestors.add(ancestor);
            }
        }
        return ancestors;
    }

    /// The other files that a commit changed or took away, as they were before. Whose lines they are is asked of those alone
    /// from which something came.
    private List<Heredity.Place> others(RevCommit parent, Version version, List<Version> sources) throws IOException {
        var places = new ArrayList<Heredity.Place>();
        var found = new ArrayList<Version>();
        try (var trees = new TreeWalk(walk.getObjectReader())) {
            trees.setRecursive(true);
            trees.addTree(parent.getTree());
            trees.addTree(version.commit().getTree());
            trees.setFilter(TreeFilter.ANY_DIFF);
            int seen = 0;
            while (trees.next()) {
                if (++seen > MOST_OTHERS) {
                    return List.of();
                }
                var path = trees.getPathString();
                if (trees.getFileMode(0).getObjectType() == Constants.OBJ_BLOB && !path.equals(version.path())
                        && sources.stream().noneMatch(source -> source.path().equals(path))) {
                    var text = read(trees.getObjectId(0), LARGEST_OTHER);
                    var place = text == null ? null : Heredity.Place.of(sources.size() + found.size(), text);
                    if (place != null) {
                        found.add(new Version(parent, path));
                        places.add(place);
                    }
                }
            }
        }
        sources.addAll(found);
        return places;
    }

    private Blame compose(Step step) {
        var composed = new Blame.Composed();
        for (var run : step.runs()) {
            var theirs = run.ancestor() < 0 ? null : traced.get(step.ancestors().get(run.ancestor()));
            if (theirs == null || theirs.lines() < run.from() + run.length()) {
                composed.add(run.length(), step.version().commit().name(), run.line() + 1, step.version().path(), false);
            } else {
                composed.add(theirs.within(run.from() + 1, run.from() + run.length()));
            }
        }
        return composed.blame();
    }

    private @Nullable RawText text(ObjectId blob) throws IOException {
        var text = texts.get(blob);
        if (text == null) {
            text = read(blob, LARGEST);
            if (text != null) {
                texts.put(blob, text);
            }
        }
        return text;
    }

    private @Nullable RawText read(ObjectId blob, int largest) throws IOException {
        var loader = walk.getObjectReader().open(blob, Constants.OBJ_BLOB);
        if (loader.getSize() > largest) {
            return null;
        }
        var bytes = loader.getCachedBytes(largest);
        return Files.binary(bytes) ? null : new RawText(bytes);
    }
}
