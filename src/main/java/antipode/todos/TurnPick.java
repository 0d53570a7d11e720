package antipode.todos;

import antipode.people.Person;
import antipode.threads.CapacityNote;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose turn it will be once this is written, and the buttons to change it. Its template is `todos/TurnPickPart.jte`.
///
/// @param thing   the id of what it is written to
/// @param replyTo the comment it answers; 0 for one that stands by itself
/// @param shown   whether there is anything to say yet
/// @param wrong   why the choice can't be
/// @param asked   the ids of those asked beside the words
/// @param notes   what is worth knowing of those it is for
public record TurnPick(
        long thing, long replyTo, Person writer, boolean shown, TurnChoice choice, @Nullable String wrong, Set<Long> asked,
        List<CapacityNote> notes) {

    /// Before anything is written.
    public static TurnPick empty(long thing, Person writer) {
        return new TurnPick(thing, 0, writer, false, TurnChoice.NONE, null, Set.of(), List.of());
    }

    String path() {
        return "/-/asks/turn?thing=" + thing + (replyTo == 0 ? "" : "&reply_to=" + replyTo);
    }

    String sentence() {
        return choice.sentence(writer);
    }

    /// What the hidden fields are called, by who decided.
    String field() {
        return choice.chosen() ? "turn" : "turn_ruled";
    }
}
