package antipode.mergerequests.review;

import antipode.people.Actor;
import antipode.threads.Attachments;
import antipode.threads.Previews;
import antipode.threads.Words;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/// Takes what was typed in the form for a line: shows it again where somebody wants to see it first, or where it is refused.
@Component
class LineForms {

    private final Attachments attachments;
    private final Previews previews;

    LineForms(Attachments attachments, Previews previews) {
        this.attachments = attachments;
        this.previews = previews;
    }

    /// @param empty the form with nothing typed yet
    /// @param deed  what is done with the words
    View taken(Actor actor, LineCommentPage empty, String note, HttpServletRequest sent, Function<String, View> deed) {
        Attachments.Attached attached = attachments.with(actor, empty.thing().projectId(), sent, Words.of(note));
        String body = attached.words();
        LineCommentPage typed = empty.saying(body, empty.sheet());
        if (attached.refused() != null) {
            return typed.refused(attached.refused());
        }
        String suggestion = typed.suggestion();
        if (sent.getParameter("suggest") != null && suggestion != null) {
            return typed.saying((body.isBlank() ? "" : body.stripTrailing() + "\n\n") + suggestion, typed.sheet());
        }
        if (Previews.asked(sent)) {
            return typed.saying(body, previews.sheet(actor, typed.thing(), body, sent));
        }
        try {
            return deed.apply(body);
        } catch (Problem wrong) {
            if (wrong.status() == 404) {
                throw wrong;
            }
            return typed.refused(wrong);
        }
    }
}
