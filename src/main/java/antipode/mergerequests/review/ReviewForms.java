package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.people.Actor;
import antipode.threads.Sheet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts the form together in which one sends a review.
@Component
public class ReviewForms {

    private final DraftNotes drafts;

    ReviewForms(DraftNotes drafts) {
        this.drafts = drafts;
    }

    /// What somebody typed who was refused, or only wants to see it as it will look.
    ///
    /// @param wrong  why; nothing where it is only shown
    /// @param status of the answer
    public record Typed(String words, String verdict, @Nullable String wrong, int status, Sheet sheet) {}

    /// @param mayJudge whether the reader may approve, and so ask for changes
    /// @return nothing where the reader has nothing to review
    public @Nullable ReviewForm of(
            Actor reader, MergeRequest request, ChangesView changes, boolean mayJudge, @Nullable Typed typed) {
        if (!changes.maySpeak()) {
            return null;
        }
        List<DraftNote> all = drafts.of(reader, request);
        if (all.isEmpty() && !mayJudge && typed == null) {
            return null;
        }
        Set<Long> shown = changes.draftsShown().stream().map(DraftNote::id).collect(Collectors.toSet());
        return new ReviewForm(
                request,
                all,
                all.stream().filter(draft -> draft.threadId() == null && !shown.contains(draft.id())).toList(),
                mayJudge && request.open(),
                typed == null ? Sheet.of(request.header()) : typed.sheet(),
                typed == null ? "" : typed.words(),
                typed == null ? "comment" : typed.verdict(),
                typed == null ? null : typed.wrong(),
                typed == null ? 200 : typed.status());
    }
}
