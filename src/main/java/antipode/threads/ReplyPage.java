package antipode.threads;

import antipode.web.Page;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A reply that is not sent yet, with what it answers and what was wrong.
///
/// @param discussion what is answered; nothing if it was taken out meanwhile
/// @param body       what was typed, untouched
/// @param then       whose turn it is once this is sent
record ReplyPage(
        Issuable issuable,
        long answered,
        @Nullable Discussion discussion,
        Conversation conversation,
        String body,
        String then,
        Sheet sheet,
        Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return discussion == null ? 409 : errors.isEmpty() ? 200 : 422;
    }

    /// Where it is sent once more: as a comment of its own if there is nothing left to answer.
    String action() {
        return issuable.path() + (discussion == null ? "/notes" : "/notes/" + answered + "/replies");
    }
}
