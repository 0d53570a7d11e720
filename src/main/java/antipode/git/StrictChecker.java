package antipode.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/// Refuses what `git fsck --strict` refuses, names that Windows or macOS take for something else, and trees that unfold without end.
class StrictChecker extends ObjectChecker {

    static final int ATTRIBUTE_LINE = 2048;
    static final int ATTRIBUTE_FILE = 10 << 20;

    private final List<ObjectId> attributes = new ArrayList<>();
    private final TreeShapes shapes = new TreeShapes();

    StrictChecker() {
        setSafeForMacOS(true);
    }

    @Override
    public void check(@Nullable AnyObjectId id, int type, byte[] raw) throws CorruptObjectException {
        if (type != Constants.OBJ_BLOB && raw.length > Reception.LARGEST_STRUCTURE) {
            throw new CorruptObjectException("a commit, a folder or a tag may have " + (Reception.LARGEST_STRUCTURE >> 20) + " MiB; split it");
        }
        super.check(id, type, raw);
    }

    @Override
    public void checkTree(@Nullable AnyObjectId id, byte[] raw) throws CorruptObjectException {
        super.checkTree(id, raw);
        var entries = new CanonicalTreeParser();
        var folders = new ArrayList<ObjectId>();
        int files = 0;
        int longest = 0;
        for (entries.reset(raw); !entries.eof(); entries.next()) {
            longest = Math.max(longest, entries.getNameLength());
            var refusal = FileNames.refusal(entries.getEntryPathBuffer(), 0, entries.getEntryPathLength());
            if (refusal != null) {
                throw new CorruptObjectException(refusal);
            }
            if (entries.getEntryFileMode() == FileMode.TREE) {
                folders.add(entries.getEntryObjectId());
                continue;
            }
            files++;
            if (!mayBeSpecial(entries)) {
                continue;
            }
            var name = entries.getEntryPathString().toLowerCase(Locale.ROOT).replaceFirst("[ .]*(:.*)?$", "");
            // What git itself reads must not be led out of the tree.
            if (entries.getEntryFileMode() == FileMode.SYMLINK && name.matches("\\.git(modules|attributes|ignore)|\\.mailmap|(gitmod|gitign|gitatt|mailma)~[1-4]|(gi7eba|gi250a|gi7d29|maba30)~[1-9]")) {
                throw new CorruptObjectException(name + " is a symbolic link");
            }
            if (name.equals(".gitattributes")) {
                attributes.add(entries.getEntryObjectId());
            }
        }
        if (longest > TreeShapes.LONGEST_NAME) {
            throw new CorruptObjectException("a name of a file may have " + TreeShapes.LONGEST_NAME + " bytes");
        }
        if (id != null) {
            shapes.add(id, files, folders, longest);
        }
    }

    private static boolean mayBeSpecial(CanonicalTreeParser entry) {
        var first = entry.getEntryPathBuffer()[0];
        return ".gGmM".indexOf(first) >= 0;
    }

    /// The `.gitattributes` seen so far, whose lines must not overflow the parsers of older gits.
    List<ObjectId> attributes() {
        return attributes;
    }

    /// Why a tree that was pushed cannot be unfolded; null if all can.
    @Nullable String unfolding(GitRepository repository) throws IOException {
        return shapes.refusal(repository);
    }
}
