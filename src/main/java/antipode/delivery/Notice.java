package antipode.delivery;

import antipode.people.Person;
import antipode.threads.Issuable;
import antipode.todos.Todo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something a member is to hear of.
///
/// @param action  why it is on their list, if it is
/// @param by      who caused it; nobody where the record did
/// @param because why it was dropped, if it was
public record Notice(
        long id,
        Issuable issuable,
        @Nullable Long noteId,
        Kind kind,
        State state,
        Todo.@Nullable Action action,
        @Nullable Person by,
        String question,
        Instant heldUntil,
        Instant createdAt,
        @Nullable String because) {

    /// What it asks of its reader; a digest is sorted by it.
    public enum Kind {
        NEEDS_YOU("needs you", "Needs you"),
        DECIDED("decided", "Decided"),
        INFORMATION("information", "For your information");

        private final String key;
        private final String heading;

        Kind(String key, String heading) {
            this.key = key;
            this.heading = heading;
        }

        public String key() {
            return key;
        }

        public String heading() {
            return heading;
        }

        static Kind of(String key) {
            for (Kind kind : values()) {
                if (kind.key.equals(key)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(key);
        }
    }

    public enum State {
        HELD,
        DIGESTED,
        DROPPED;

        static State of(String key) {
            return valueOf(key.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /// "Ana asked “Is a flat refund enough?”"
    public String sentence() {
        String who = by == null ? "A stated default" : by.name();
        if (action == null) {
            return who + " wrote";
        }
        return question.isEmpty() ? who + " " + action.deed() : who + " " + action.deed() + " “" + question + "”";
    }

    public String path() {
        return noteId == null ? issuable.path() : issuable.path() + "#note_" + noteId;
    }
}
