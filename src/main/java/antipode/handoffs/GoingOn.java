package antipode.handoffs;

import antipode.people.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody went on without whom they waited for: the part that can be taken back is shipped, the question stays open.
///
/// @param by      who went on
/// @param holder  whoever is still asked, a person or a team
/// @param shipped what goes on now, in Markdown
/// @param through what ships it, as a reference or an address; may be empty
/// @param open    whether the answer is still to come
public record GoingOn(
        long id,
        long issuableId,
        Person by,
        long todoId,
        Receiver holder,
        String shipped,
        String through,
        String question,
        long noteId,
        Instant at,
        boolean open,
        @Nullable Instant answeredAt) {}
