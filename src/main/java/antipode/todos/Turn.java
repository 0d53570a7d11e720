package antipode.todos;

import antipode.people.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whose move it is on a thing, since when, and why.
///
/// @param holder   whoever is waited for
/// @param by       who passed the turn; nobody where the record did
/// @param question what was asked; empty if nothing was
public record Turn(
        long todoId, long issuableId, Holder holder, Todo.Action action, @Nullable Person by, String question, Instant since) {

    /// "Ines asked": the same in two words, for lists.
    public String cause() {
        return who() + " " + action.deed();
    }

    private String who() {
        return by != null ? by.firstName() : Character.toLowerCase(action.byNobody().charAt(0)) + action.byNobody().substring(1);
    }

    /// "Ines asked what the tariff file can tell": the rest of a sentence after "because".
    public String because() {
        return question.isEmpty() ? cause() : cause() + " “" + question + "”";
    }
}
