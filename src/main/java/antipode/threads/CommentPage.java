package antipode.threads;

import antipode.web.Page;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A comment of one's own, to be changed or taken out.
///
/// @param body   what stands in the field, saved or not
/// @param theirs what somebody else has saved meanwhile
record CommentPage(
        Issuable issuable, Comment comment, String body, Sheet sheet, Map<String, String> errors,
        @Nullable Clash theirs)
        implements Page {

    @Override
    public int status() {
        return theirs != null ? 409 : errors.isEmpty() ? 200 : 422;
    }

    String path() {
        return issuable.path() + "/notes/" + comment.id();
    }
}
