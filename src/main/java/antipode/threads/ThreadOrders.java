package antipode.threads;

import antipode.markdown.Emoji;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.QuickAction.Effect;
import antipode.web.Problem;
import java.util.List;
import org.springframework.stereotype.Component;

/// What one can order of every thread.
@Component
class ThreadOrders implements QuickAction.Several {

    private final Threads threads;
    private final Subscriptions subscriptions;
    private final Reactions reactions;
    private final Rights rights;
    private final Access access;

    ThreadOrders(Threads threads, Subscriptions subscriptions, Reactions reactions, Rights rights, Access access) {
        this.threads = threads;
        this.subscriptions = subscriptions;
        this.reactions = reactions;
        this.rights = rights;
        this.access = access;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(title(), confidential(), subscribe(), unsubscribe(), lock(true), lock(false), react());
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

    private QuickAction lock(boolean close) {
        return QuickAction.of(
                close ? "lock" : "unlock", "",
                close ? "Lets only reporters upwards go on discussing." : "Lets everybody go on discussing.", _ -> true,
                order -> {
                    order.noArguments();
                    access.require(order.actor(), order.issuable().projectId(), Role.REPORTER);
                    if (order.issuable().locked() == close) {
                        throw new Problem(422, close ? "The discussion is locked." : "The discussion is not locked.");
                    }
                    return Effect.of(
                            close ? "Locks the discussion." : "Unlocks the discussion.",
                            close ? "Locked the discussion." : "Unlocked the discussion.", "discussion_locked", close,
                            locked -> threads.lockDiscussion(order.actor(), locked, close));
                });
    }

    private QuickAction react() {
        return QuickAction.of("react award", ":tada:", "Reacts, or takes the same reaction back.", _ -> true, order -> {
            String name = order.someArguments("/react :tada:");
            Emoji emoji = Emoji.of(name)
                    .orElseThrow(() -> new Problem(422, "“" + name + "” is the name of no reaction. Write it like :tada:."));
            if (order.issuable().id() != 0) {
                rights.requireSpeaker(order.actor(), order.issuable());
            }
            return Effect.of(
                    "Reacts with " + emoji.sign() + ".", "Reacted with " + emoji.sign() + ".", "emoji_award", emoji.name(),
                    locked -> reactions.toggle(order.actor(), locked, null, emoji.name()));
        });
    }
}
