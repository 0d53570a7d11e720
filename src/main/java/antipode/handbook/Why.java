package antipode.handbook;

import antipode.decisions.Decision;
import antipode.people.Person;
import antipode.repositories.Commit;
import antipode.threads.Issuable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why some lines of a page stand there.
///
/// @param newest  the last commit that changed one of them
/// @param lines   how many of them that commit wrote
/// @param older   who wrote the lines that it left as they were, the newest first
/// @param request the merge request that brought it; nothing where it was pushed
/// @param review  what became of the merge request
/// @param behind  the issues that the merge request or the commit closes or speaks of
/// @param places  the files in which some of the lines stood at first
record Why(
        int start,
        int end,
        Commit newest,
        Author author,
        int lines,
        List<Older> older,
        @Nullable Issuable request,
        @Nullable Review review,
        List<Behind> behind,
        List<String> places) {

    /// @param commit the newest of those that wrote them
    record Older(int lines, Author author, Instant at, String commit, @Nullable Issuable request) {}

    /// @param approvedBy those who approved what was merged, or what is proposed now
    record Review(List<Person> approvedBy, boolean oneWay, boolean merged) {

        /// "approved by Amina and Kei"
        String words() {
            var names = approvedBy.stream().map(Person::firstName).toList();
            var last = names.size() - 1;
            return switch (names.size()) {
                case 0 -> "approved by nobody";
                case 1 -> "approved by " + names.getFirst();
                default -> "approved by " + String.join(", ", names.subList(0, last)) + " and " + names.get(last);
            };
        }
    }

    /// All the lines that are known.
    int all() {
        return lines + older.stream().mapToInt(Older::lines).sum();
    }

    /// @param decision what was decided, if it is a decision
    /// @param opening  the first sentence of its reason, or of its description; or nothing
    /// @param through  the issue it stands behind, where the merge request itself says nothing of it
    record Behind(Issuable issue, boolean closed, @Nullable Decision decision, String opening, @Nullable Issuable through) {

        boolean decided() {
            return decision != null && decision.decidedAt() != null;
        }
    }

    /// What the commit says beyond its first line.
    String words() {
        var rest = newest.message().substring(Math.min(newest.message().length(), newest.title().length())).strip();
        return rest.length() > 400 ? rest.substring(0, 400).strip() + "…" : rest;
    }
}
