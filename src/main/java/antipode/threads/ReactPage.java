package antipode.threads;

import antipode.markdown.Emoji;
import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where one picks what to react with.
///
/// @param comment what is reacted to; nothing for the thing itself
/// @param sought  the letters of a name that were typed
/// @param error   why what was sent can't be taken
record ReactPage(Issuable issuable, @Nullable Comment comment, String sought, @Nullable String error) implements Page {

    private static final int MOST = 120;

    @Override
    public int status() {
        return error == null ? 200 : 422;
    }

    String action() {
        return issuable.path() + (comment == null ? "" : "/notes/" + comment.id()) + "/reactions";
    }

    String back() {
        return issuable.path() + (comment == null ? "" : "#note_" + comment.id());
    }

    List<Emoji> choice() {
        return sought.isBlank() ? Emoji.COMMON : Emoji.like(sought, MOST);
    }
}
