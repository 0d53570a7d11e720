package antipode.home;

import antipode.hours.DayBand;
import antipode.people.Person;
import antipode.todos.Todo;

/// Something of mine that waits for somebody else, and when they are next at work.
///
/// @param again whether the row before is about the same thing
/// @param next  "Next at work 23:30, in 6 h"
record Waiting(Todo todo, boolean again, Person holder, String next, DayBand band) {

    /// "asked since", as in "Kei, asked since Mon 09:40".
    String since() {
        return switch (todo.action()) {
            case REVIEW_REQUESTED -> "review since";
            case ASSIGNED -> "assigned since";
            case ANSWERED -> "has the answer since";
            case OBJECTED -> "has the objection since";
            default -> "asked since";
        };
    }
}
