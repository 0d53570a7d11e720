package antipode.mergerequests.review;

import antipode.threads.Issuable;
import antipode.threads.Sheet;
import antipode.web.Page;
import antipode.web.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form in which one says something beside lines, or changes what waits in one's review.
///
/// @param thing  what it is said of: a merge request or a commit
/// @param action where the form is sent to; it names the place again
/// @param kept  where it will stand; nothing for an answer, and for what is said of a commit as a whole
/// @param draft what waits already and is changed; nothing for something new
record LineCommentPage(
        Issuable thing,
        String action,
        DiffPosition.@Nullable Kept kept,
        @Nullable DraftNote draft,
        String body,
        Sheet sheet,
        Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    /// Whether it may wait in one's review.
    boolean gathers() {
        return draft == null && thing.kind() == Issuable.Kind.MERGE_REQUEST;
    }

    LineCommentPage saying(String words, Sheet around) {
        return new LineCommentPage(thing, action, kept, draft, words, around, Map.of());
    }

    LineCommentPage refused(Problem wrong) {
        return new LineCommentPage(
                thing, action, kept, draft, body, sheet, wrong.fields().isEmpty() ? Map.of("", wrong.message()) : wrong.fields());
    }

    /// "Customers / Timetables, line 9"
    String place() {
        if (kept == null) {
            return thing.kind() == Issuable.Kind.COMMIT ? "A comment" : "An answer";
        }
        return kept.position().words("");
    }

    /// The lines themselves, without those that only stand above them.
    List<PlacePart.Line> lines() {
        return kept == null ? List.of() : new PlacePart(new LinePlace(null, 0, kept, kept.position(), Map.of(), false)).lines();
    }

    /// A block that suggests other words for these lines, filled in with them as they are.
    @Nullable String suggestion() {
        if (kept == null || !kept.position().inNew() || thing.kind() != Issuable.Kind.MERGE_REQUEST) {
            return null;
        }
        int length = kept.position().length();
        List<String> excerpt = kept.excerpt();
        if (length > excerpt.size()) {
            return null;
        }
        StringBuilder block = new StringBuilder();
        String fence = excerpt.stream().anyMatch(line -> line.contains("```")) ? "~~~~" : "```";
        block.append(fence).append("suggestion:-").append(length - 1).append("+0\n");
        excerpt.subList(excerpt.size() - length, excerpt.size())
                .forEach(line -> block.append(line.substring(1)).append('\n'));
        return block.append(fence).append('\n').toString();
    }
}
