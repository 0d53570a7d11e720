package antipode.todos;

import antipode.threads.Text;
import antipode.people.Person;
import antipode.threads.Issuable;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing on one list, caused by one event, with a reason.
///
/// @param memberId whose list; 0 while a team holds it as one
/// @param team     the team that holds it; nothing where it is one member's own
/// @param by       who caused it; nobody where the record did
/// @param question what was asked, in the asker's words; empty if nothing was
/// @param since    when it began
/// @param deliverFrom when it may be pushed to its holder; it is on the list at once
/// @param snoozedUntil until when it is out of sight; in the past where it has come back
public record Todo(
        long id,
        Kind kind,
        Issuable issuable,
        long memberId,
        Text.@Nullable Team team,
        Action action,
        @Nullable Person by,
        @Nullable Long noteId,
        String question,
        Instant since,
        @Nullable Instant deliverFrom,
        @Nullable Instant snoozedUntil,
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

    /// Why it is there. The first seven are GitLab's words.
    public enum Action {
        ASSIGNED("assigned", "Assigned", "Open", "assigned it", "gave it to you"),
        MENTIONED("mentioned", "Mentioned", "Open", "mentioned you", "named you"),
        DIRECTLY_ADDRESSED("directly_addressed", "Question", "Answer", "asked", "asks you"),
        REVIEW_REQUESTED("review_requested", "Review", "Review", "asked for a review", "asks for your review"),
        MARKED("marked", "Yours", "Open", "added it", "added it"),
        UNMERGEABLE("unmergeable", "Conflict", "Open", "left it unmergeable", "left it unmergeable"),
        APPROVAL_REQUIRED(
                "approval_required", "Approval", "Review", "pushed a new version, which needs a new approval",
                "pushed a new version, and your approval no longer holds"),
        ASKED("asked", "Ask", "Answer", "asked", "asks you"),
        ANSWERED("answered", "Answer", "Go on", "answered", "answered"),
        UNANSWERED("unanswered", "No answer", "Go on", "has not answered", "has not answered by the time you set"),
        OBJECTED("objected", "Objection", "Go on", "objected", "objected"),
        PASSED("passed", "Your turn", "Open", "passed the turn", "passed the turn to you"),
        RETURNED("returned", "Back to you", "Go on", "has not got to it", "has not got to it, so it is yours again"),
        LEFT("left", "Back to you", "Go on", "can no longer answer", "can no longer answer, so it is yours again"),
        REOPENED("reopened", "Reopened", "Go on", "reopened it", "reopened it"),
        TOOK_EFFECT("took_effect", "Took effect", "Open", "let the default take effect", "let the default take effect"),
        REVIEW_DUE("review_due", "Look again", "Look again", "set this day to look at it again", "set this day to look again"),
        EXTENDED("extended", "More time", "Answer", "gave more time for", "gives you more time for"),
        REFUSED("refused", "Not done", "Go on", "could not go on", "could not go on"),
        MERGED("merged", "Merged", "Open", "merged it", "merged it"),
        CLOSED("closed", "Closed", "Open", "closed it", "closed it"),
        UNBLOCKED("unblocked", "Unblocked", "Open", "closed what it waited for", "closed what it waited for"),
        HANDED_OFF("handed_off", "Hand-off", "Open", "handed it on", "hands it on"),
        ASKED_BACK("asked_back", "Asked back", "Answer", "asked back", "asks back"),
        TAKEN_OVER("taken_over", "Taken over", "Open", "took it over", "took it over"),
        TAKEN_BACK("taken_back", "Went back", "Open", "is waited for instead", "is waited for instead of you"),
        CALLED("called", "Call", "Write", "waits for what came out of the call", "waits for what came out of your call"),
        TIME_OFF("time_off", "Time off", "Open", "told of time off", "tells of time off"),
        NOT_PROMISED("not_promised", "Not promised", "Open", "promised nothing", "cleared their list and promised nothing");

        private final String key;
        private final String word;
        private final String verb;
        private final String deed;
        private final String told;

        Action(String key, String word, String verb, String deed, String told) {
            this.key = key;
            this.word = word;
            this.verb = verb;
            this.deed = deed;
            this.told = told;
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

        /// The same, said to the one whose list it is on: "Kei asks you".
        public String told() {
            return told;
        }

        /// Who did it where nobody is named: "A stated default".
        public String byNobody() {
            return switch (this) {
                case RETURNED, UNANSWERED -> "Its team";
                case REVIEW_DUE -> "The page";
                default -> "A stated default";
            };
        }

        /// Whether whoever caused it waits for an answer.
        boolean asks() {
            return this == ASKED || this == DIRECTLY_ADDRESSED || this == ASKED_BACK;
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
        return action.verb;
    }

    /// Whether it is out of sight at this moment.
    public boolean snoozed(Instant now) {
        return !done && snoozedUntil != null && snoozedUntil.isAfter(now);
    }

    /// Whether it was snoozed and has come back.
    public boolean returned(Instant now) {
        return !done && snoozedUntil != null && !snoozedUntil.isAfter(now);
    }

    /// Where it leads: the note that caused it, or the thing.
    public String path() {
        return noteId == null ? issuable.path() : issuable.path() + "#note_" + noteId;
    }
}
