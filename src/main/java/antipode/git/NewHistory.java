package antipode.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/// Writes commits anew in which some files stood, and all that stand on them; each keeps author, times and words. Signatures of
/// what has changed are left out, as they no longer fit.
final class NewHistory {

    /// A signature, over several lines that begin with a space.
    private static final Pattern SIGNATURE = Pattern.compile("(?m)^gpgsig(?:-sha256)? .*\\n(?: .*\\n)*");

    private static final Pattern TAG_SIGNATURE = Pattern.compile("(?s)-----BEGIN (?:PGP|SSH) SIGNATURE-----.*$");
    private static final Pattern ID = Pattern.compile("(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])");

    private final RevWalk walk;
    private final ObjectInserter inserter;
    private final Set<ObjectId> files;
    private final Rewriting.Instead instead;
    private final Map<ObjectId, ObjectId> trees = new HashMap<>();
    private final Map<ObjectId, ObjectId> changed = new LinkedHashMap<>();

    NewHistory(RevWalk walk, ObjectInserter inserter, Set<ObjectId> files, Rewriting.Instead instead) {
        this.walk = walk;
        this.inserter = inserter;
        this.files = files;
        this.instead = instead;
    }

    /// What each object has become that is no longer what it was: files, commits and tags.
    Map<ObjectId, ObjectId> write(Collection<ObjectId> tips) throws IOException {
        for (var file : files) {
            put(file, inserter.insert(Constants.OBJ_BLOB, instead.of(walk.getObjectReader().open(file, Constants.OBJ_BLOB))));
        }
        for (var commit : commits(walk, tips)) {
            commit(commit);
        }
        for (var tip : tips) {
            tag(tip);
        }
        inserter.flush();
        return changed;
    }

    /// All commits that these reach, parents first.
    static Iterable<RevCommit> commits(RevWalk walk, Collection<ObjectId> tips) throws IOException {
        walk.reset();
        walk.setRetainBody(false);
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        for (var tip : tips) {
            try {
                if (walk.peel(walk.parseAny(tip)) instanceof RevCommit commit) walk.markStart(commit);
            } catch (MissingObjectException goneLongSince) {
                // The log of refs knows more than there is.
            }
        }
        return walk;
    }

    private void put(ObjectId before, ObjectId after) {
        if (!before.equals(after)) changed.put(before.copy(), after.copy());
    }

    private ObjectId now(ObjectId before) {
        return changed.getOrDefault(before, before);
    }

    private ObjectId tree(ObjectId before) throws IOException {
        var known = trees.get(before);
        if (known != null) return known;
        var formatter = new TreeFormatter();
        boolean differs = false;
        var entries = new CanonicalTreeParser(null, walk.getObjectReader(), before);
        for (; !entries.eof(); entries.next()) {
            var id = entries.getEntryObjectId();
            var mode = entries.getEntryFileMode();
            var after = mode == FileMode.TREE ? tree(id) : mode == FileMode.GITLINK ? id : now(id);
            differs |= !after.equals(id);
            var name = new byte[entries.getNameLength()];
            entries.getName(name, 0);
            formatter.append(name, mode, after);
        }
        var after = differs ? inserter.insert(formatter) : before.copy();
        trees.put(before.copy(), after);
        return after;
    }

    private void commit(RevCommit commit) throws IOException {
        var tree = tree(commit.getTree());
        boolean differs = !tree.equals(commit.getTree());
        for (var parent : commit.getParents()) {
            differs |= changed.containsKey(parent);
        }
        if (differs) {
            var raw = raw(commit);
            int end = raw.indexOf("\n\n");
            var head = SIGNATURE.matcher(raw.substring(0, end + 1)).replaceAll("");
            head = head.replaceFirst("^tree [0-9a-f]{40}", "tree " + tree.name());
            put(commit, inserter.insert(Constants.OBJ_COMMIT, renamed(head + raw.substring(end + 1)).getBytes(ISO_8859_1)));
        }
    }

    private void tag(ObjectId id) throws IOException {
        RevObject object;
        try {
            object = walk.parseAny(id);
        } catch (MissingObjectException goneLongSince) {
            return;
        }
        if (object instanceof RevTag tag && !changed.containsKey(tag)) {
            tag(tag.getObject());
            if (changed.containsKey(tag.getObject())) {
                var raw = TAG_SIGNATURE.matcher(raw(tag)).replaceAll("");
                put(tag, inserter.insert(Constants.OBJ_TAG, renamed(raw).getBytes(ISO_8859_1)));
            }
        }
    }

    /// Byte by byte: whatever it was written in.
    private String raw(RevObject object) throws IOException {
        return new String(walk.getObjectReader().open(object, object.getType()).getCachedBytes(Reception.LARGEST_STRUCTURE), ISO_8859_1);
    }

    /// With the new names of parents, and of commits that it speaks of.
    private String renamed(String text) {
        return ID.matcher(text).replaceAll(found -> Matcher.quoteReplacement(now(ObjectId.fromString(found.group())).name()));
    }
}
