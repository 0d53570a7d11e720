package antipode.handoffs;

import antipode.hours.DayBand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who could take something, and when they are next at work.
///
/// @param why  "takes part in this thread", "has had things about area::tariffs before"
/// @param next "At work now, until 20:00"
/// @param from their next working moment; nothing if none is to be seen
/// @param band their hours on the reader's clock; nothing for a team
record Candidate(Receiver receiver, String why, String next, @Nullable Instant from, @Nullable DayBand band) {

    /// What stands beside the name.
    String sentence() {
        return next + "; " + why + ".";
    }
}
