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

        /// What of it can be chosen, in GitLab's names.
        Set<String> events(boolean issue) {
            String thing = issue ? "issue" : "merge_request";
            return switch (event) {
                case "wrote" -> Set.of("new_note");
                case "opened" -> Set.of("new_" + thing);
                case "closed" -> Set.of("close_" + thing);
                case "merged" -> Set.of("merge_" + thing);
                case "reopened" -> Set.of("reopen_" + thing);
                default -> Set.of();
            };
        }
    }
}
