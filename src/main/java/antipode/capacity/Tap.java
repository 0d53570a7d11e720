package antipode.capacity;

import antipode.capacity.Capacity.State;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is said most often, with its end.
enum Tap {
    OPEN("I’m open", State.OPEN, ""),
    FOCUS("In focus for 2 hours", State.FOCUS, "2_hours"),
    FULL("At capacity until tomorrow", State.AT_CAPACITY, "tomorrow"),
    AWAY("Away until tomorrow", State.AWAY, "tomorrow");

    private final String label;
    private final State state;
    private final String until;

    Tap(String label, State state, String until) {
        this.label = label;
        this.state = state;
        this.until = until;
    }

    String label() {
        return label;
    }

    State state() {
        return state;
    }

    /// A word of [Ending].
    String until() {
        return until;
    }

    String path() {
        return "/-/capacity/" + word();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Tap of(String word) {
        for (var tap : values()) {
            if (tap.word().equals(word)) {
                return tap;
            }
        }
        return null;
    }
}
