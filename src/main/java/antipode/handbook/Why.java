package antipode.handbook;

import antipode.decisions.Decision;
import antipode.repositories.Commit;
import antipode.threads.Issuable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why some lines of a page stand there.
///
/// @param newest  the last commit that changed one of them
/// @param older   who wrote the lines that it left as they were
/// @param request the merge request that brought it; nothing where it was pushed
/// @param behind  the issues that the merge request closes or speaks of
record Why(int start, int end, Commit newest, Author author, List<Older> older, @Nullable Issuable request, List<Behind> behind) {

    record Older(int lines, Author author, Instant at) {}

    /// @param decision what was decided, if it is a decision
    /// @param opening  the first sentence of its reason, or of its description; or nothing
    record Behind(Issuable issue, boolean closed, @Nullable Decision decision, String opening) {

        boolean decided() {
            return decision != null && decision.decidedAt() != null;
        }
    }

    /// What the commit says beyond its first line.
    String words() {
        var rest = newest.message().substring(Math.min(newest.message().length(), newest.title().length())).strip();
        return rest.length() > 400 ? rest.substring(0, 400).strip() + "…" : rest;
    }
}
