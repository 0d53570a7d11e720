package antipode.threads;

import antipode.markdown.Expected;
import antipode.people.Actor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The *Questions to expect* of what is opened or described anew: those that its text leaves without an answer become threads to be resolved.
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
        begin(opened.issuable(), opened.actor(), "");
    }

    /// What a later version adds is asked as well.
    @EventListener
    @Order
    void on(Issuable.Described described) {
        Issuable issuable = described.issuable();
        if (issuable.open() && !issuable.locked()) {
            begin(issuable, described.actor(), described.before());
        }
    }

    private void begin(Issuable issuable, Actor actor, String before) {
        if (issuable.type().equals("decision")) {
            return;
        }
        Set<String> asked = new HashSet<>();
        Expected.in(before).forEach(one -> asked.add(one.question()));
        List<String> fresh = Expected.in(issuable.description()).stream()
                .filter(one -> one.answer().isEmpty() && !asked.contains(one.question()))
                .map(one -> "**" + one.question() + "**")
                .toList();
        if (!fresh.isEmpty() && !before.isEmpty()) {
            // One that was taken out and put in again has its thread.
            comments.of(issuable).forEach(note -> asked.add(note instanceof Comment comment ? comment.body() : ""));
        }
        for (String question : fresh) {
            if (!asked.contains(question)) {
                long thread = comments.write(actor, issuable, new Writing(question, null, List.of())).id();
                resolutions.begin(actor, issuable, thread);
            }
        }
    }
}
