package antipode.capacity;

import antipode.markdown.Emoji;
import antipode.web.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What somebody broadcasts of themselves at a moment. Never derived from what they do.
///
/// @param emoji   its name, without colons
/// @param message as they wrote it; empty for none
/// @param until   when it ends by itself
public record Capacity(State state, @Nullable String emoji, String message, @Nullable Instant until, Source source) {

    public enum State {
        OPEN("Open", "is open", "Questions and reviews are welcome."),
        FOCUS("In focus", "is in focus", "Nothing is pushed to you; what comes waits."),
        LIMITED("Limited", "has limited capacity", "Some time, but not much."),
        AT_CAPACITY("At capacity", "is at capacity", "Full: others see it before they ask you for more."),
        AWAY("Away", "is away", "Not here; nothing is pushed to you.");

        private final String label;
        private final String says;
        private final String meaning;

        State(String label, String says, String meaning) {
            this.label = label;
            this.says = says;
            this.meaning = meaning;
        }

        /// The word kept in the database and spoken by the API: `at_capacity`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String label() {
            return label;
        }

        /// "is at capacity"
        public String says() {
            return says;
        }

        /// What it means to others, in the words of its owner's settings.
        public String meaning() {
            return meaning;
        }

        /// Its sign in the sprite, beside the word; never a coloured dot, which would look like presence.
        public String icon() {
            return switch (this) {
                case OPEN -> "door-open";
                case FOCUS -> "bell-off";
                case LIMITED -> "hourglass";
                case AT_CAPACITY -> "circle-slash";
                case AWAY -> "plane";
            };
        }

        /// GitLab's "busy".
        public boolean busy() {
            return this == FOCUS || this == AT_CAPACITY || this == AWAY;
        }

        static @Nullable State of(String word) {
            for (var state : values()) {
                if (state.word().equals(word)) {
                    return state;
                }
            }
            return null;
        }
    }

    public enum Source {
        /// They said so.
        HAND,
        /// It is outside of their stated hours.
        HOURS,
        /// They are away, by an absence they have told.
        ABSENCE,
        /// A calendar they linked says so.
        CALENDAR
    }

    static final Capacity OPEN = new Capacity(State.OPEN, null, "", null, Source.HAND);

    /// Whether it is worth knowing before one asks somebody for something. That they are off for the night is not:
    /// things wait for the morning anyway.
    public boolean worthKnowing() {
        return state != State.OPEN && source != Source.HOURS;
    }

    /// Whether nothing is to be pushed to them now.
    public boolean holdsPushes() {
        return state == State.FOCUS || state == State.AWAY;
    }

    /// Whether there is nothing to show.
    public boolean plain() {
        return state == State.OPEN && message.isEmpty() && emoji == null;
    }

    /// The sign of the emoji; null for none.
    public @Nullable String sign() {
        return emoji == null ? null : Emoji.of(emoji).map(Emoji::sign).orElse(null);
    }

    /// "At capacity until Thu 09:00", by a reader's clock.
    public String standing(Instant now, ZoneId reader) {
        return state.label + until(now, reader);
    }

    /// "Kei is at capacity until Thu 09:00: Launch week."
    public String sentence(String name, Instant now, ZoneId reader) {
        var said = name + " " + state.says + until(now, reader);
        return message.isEmpty() ? said + "." : said + ": " + message + (message.matches(".*[.!?…]") ? "" : ".");
    }

    private String until(Instant now, ZoneId reader) {
        return until == null ? "" : " until " + new Times(now, reader).within(until).replaceFirst("^today ", "");
    }
}
