package antipode.threads;

import antipode.web.Page;
import java.util.Map;

/// A comment of one's own, to be changed or taken out.
///
/// @param body what stands in the field, saved or not
record CommentPage(Issuable issuable, Comment comment, String body, Map<String, String> errors) implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    String path() {
        return issuable.path() + "/notes/" + comment.id();
    }
}
