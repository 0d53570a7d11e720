package antipode.mergerequests.review;

import antipode.markdown.Markdown;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that one has written for a review and not sent yet. Nobody else knows of it.
///
/// @param kept     where it will stand; nothing where it stands nowhere in particular, or answers a thread
/// @param threadId the thread that it answers
/// @param resolves whether that thread is done with once it is sent
public record DraftNote(
        long id,
        long requestId,
        long authorId,
        String body,
        DiffPosition.@Nullable Kept kept,
        @Nullable Long threadId,
        boolean resolves,
        Instant createdAt) {

    /// The words as they will look; what they cite stays as it is written until they are sent.
    String html() {
        return Markdown.unresolved(Markdown.render(body).html());
    }
}
