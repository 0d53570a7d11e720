package antipode.todos;

import antipode.threads.WordPlace;
import antipode.threads.WordPlaces;
import java.util.List;
import org.springframework.stereotype.Component;

/// What lists quote of a thread: the question whose answer somebody waits for, and the title of what was cleared.
@Component
class TurnWords implements WordPlaces {

    @Override
    public List<WordPlace> places() {
        return List.of(
                WordPlace.of("todo", "question").copiedFrom("note_id"),
                WordPlace.of("todo_deed", "title").in("(select min(todo.issuable_id) from todo where todo.deed_id = todo_deed.id)").titles());
    }
}
