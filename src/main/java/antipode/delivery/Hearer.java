package antipode.delivery;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody who may hear of what happens in a thing, with all that decides whether they do.
///
/// @param subscription since what they follow the thing; nothing if they don't
/// @param thing        what they said of this thing; nothing if nothing
/// @param level        what holds otherwise
/// @param from         where it was said: `project`, `team` or `everywhere`
/// @param events       what they chose, where the level is their own choice
/// @param belongs      whether they are part of the project
/// @param own          whether they wish to hear of what they do themselves
record Hearer(
        long member,
        @Nullable String subscription,
        @Nullable Level thing,
        Level level,
        String from,
        List<String> events,
        boolean belongs,
        boolean own) {

    /// Whether they are told, and why, or why not. Nothing where it is none of their business at all.
    record Verdict(Reason reason, @Nullable String dropped) {}

    /// Of something that was put on their list.
    ///
    /// @param needed whether somebody waits for them
    Verdict ofListed(Reason reason, boolean needed) {
        boolean named = reason == Reason.MENTIONED || reason == Reason.ASKED;
        if (thing == Level.DISABLED || thing == Level.MENTION && !named && !needed) {
            return new Verdict(reason, "you asked to hear nothing of this thing");
        }
        if (thing != null || Reason.SUBSCRIBED == reasonOfFollowing()) {
            return new Verdict(reason, null);
        }
        return new Verdict(reason, switch (level) {
            case DISABLED -> "you asked to hear nothing " + place();
            case MENTION -> named ? null : "you asked to hear " + place() + " only where you are named";
            default -> null;
        });
    }

    /// Of something that everyone who follows the thing, or watches where it lies, is told.
    ///
    /// @param opened whether it has just come to be: then whom it concerns has it on their list, and nobody follows it yet
    /// @param chosenOnly whether only those are told who chose to hear of it
    @Nullable Verdict ofHappening(Set<String> happened, boolean opened, boolean chosenOnly, @Nullable Long actor) {
        boolean chosen = level == Level.CUSTOM && happened.stream().anyMatch(events::contains)
                && (belongs || !from.equals("everywhere"));
        if (chosenOnly) {
            boolean hears = chosen && thing != Level.DISABLED && thing != Level.MENTION && (actor == null || actor != member || own);
            return hears ? new Verdict(Reason.CUSTOM, null) : null;
        }
        if (actor != null && actor == member) {
            return own && follows() ? new Verdict(Reason.OWN_ACTIVITY, null) : null;
        }
        if (thing == Level.DISABLED || thing == Level.MENTION) {
            return follows() ? new Verdict(following(), "you asked to hear nothing of this thing") : null;
        }
        if (thing == Level.WATCH || reasonOfFollowing() == Reason.SUBSCRIBED) {
            return new Verdict(Reason.SUBSCRIBED, null);
        }
        if (follows() && !opened) {
            return new Verdict(following(), switch (level) {
                case DISABLED -> "you asked to hear nothing " + place();
                case MENTION -> "you asked to hear " + place() + " only where you are named";
                default -> null;
            });
        }
        if (level == Level.WATCH && (belongs || !from.equals("everywhere"))) {
            return new Verdict(watching(), null);
        }
        return chosen ? new Verdict(Reason.CUSTOM, null) : null;
    }

    private boolean follows() {
        return subscription != null;
    }

    private Reason following() {
        Reason reason = reasonOfFollowing();
        return reason == null ? Reason.PARTICIPATING : reason;
    }

    private @Nullable Reason reasonOfFollowing() {
        return subscription == null ? null : Reason.ofSubscription(subscription);
    }

    private Reason watching() {
        return switch (from) {
            case "project" -> Reason.WATCHING_PROJECT;
            case "team" -> Reason.WATCHING_TEAM;
            default -> Reason.WATCHING;
        };
    }

    private String place() {
        return switch (from) {
            case "project" -> "of this project";
            case "team" -> "of this team";
            default -> "of anything";
        };
    }
}
