package antipode.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/// Refuses what `git fsck --strict` refuses, and paths that hurt on Windows or macOS.
class StrictChecker extends ObjectChecker {

    static final int ATTRIBUTE_LINE = 2048;
    static final int ATTRIBUTE_FILE = 100 << 20;

    private final List<ObjectId> attributes = new ArrayList<>();

    StrictChecker() {
        setSafeForWindows(true);
        setSafeForMacOS(true);
    }

    @Override
    public void checkTree(@Nullable AnyObjectId id, byte[] raw) throws CorruptObjectException {
        super.checkTree(id, raw);
        var entries = new CanonicalTreeParser();
        for (entries.reset(raw); !entries.eof(); entries.next()) {
            var name = entries.getEntryPathString().toLowerCase(Locale.ROOT);
            if (name.equals(".gitmodules") && entries.getEntryFileMode() == FileMode.SYMLINK) {
                throw new CorruptObjectException(".gitmodules is a symbolic link");
            }
            if (name.equals(".gitattributes") && entries.getEntryFileMode() != FileMode.TREE) {
                attributes.add(entries.getEntryObjectId());
            }
        }
    }

    /// The `.gitattributes` seen so far, whose lines must not overflow the parsers of older gits.
    List<ObjectId> attributes() {
        return attributes;
    }
}
