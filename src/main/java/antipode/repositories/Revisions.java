package antipode.repositories;

import antipode.git.GitRepository;
import antipode.web.Problem;
import java.io.IOException;
import java.util.Locale;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/// What people write for a commit: a branch, a tag, a whole or short id, `HEAD`; in this order where one text is several.
final class Revisions {

    private static final String ABBREVIATED = "[0-9a-fA-F]{4,40}";

    private Revisions() {}

    static @Nullable RevCommit find(GitRepository git, RevWalk walk, String revision) throws IOException {
        try {
            var id = id(git, revision);
            if (id != null && walk.getObjectReader().has(id)) {
                return walk.parseCommit(id);
            }
            // Links name commits as they were called before something was redacted.
            var renamed = revision.matches(ABBREVIATED) ? git.renamed(revision.toLowerCase(Locale.ROOT)) : null;
            return renamed == null ? null : walk.parseCommit(renamed);
        } catch (MissingObjectException | IncorrectObjectTypeException | IllegalArgumentException notOne) {
            return null;
        }
    }

    static RevCommit get(GitRepository git, RevWalk walk, String revision) throws IOException {
        var found = find(git, walk, revision);
        if (found == null) {
            throw Problem.notFound("Commit");
        }
        return found;
    }

    private static @Nullable ObjectId id(GitRepository git, String revision) throws IOException {
        for (var name : new String[] {Constants.R_HEADS + revision, Constants.R_TAGS + revision, revision}) {
            var ref = name.startsWith(Constants.R_REFS) || name.equals(Constants.HEAD) ? git.exactRef(name) : null;
            if (ref != null) {
                return ref.getObjectId();
            }
        }
        // No expressions: `main@{yesterday}` or a walk over a million parents is nobody's link.
        return revision.matches(ABBREVIATED) ? git.resolve(revision.toLowerCase(Locale.ROOT)) : null;
    }
}
