package antipode.home;

import antipode.threads.Issuable;
import antipode.todos.Todo;
import antipode.todos.Todos;
import java.util.List;

/// How rows speak of things.
final class Said {

    private static final List<String> NUMBERS = List.of(
            "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve");

    /// "booking #212": the project by its own name, since most have one team.
    static String reference(Issuable issuable) {
        return issuable.projectPath().substring(issuable.projectPath().lastIndexOf('/') + 1) + " " + issuable.reference();
    }

    /// What somebody did, to the one whose list it is on.
    static String deed(Todo.Action action) {
        return action.told();
    }

    /// "Two", "14"
    static String number(long number) {
        return number < NUMBERS.size() ? NUMBERS.get((int) number) : String.valueOf(number);
    }

    /// Counted no further than the list is: "14", "99+".
    static String many(int number) {
        return number >= Todos.COUNTED ? (Todos.COUNTED - 1) + "+" : String.valueOf(number);
    }

    private Said() {}
}
