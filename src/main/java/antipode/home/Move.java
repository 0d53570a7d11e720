package antipode.home;

import antipode.mergerequests.Obstacles;
import antipode.threads.Issuable;
import antipode.threads.Words;
import org.jspecify.annotations.Nullable;

/// Something of mine that needs nobody else to be awake.
///
/// @param handed  the next step that came with a hand-off to me; empty if none did
/// @param obstacle what only a look at the files told to be in the way of its merge
/// @param without whom I go on without: their answer can change it later
record Move(
        Issuable issuable, Kind kind, boolean oneWay, long approvals, String handed, @Nullable String without, @Nullable String obstacle) {

    private static final int LONGEST = 120;

    /// What I can do with it now.
    enum Kind {
        TURN("Your turn", "Answer"),
        MERGE("Merge", "Merge"),
        CLEAR("In the way", "Open"),
        CONTINUE("Continue", "Continue"),
        OPEN("Yours", "Open");

        private final String word;
        private final String verb;

        Kind(String word, String verb) {
            this.word = word;
            this.verb = verb;
        }

        String word() {
            return word;
        }

        String verb() {
            return verb;
        }
    }

    /// The same once somebody has looked whether its files let it merge.
    Move behind(Obstacles.@Nullable Obstacle found) {
        return found == null
                ? this
                : new Move(issuable, found.mine() ? Kind.CLEAR : Kind.OPEN, oneWay, approvals, handed, without, found.words());
    }

    /// The smallest next step that is on record: the one handed over, or the first task not ticked; empty if there is none.
    String next() {
        String step = handed.isBlank() ? task() : handed;
        String line = Words.line(step.strip().replaceFirst("^[-*+] ", ""));
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    private String task() {
        return issuable.description().lines()
                .map(String::strip)
                .filter(line -> line.matches("[-*+] \\[ ] .*"))
                .findFirst()
                .map(line -> line.substring(6))
                .orElse("");
    }

    /// What stands under the title, before when it was last touched.
    String meta() {
        String reference = Said.reference(issuable);
        String next = next().isEmpty() ? "" : "next: " + next() + " · ";
        String gone = without == null ? "" : " · you go on without " + without;
        return next + switch (kind) {
            case TURN -> reference + " · your turn";
            case MERGE -> (approvals == 0 ? "Nothing stands in its way" : "Approved by " + Said.number(approvals).toLowerCase(java.util.Locale.ROOT))
                    + " · " + reference + " · two-way door";
            case CLEAR -> reference + " · " + obstacle;
            case CONTINUE -> "Your draft · " + reference + (oneWay ? " · one-way door" : " · two-way door");
            case OPEN -> reference + (obstacle != null ? " · " + obstacle : without == null ? " · nobody holds the turn" : "");
        } + gone;
    }
}
