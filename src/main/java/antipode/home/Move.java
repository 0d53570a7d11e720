package antipode.home;

import antipode.threads.Issuable;
import java.util.Locale;

/// Something of mine that needs nobody else to be awake.
record Move(Issuable issuable, Kind kind, boolean oneWay, long approvals) {

    /// What I can do with it now.
    enum Kind {
        MERGE("Merge", "Merge"),
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

    /// What stands under the title, before when it was last touched.
    String meta() {
        String reference = Said.reference(issuable);
        return switch (kind) {
            case MERGE -> (approvals == 0 ? "Nothing stands in its way" : "Approved by " + Said.number(approvals).toLowerCase(Locale.ROOT))
                    + " · " + reference + " · two-way door";
            case CONTINUE -> "Your draft · " + reference + (oneWay ? " · one-way door" : " · two-way door");
            case OPEN -> reference + " · nobody holds the turn";
        };
    }
}
