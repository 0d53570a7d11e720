package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.threads.Sheet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What waits in the reader's review, and the form that sends it. Its template has its name.
///
/// @param drafts    all that waits
/// @param elsewhere of these what doesn't stand beside its lines or under its thread on the page
/// @param mayJudge  whether the reader may say more than words
/// @param status    of the answer that shows it
public record ReviewForm(
        MergeRequest request,
        List<DraftNote> drafts,
        List<DraftNote> elsewhere,
        boolean mayJudge,
        Sheet sheet,
        String words,
        String verdict,
        @Nullable String wrong,
        int status) {

    /// "3 comments wait in it"
    String waiting() {
        return switch (drafts.size()) {
            case 0 -> "nothing waits in it";
            case 1 -> "one comment waits in it";
            default -> drafts.size() + " comments wait in it";
        };
    }

    boolean opened() {
        return wrong != null || !words.isEmpty() || !drafts.isEmpty();
    }
}
