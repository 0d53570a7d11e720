package antipode.repositories;

import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.MyersDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/// The lines two versions differ in, as blame wants them: shortest.
final class LineDiff {

    private LineDiff() {}

    static EditList edits(RawText before, RawText after) {
        return MyersDiff.INSTANCE.diff(RawTextComparator.DEFAULT, before, after);
    }
}
