package antipode.handoffs;

import antipode.people.Person;
import antipode.web.Problem;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that somebody holds, offered to another with what they need to go on; or taken over from who was away.
///
/// @param fromTeam the team for which the giver held it; nothing if they held it themselves
/// @param to       nothing for a take-over that nobody had offered
/// @param responsibility whether the receiver becomes responsible, or only holds the turn
/// @param question what the receiver asked back before accepting; empty if nothing
/// @param noteId   the note in the thread that offers it, or tells of the take-over
/// @param decidedAt when it was accepted, taken over, withdrawn, or ended with what it was about
/// @param taker    who has it since
public record Handoff(
        long id,
        long issuableId,
        Person giver,
        @Nullable Receiver fromTeam,
        @Nullable Receiver to,
        boolean responsibility,
        Words words,
        State state,
        String question,
        Instant offeredAt,
        long noteId,
        @Nullable Instant decidedAt,
        @Nullable Person taker) {

    /// What the receiver needs to go on, in Markdown; each part may be empty but the next step.
    public record Words(String done, String next, String blocked, String questions, String links) {

        static final Words NONE = new Words("", "", "", "", "");

        /// The longest part, in characters.
        static final int LONGEST = 10_000;

        /// Refuses what is too long, and what says neither what is done nor what is next.
        void check() {
            check("done", done);
            check("next", next);
            check("blocked", blocked);
            check("open_questions", questions);
            check("links", links);
            if (next.isBlank() && done.isBlank()) {
                throw Problem.invalid("next", "can't be blank: say the next step, or at least what is done");
            }
        }

        /// The same of one part, by its field.
        static void check(String field, String words) {
            if (words.length() > LONGEST) {
                throw Problem.invalid(field, "is too long (maximum is " + LONGEST + " characters)");
            }
        }

        /// As it stands in the thread.
        String markdown() {
            StringBuilder text = new StringBuilder();
            part(text, "Done", done);
            part(text, "Next step", next);
            part(text, "Blocked", blocked);
            part(text, "Open questions", questions);
            part(text, "Links", links);
            return text.toString();
        }

        static void part(StringBuilder text, String label, String words) {
            if (!words.isBlank()) {
                text.append(text.isEmpty() ? "" : "\n\n").append("### ").append(label).append("\n\n").append(words.strip());
            }
        }
    }

    /// Where it stands; every state but the first two is an end.
    public enum State {
        OFFERED,
        /// The receiver wants to know something first; the giver answers and offers it again.
        ASKED_BACK,
        ACCEPTED,
        WITHDRAWN,
        /// Somebody with access took it while its giver was away.
        TAKEN_OVER,
        /// What it was about ended first.
        ENDED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    public boolean open() {
        return state == State.OFFERED || state == State.ASKED_BACK;
    }

    /// Whether it has passed to somebody.
    public boolean passed() {
        return taker != null;
    }

    /// Why nothing can be done with it any more, in a sentence.
    String ending() {
        String who = taker == null ? "" : taker.firstName();
        return switch (state) {
            case OFFERED, ASKED_BACK -> "This hand-off is still open.";
            case ACCEPTED -> who + " has accepted this hand-off already.";
            case WITHDRAWN -> giver.firstName() + " has taken this hand-off back.";
            case TAKEN_OVER -> who + " has taken this over already.";
            case ENDED -> "What was handed on has ended.";
        };
    }
}
