package antipode.threads;

import antipode.markdown.ProseDiff;
import antipode.people.Person;
import antipode.web.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a title and a description, or a comment, said before: each change with who made it and when.
///
/// @param comment nothing for the thing itself
/// @param before  where older changes begin; nothing if these are the oldest
record HistoryPage(Issuable issuable, @Nullable Comment comment, List<Change> changes, @Nullable Long before)
        implements Page {

    /// One change.
    ///
    /// @param from       the title it had; nothing where the title stayed
    /// @param difference nothing where the words stayed
    record Change(
            Person by, Instant at, @Nullable String from, @Nullable String to, @Nullable ProseDiff difference) {}

    String path() {
        return issuable.path() + (comment == null ? "" : "/notes/" + comment.id()) + "/history";
    }

    String back() {
        return issuable.path() + (comment == null ? "" : "#note_" + comment.id());
    }
}
