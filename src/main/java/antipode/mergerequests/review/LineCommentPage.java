package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.threads.Sheet;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form in which one says something beside lines, or changes what waits in one's review.
///
/// @param kept  where it will stand; nothing for an answer
/// @param query names the place again in the address that the form is sent to
/// @param draft what waits already and is changed; nothing for something new
record LineCommentPage(
        MergeRequest request,
        DiffPosition.@Nullable Kept kept,
        String query,
        @Nullable DraftNote draft,
        String body,
        Sheet sheet,
        Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    String action() {
        return draft == null
                ? request.path() + "/line_comments?" + query
                : request.path() + "/draft_notes/" + draft.id();
    }

    /// "Customers / Timetables, line 9"
    String place() {
        if (kept == null) {
            return "An answer";
        }
        return kept.position().words("");
    }

    /// The lines themselves, without those that only stand above them.
    List<PlacePart.Line> lines() {
        return kept == null ? List.of() : new PlacePart(new LinePlace(request, 0, kept, kept.position(), Map.of(), false)).lines();
    }

    /// A block that suggests other words for these lines, filled in with them as they are.
    @Nullable String suggestion() {
        if (kept == null || !kept.position().inNew()) {
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
