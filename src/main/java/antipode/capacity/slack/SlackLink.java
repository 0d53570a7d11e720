package antipode.capacity.slack;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody's account at Slack; without the token, which is shown nowhere.
///
/// @param connected whether the token still opens it
/// @param silences  whether focus and absence turn on Slack's do-not-disturb
/// @param problem   what went wrong last; a sentence
public record SlackLink(
        long memberId, String workspace, boolean connected, boolean silences, @Nullable Instant toldAt, @Nullable String problem) {}
