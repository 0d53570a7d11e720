package antipode.threads;

import antipode.web.Page;
import org.jspecify.annotations.Nullable;

/// What goes with a redaction, and the question why.
///
/// @param comment  nothing for the description
/// @param versions how many earlier ones go too
record RedactionPage(Issuable issuable, @Nullable Comment comment, int versions, String because, @Nullable String error)
        implements Page {

    @Override
    public int status() {
        return error == null ? 200 : 422;
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
