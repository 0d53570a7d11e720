package antipode.delivery;

import antipode.todos.Todo;
import java.util.Locale;

/// Why somebody hears of a thing; the first that holds is the one.
public enum Reason {
    OWN_ACTIVITY("own_activity", "you did it yourself, and asked to be told of that too"),
    ASSIGNED("assigned", "it is assigned to you"),
    TURN("assigned", "it is your turn"),
    REVIEW_REQUESTED("review_requested", "your review is asked for"),
    ASKED("mentioned", "you are asked"),
    MENTIONED("mentioned", "you are named in it"),
    SUBSCRIBED("subscribed", "you follow it"),
    AUTHOR("subscribed", "you wrote it"),
    OWNER("subscribed", "CODEOWNERS names you for what it changes"),
    PARTICIPATING("subscribed", "you take part in it"),
    WATCHING_PROJECT("subscribed", "you watch its project"),
    WATCHING_TEAM("subscribed", "you watch its team"),
    WATCHING("subscribed", "you watch whatever is yours"),
    CUSTOM("subscribed", "you asked to hear of news of this kind");

    private final String word;
    private final String sentence;

    Reason(String word, String sentence) {
        this.word = word;
        this.sentence = sentence;
    }

    /// GitLab's word for it, as in `X-GitLab-NotificationReason`.
    public String word() {
        return word;
    }

    /// What follows "because".
    public String sentence() {
        return sentence;
    }

    /// GitHub's word, as in `X-GitHub-Reason`.
    public String github() {
        return switch (this) {
            case OWN_ACTIVITY -> "your_activity";
            case ASSIGNED, TURN -> "assign";
            case REVIEW_REQUESTED -> "review_requested";
            case ASKED, MENTIONED -> "mention";
            case AUTHOR -> "author";
            case PARTICIPATING -> "comment";
            default -> "subscribed";
        };
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Reason of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /// Of what was put on a list.
    static Reason of(Todo.Kind kind, Todo.Action action) {
        return switch (action) {
            case ASSIGNED -> ASSIGNED;
            case REVIEW_REQUESTED, APPROVAL_REQUIRED -> REVIEW_REQUESTED;
            case ASKED, ASKED_BACK -> ASKED;
            case MENTIONED, DIRECTLY_ADDRESSED -> MENTIONED;
            default -> kind == Todo.Kind.OBLIGATION ? TURN : PARTICIPATING;
        };
    }

    /// Of whoever follows a thing, by what made them do so.
    static Reason ofSubscription(String since) {
        return switch (since) {
            case "subscribed" -> SUBSCRIBED;
            case "author" -> AUTHOR;
            case "owner" -> OWNER;
            case "assigned" -> ASSIGNED;
            default -> PARTICIPATING;
        };
    }
}
