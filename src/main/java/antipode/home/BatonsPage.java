package antipode.home;

import antipode.todos.Todo;
import antipode.web.Page;
import java.util.List;

/// What one holds at the end of the day: turns, and what one is responsible for. Each can go on while one sleeps, in
/// other hands.
record BatonsPage(List<Todo> turns, List<Move> moves) implements Page {

    static final int LISTED = 50;

    static String reference(Todo todo) {
        return Said.reference(todo.issuable());
    }

    static String deed(Todo todo) {
        return Said.deed(todo.action());
    }
}
