package antipode.handbook;

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

    /// @param opening its first sentence, or nothing
    record Behind(Issuable issue, boolean closed, String opening) {}

    /// What the commit says beyond its first line.
    String words() {
        var rest = newest.message().substring(Math.min(newest.message().length(), newest.title().length())).strip();
        return rest.length() > 400 ? rest.substring(0, 400).strip() + "…" : rest;
    }
}
