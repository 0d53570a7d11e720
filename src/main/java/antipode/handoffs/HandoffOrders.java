package antipode.handoffs;

import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Note;
import antipode.threads.QuickAction;
import antipode.web.Problem;
import java.util.List;
import org.springframework.stereotype.Component;

/// Handing on within a comment: what else the comment says is the state, what stands behind the name the next step.
@Component
class HandoffOrders implements QuickAction.Several {

    private final Handoffs handoffs;
    private final Receivers receivers;
    private final Comments comments;

    HandoffOrders(Handoffs handoffs, Receivers receivers, Comments comments) {
        this.handoffs = handoffs;
        this.receivers = receivers;
        this.comments = comments;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(QuickAction.of(
                "handoff hand_on", "@kei the next step", "Offers it to them; until they accept, you keep it.", _ -> true,
                this::handOn));
    }

    private QuickAction.Effect handOn(QuickAction.Order order) {
        String[] words = order.someArguments("/handoff @kei the next step").split("\\s+", 2);
        if (order.issuable().id() == 0) {
            throw new Problem(422, "What isn’t there yet can’t be handed on. Assign it instead.");
        }
        Receiver to = receivers.named(order.actor(), order.issuable(), words[0]);
        if (!handoffs.holding(order.actor(), order.issuable()).any()) {
            throw new Problem(422, "You hold nothing here that you could hand on; what was asked of you, your words have answered.");
        }
        String next = words.length > 1 ? words[1].strip() : "";
        return QuickAction.Effect.of(
                "Offers this to " + to.name() + ". You keep it until it is accepted.",
                "Offered this to " + to.name() + ".",
                locked -> handoffs.offer(order.actor(), locked, words[0], new Handoff.Words(
                        said(order, locked, next), next, "", "", "")));
    }

    /// What the order's own comment says, which is the last thing said in the thread.
    private String said(QuickAction.Order order, Issuable locked, String next) {
        Comment last = null;
        for (Note note : comments.of(locked)) {
            last = note instanceof Comment comment ? comment : last;
        }
        boolean own = last != null && order.actor().is(last.author().id());
        if (!own && next.isEmpty()) {
            throw new Problem(422, "Say in the same comment what is done, or behind the name what is next.");
        }
        String words = own && last != null ? last.body() : "";
        return words.length() > Handoff.Words.LONGEST ? words.substring(0, Handoff.Words.LONGEST) : words;
    }
}
