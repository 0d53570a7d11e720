package antipode.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a member wants to be told in their chat: an incoming webhook of their own, in Slack's form. Its address is a
/// secret; only the host is shown.
///
/// @param failures   how often in a row it took nothing
/// @param problem    what went wrong last, as a sentence; nothing while all is well
/// @param disabledAt when it was given up
record ChatRoom(
        long member, String host, int failures, @Nullable String problem, @Nullable Instant disabledAt) {

    boolean works() {
        return disabledAt == null;
    }
}
