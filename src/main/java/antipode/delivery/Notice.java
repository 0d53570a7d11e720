package antipode.delivery;

import antipode.people.Person;
import antipode.threads.Issuable;
import antipode.todos.Todo;
import antipode.web.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something a member is to hear of.
///
/// @param memberId  who
/// @param todoId    the entry of their list, if it is on it
/// @param askId     the open ask it puts to them, which they can answer by itself
/// @param event     what happened: `wrote`, `opened`, `closed`, `merged`, `reopened`; `listed` if it is just on their list
/// @param action    why it is on their list, if it is
/// @param by        who caused it; nobody where the record did
/// @param question  what was asked, in the asker's words; empty if nothing was
/// @param excerpt   what was written, cut short; empty where nothing was
/// @param rule      why it is told at the moment at which it is told
/// @param because   why it was dropped, if it was
/// @param settledAt when it was delivered, merged or dropped; nothing while it is held
/// @param messageId of the letter that told of it
/// @param letterSent what has become of that letter: `waiting`, `sent`, or `kept` where there is no mail server
public record Notice(
        long id,
        long memberId,
        Issuable issuable,
        @Nullable Long noteId,
        @Nullable Long todoId,
        @Nullable Long askId,
        Kind kind,
        State state,
        Reason reason,
        String event,
        Todo.@Nullable Action action,
        @Nullable Person by,
        String question,
        String excerpt,
        Rule rule,
        Instant heldUntil,
        Instant createdAt,
        @Nullable Instant settledAt,
        @Nullable Channel channel,
        @Nullable Long digestId,
        @Nullable String messageId,
        @Nullable String letterSent,
        @Nullable String because) {

    /// Told so much later than planned it is said.
    private static final Duration LATE = Duration.ofMinutes(5);

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

    /// Each notice is exactly one of these.
    public enum State {
        HELD,
        DELIVERED,
        DIGESTED,
        DROPPED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /// "Ana asked “Is a flat refund enough?”"
    public String sentence() {
        String who = by != null ? by.name() : action == null ? "A stated default" : action.byNobody();
        if (action != null) {
            return question.isEmpty() ? who + " " + action.deed() : who + " " + action.deed() + " “" + question + "”";
        }
        return who + " " + switch (event) {
            case "opened" -> "opened it";
            case "closed" -> "closed it";
            case "merged" -> "merged it";
            case "reopened" -> "opened it again";
            case "assigned" -> "gave it to somebody";
            case "unassigned" -> "took it off somebody";
            case "asked for review" -> "asked for a review";
            case "pushed" -> "pushed new commits";
            default -> "wrote";
        };
    }

    /// "You hear of this because it is your turn."
    public String why() {
        return "You hear of this because " + reason.sentence() + ".";
    }

    /// Why now, on the reader's clock: "held until your day began, today 09:00 in Lisbon".
    public String whenBecause(Times times) {
        return switch (state) {
            case HELD -> rule.ahead(heldUntil, times);
            case DROPPED -> "not sent: " + because;
            case DELIVERED, DIGESTED -> rule.past(heldUntil, times) + late(times);
        };
    }

    private String late(Times times) {
        return settledAt != null && settledAt.isAfter(heldUntil.plus(LATE)) ? "; sent late, " + times.within(settledAt) : "";
    }

    /// Whether its letter came back, or was not sent because earlier ones did.
    boolean lost() {
        return "bounced".equals(letterSent) || "paused".equals(letterSent);
    }

    /// Whether its letter has left the house, or lies here as there is no mail server.
    boolean kept() {
        return "kept".equals(letterSent);
    }

    public String path() {
        return noteId == null ? issuable.path() : issuable.path() + "#note_" + noteId;
    }

    /// Where its reader can answer.
    public String answerPath() {
        return askId == null ? path() : "/-/asks/" + askId;
    }
}
