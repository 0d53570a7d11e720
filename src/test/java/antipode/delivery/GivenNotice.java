package antipode.delivery;

import antipode.people.Person;
import antipode.testing.TestClock;
import antipode.threads.Issuable;
import antipode.todos.Todo;
import org.jspecify.annotations.Nullable;

/// A notice as it is told at once, for tests of what tells it.
public final class GivenNotice {

    private GivenNotice() {}

    public static Notice of(
            long id, Issuable issuable, @Nullable Long note, Notice.Kind kind, Todo.@Nullable Action action, Person by,
            String question) {
        Reason reason = action == null
                ? Reason.SUBSCRIBED
                : Reason.of(kind == Notice.Kind.NEEDS_YOU ? Todo.Kind.OBLIGATION : Todo.Kind.NEWS, action);
        return new Notice(
                id, 0, issuable, note, null, null, kind, Notice.State.HELD, reason, action == null ? "wrote" : "listed", action, by,
                question, "", Rule.AT_ONCE, TestClock.START, TestClock.START, null, null, null, null, null, null);
    }
}
