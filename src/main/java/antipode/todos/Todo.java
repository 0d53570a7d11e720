package antipode.todos;

import antipode.people.Person;
import antipode.threads.Issuable;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing on one member's list, caused by one event, with a reason.
///
/// @param by       who caused it; nobody where the record did
/// @param question what was asked, in the asker's words; empty if nothing was
/// @param since    when it began
/// @param deliverFrom when it may be pushed to its holder; it is on the list at once
public record Todo(
        long id,
        Kind kind,
        Issuable issuable,
        long memberId,
        Action action,
        @Nullable Person by,
        @Nullable Long noteId,
        String question,
        Instant since,
        @Nullable Instant deliverFrom,
        boolean done,
        @Nullable Instant doneAt,
        @Nullable String doneCause) {

    /// What it asks of its holder.
    public enum Kind {
        /// Somebody waits for me; closed by my answer, or when what it is about ends.
        OBLIGATION,
        /// Mine; only I close it.
        BOOKMARK,
        /// For my information; may be cleared.
        NEWS;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /// Why it is there. The first six are GitLab's words.
    public enum Action {
        ASSIGNED("assigned", "Assigned", "assigned it"),
        MENTIONED("mentioned", "Mentioned", "mentioned you"),
        DIRECTLY_ADDRESSED("directly_addressed", "Question", "asked"),
        REVIEW_REQUESTED("review_requested", "Review", "asked for a review"),
        MARKED("marked", "Yours", "added it"),
        UNMERGEABLE("unmergeable", "Conflict", "left it unmergeable"),
        ASKED("asked", "Ask", "asked"),
        ANSWERED("answered", "Answer", "answered"),
        OBJECTED("objected", "Objection", "objected"),
        TOOK_EFFECT("took_effect", "Took effect", "let the default take effect"),
        REFUSED("refused", "Not done", "could not go on"),
        MERGED("merged", "Merged", "merged it"),
        CLOSED("closed", "Closed", "closed it"),
        HANDED_OFF("handed_off", "Hand-off", "handed it on"),
        ASKED_BACK("asked_back", "Asked back", "asked back"),
        TAKEN_OVER("taken_over", "Taken over", "took it over");

        private final String key;
        private final String word;
        private final String deed;

        Action(String key, String word, String deed) {
            this.key = key;
            this.word = word;
            this.deed = deed;
        }

        /// As stored, and `action_name` in the API.
        public String key() {
            return key;
        }

        /// The row's reason.
        public String word() {
            return word;
        }

        /// What whoever caused it did: "Kei asked".
        public String deed() {
            return deed;
        }

        public static Action of(String key) {
            for (Action action : values()) {
                if (action.key.equals(key)) {
                    return action;
                }
            }
            throw new IllegalArgumentException(key);
        }
    }

    /// What the row's button says.
    public String verb() {
        return switch (action) {
            case ASKED, DIRECTLY_ADDRESSED -> "Answer";
            case REVIEW_REQUESTED -> "Review";
            case ANSWERED, OBJECTED, REFUSED -> "Go on";
            case ASKED_BACK -> "Answer";
            case ASSIGNED, MENTIONED, MARKED, UNMERGEABLE, TOOK_EFFECT, MERGED, CLOSED, HANDED_OFF, TAKEN_OVER -> "Open";
        };
    }

    /// Where it leads: the note that caused it, or the thing.
    public String path() {
        return noteId == null ? issuable.path() : issuable.path() + "#note_" + noteId;
    }
}
