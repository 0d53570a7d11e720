package antipode.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What happened in one thing and is to be told: all of one deed together, so that nobody hears of it twice.
///
/// @param at    when it happened
/// @param facts in the order in which they happened
record Told(long issuable, Instant at, List<Fact> facts) {

    /// What the record says happened, and only those are told of who chose to hear it.
    static final Set<String> CHOSEN_ONLY = Set.of("assigned", "unassigned", "asked for review", "pushed");

    /// @param event   what happened: `wrote`, `opened`, `closed`, `merged`, `reopened`, or `listed`
    /// @param reader  whose list it was put on; nothing where everyone who follows the thing is told
    /// @param reason  why that reader is told: the key of a [Reason]
    /// @param actor   who did it and so need not be told; nobody where the record did
    record Fact(
            String kind, String event, @Nullable Long note, @Nullable Long todo, @Nullable Long reader,
            @Nullable String reason, @Nullable Long actor) {

        Notice.Kind is() {
            return Notice.Kind.of(kind);
        }

        /// Whether only those hear of it who chose to: what changed around the words.
        boolean chosenOnly() {
            return CHOSEN_ONLY.contains(event);
        }

        /// What of it can be chosen, in GitLab's names.
        Set<String> events(boolean issue) {
            String thing = issue ? "issue" : "merge_request";
            return switch (event) {
                case "wrote" -> Set.of("new_note");
                case "opened" -> Set.of("new_" + thing);
                case "closed" -> Set.of("close_" + thing);
                case "merged" -> Set.of("merge_" + thing);
                case "reopened" -> Set.of("reopen_" + thing);
                case "assigned", "unassigned" -> Set.of("reassign_" + thing);
                case "asked for review" -> Set.of("change_reviewer_merge_request");
                case "pushed" -> Set.of("push_to_merge_request");
                default -> Set.of();
            };
        }
    }
}
