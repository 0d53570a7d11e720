package antipode.threads;

import antipode.markdown.Expected;
import antipode.people.Actor;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The *Questions to expect* of what is opened: those that its text leaves without an answer become threads to be resolved.
/// A decision keeps its own.
@Component
class ExpectedQuestions {

    private final Comments comments;
    private final Resolutions resolutions;

    ExpectedQuestions(Comments comments, Resolutions resolutions) {
        this.comments = comments;
        this.resolutions = resolutions;
    }

    /// Last, so that whose turn it is has been settled by the text itself.
    @EventListener
    @Order
    void on(Issuable.Opened opened) {
        Issuable issuable = opened.issuable();
        Actor actor = opened.actor();
        if (issuable.type().equals("decision")) {
            return;
        }
        for (Expected.Question one : Expected.in(issuable.description())) {
            if (one.answer().isEmpty()) {
                long thread = comments.write(actor, issuable, new Writing("**" + one.question() + "**", null, List.of())).id();
                resolutions.begin(actor, issuable, thread);
            }
        }
    }
}
