package antipode.asks;

import antipode.markdown.Moment;
import antipode.threads.Comment;
import antipode.threads.Issuable;
import antipode.web.Page;
import org.jspecify.annotations.Nullable;

/// A question about something that stands there already, not asked yet.
///
/// @param about the comment it is put on; nothing for the thing itself
record AskFormPage(Composer composer, @Nullable Comment about) implements Page {

    @Override
    public int status() {
        return composer.status();
    }

    Issuable issuable() {
        return composer.issuable();
    }

    String action() {
        return issuable().path() + "/asks";
    }

    /// How the comment begins.
    String excerpt() {
        String words = about == null ? "" : about.body().strip();
        return words.length() <= 400 ? words : Moment.whole(words.substring(0, words.offsetByCodePoints(0, 380))) + "…";
    }

    @Nullable String questionError() {
        String wrong = composer.error("question");
        return wrong == null ? null : "A question " + wrong + ".";
    }
}
