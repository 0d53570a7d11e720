package antipode.threads;

import antipode.people.Actor;
import antipode.people.Person;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody wrote in a thread.
///
/// @param threadId   the first comment of those it belongs to; its own id if nothing came before it
/// @param edits      how often it was changed since
/// @param resolvable of a first comment: whether it waits to be resolved, since it was begun so or somebody replied
/// @param removedAt  when its words were taken out from above its replies
public record Comment(
        long id,
        long issuableId,
        long threadId,
        Person author,
        String body,
        String bodyHtml,
        Instant createdAt,
        Instant updatedAt,
        int edits,
        boolean resolvable,
        @Nullable Instant resolvedAt,
        @Nullable Person resolvedBy,
        @Nullable Instant removedAt)
        implements Note {

    public boolean edited() {
        return edits > 0;
    }

    public boolean reply() {
        return threadId != id;
    }

    public boolean removed() {
        return removedAt != null;
    }

    @Override
    public Person by() {
        return author;
    }

    /// Somebody said something: comment and thread as they stand after it.
    ///
    /// @param turn whom the writer chose to hold the turn now; nothing where the rules decide
    public record Written(Issuable issuable, Actor actor, Comment comment, Text text, @Nullable List<String> turn) {}

    /// Several were said in one deed, which is told once: by its first.
    ///
    /// @param notes all that the deed left in the record, whatever its kind
    public record Gathered(Issuable issuable, long lead, Set<Long> notes) {}
}
