package antipode.home;

import antipode.todos.Todo;
import antipode.web.Page;
import antipode.web.Tab;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything on one's list, or everything that was.
///
/// @param more  whether older ones follow
/// @param later whether these aren't the newest
record TodosPage(boolean done, List<Todo> rows, boolean more, boolean later) implements Page {

    String title() {
        return done ? "What is done" : "On your list";
    }

    List<Tab> tabs() {
        return List.of(Tab.of("On your list", "/-/todos", !done), Tab.of("Done", "/-/todos?state=done", done));
    }

    String path() {
        return done ? "/-/todos?state=done" : "/-/todos";
    }

    @Nullable String older() {
        return more ? path() + (done ? "&" : "?") + "after=" + rows.getLast().id() : null;
    }

    @Nullable String newest() {
        return later ? path() : null;
    }

    static String reference(Todo todo) {
        return Said.reference(todo.issuable());
    }

    static String deed(Todo todo) {
        return Said.deed(todo.action());
    }
}
