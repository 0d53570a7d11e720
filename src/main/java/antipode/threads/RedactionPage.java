package antipode.threads;

import antipode.threads.uploads.Upload;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What can go with a redaction, and the question why.
///
/// @param comment nothing for the thing itself
/// @param before  what the text said before, the newest first
/// @param files   those it shows or showed
/// @param filled  what was chosen
/// @param errors  by field
record RedactionPage(
        Issuable issuable, @Nullable Comment comment, List<String> before, List<Upload> files, Redaction filled, Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    String heading() {
        return comment != null ? "a comment by " + comment.author().name() : issuable.reference();
    }

    String text() {
        return comment != null ? "The comment" : "The description";
    }

    /// "with one earlier version"
    String versions() {
        return before.isEmpty() ? "no earlier version" : before.size() == 1 ? "one earlier version" : before.size() + " earlier versions";
    }

    boolean chosen(String what) {
        return filled.what().key().equals(what);
    }

    @Nullable String error(String field) {
        return errors.containsKey(field) ? "It " + errors.get(field) + "." : null;
    }

    String path() {
        return issuable.path() + (comment == null ? "" : "/notes/" + comment.id()) + "/redaction";
    }

    String words() {
        return comment == null ? issuable.description() : comment.body();
    }

    String back() {
        return issuable.path() + (comment == null ? "" : "#note_" + comment.id());
    }
}
