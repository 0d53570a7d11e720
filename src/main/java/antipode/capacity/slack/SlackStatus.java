package antipode.capacity.slack;

import antipode.capacity.Capacity;
import antipode.capacity.Capacity.Source;
import antipode.capacity.Capacity.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What Slack is to show of somebody.
///
/// @param text       at most 100 characters, as Slack takes them
/// @param emoji      ":headphones:"
/// @param expiration seconds since 1970; 0 for no end
/// @param silentUntil until when Slack is not to disturb, in seconds since 1970; 0 if it may
record SlackStatus(String text, String emoji, long expiration, long silentUntil) {

    static final SlackStatus NONE = new SlackStatus("", "", 0, 0);

    private static final int LONGEST = 100;

    /// Slack's silence always has an end; one without is prolonged each day.
    private static final Duration SILENCE = Duration.ofDays(1);

    /// Hours are Slack's own business: it has a schedule for them.
    static SlackStatus of(Capacity capacity, boolean silences, Instant now) {
        if (capacity.source() == Source.HOURS || capacity.plain()) {
            return NONE;
        }
        var said = capacity.state() == State.OPEN ? capacity.message()
                : capacity.message().isEmpty() ? capacity.state().label() : capacity.state().label() + ": " + capacity.message();
        var text = said.codePointCount(0, said.length()) <= LONGEST ? said : said.substring(0, said.offsetByCodePoints(0, LONGEST - 1)) + "…";
        var until = capacity.until();
        long end = until == null ? 0 : until.getEpochSecond();
        boolean silent = silences && capacity.holdsPushes();
        return new SlackStatus(
                text, ":" + emoji(capacity) + ":", end,
                !silent ? 0 : end != 0 ? end : now.plus(SILENCE).getEpochSecond());
    }

    private static String emoji(Capacity capacity) {
        if (capacity.emoji() != null) {
            return capacity.emoji();
        }
        return switch (capacity.state()) {
            case OPEN -> "speech_balloon";
            case FOCUS -> "headphones";
            case LIMITED -> "hourglass_flowing_sand";
            case AT_CAPACITY -> "no_entry";
            case AWAY -> "palm_tree";
        };
    }

    boolean nothing() {
        return text.isEmpty() && emoji.isEmpty();
    }

    boolean shownAs(@Nullable SlackStatus told) {
        return told != null && told.text.equals(text) && told.emoji.equals(emoji) && told.expiration == expiration;
    }

    /// Whether it has ended by itself, at Slack as well as here.
    boolean overAt(Instant now) {
        return expiration != 0 && expiration <= now.getEpochSecond();
    }
}
