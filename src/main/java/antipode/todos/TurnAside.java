package antipode.todos;

import antipode.people.Actor;
import antipode.threads.Issuable;
import antipode.web.Part;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What upper rooms know of the turns on a thing: a sentence beside one, and what its reader can do instead of waiting.
/// Each room that has something brings one.
public interface TurnAside {

    /// As this reader sees it, in a fixed number of questions.
    ///
    /// @param turns  those that are shown
    /// @param absent the turns whose holders aren't at work now
    List<Aside> of(Actor reader, Issuable issuable, List<Turn> turns, Set<Long> absent);

    /// What stands below the turns and after the words, as this reader sees it.
    ///
    /// @param turns those that are shown; none where it is nobody's turn
    default Pieces pieces(Actor reader, Issuable issuable, List<Turn> turns) {
        return Pieces.NONE;
    }

    /// @param below what asks something of the reader, right below the turns
    /// @param after what tells of the past, after the description
    record Pieces(@Nullable Part below, @Nullable Part after) {

        public static final Pieces NONE = new Pieces(null, null);
    }

    /// What whoever is responsible can do while it is nobody's turn.
    default List<Deed> nobodys(Actor reader, Issuable issuable) {
        return List.of();
    }

    /// @param todoId   the turn it stands beside
    /// @param sentence empty if nothing is to be said
    record Aside(long todoId, String sentence, List<Deed> deeds) {}

    /// @param words "go on without"
    /// @param posts whether it is done with one click, and not by a form
    record Deed(String words, String path, boolean posts) {}
}
