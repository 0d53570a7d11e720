package antipode.threads;

import antipode.threads.QuickAction.Effect;
import antipode.web.Problem;
import java.util.List;
import org.springframework.stereotype.Component;

/// What one can order of every thread.
@Component
class ThreadOrders implements QuickAction.Several {

    private final Threads threads;
    private final Subscriptions subscriptions;

    ThreadOrders(Threads threads, Subscriptions subscriptions) {
        this.threads = threads;
        this.subscriptions = subscriptions;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(title(), confidential(), subscribe(), unsubscribe());
    }

    private QuickAction title() {
        return QuickAction.of("title", "new title", "Changes the title.", _ -> true, order -> {
            String title = Words.line(order.someArguments("/title Who pays for weather?"));
            threads.requireEditor(order.actor(), order.issuable());
            if (title.length() > 255) {
                throw new Problem(422, "A title has at most 255 characters; this one has " + title.length() + ".");
            }
            return Effect.of(
                    "Changes the title to “" + title + "”.", "Changed the title to “" + title + "”.", "title", title,
                    locked -> threads.edit(order.actor(), locked.id(), title, null));
        });
    }

    private QuickAction confidential() {
        return QuickAction.of(
                "confidential", "", "Shows it only to reporters upwards and whom it concerns.",
                issuable -> issuable.kind() == Issuable.Kind.ISSUE,
                order -> {
                    order.noArguments();
                    threads.requireEditor(order.actor(), order.issuable());
                    return Effect.of(
                            "Makes it confidential.", "Made it confidential.", "confidential", true,
                            locked -> threads.conceal(order.actor(), locked, true));
                });
    }

    private QuickAction subscribe() {
        return QuickAction.of("subscribe", "", "Lets you hear of what happens here.", _ -> true, order -> {
            order.noArguments();
            return Effect.of(
                    "Lets you hear of what happens here.", "You hear of what happens here.", "subscription_event", "subscribe",
                    locked -> subscriptions.subscribe(locked.id(), order.actor().id(), "subscribed"));
        });
    }

    private QuickAction unsubscribe() {
        return QuickAction.of("unsubscribe", "", "Lets you hear no more of it, unless you are named.", _ -> true, order -> {
            order.noArguments();
            return Effect.of(
                    "Lets you hear no more of it, unless you are named.", "You hear no more of it, unless you are named.",
                    "subscription_event", "unsubscribe",
                    locked -> subscriptions.unsubscribe(order.actor(), locked.id()));
        });
    }
}
