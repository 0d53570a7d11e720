package antipode.home;

import antipode.todos.DayEnd;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What being done for today means for somebody. Its template is `home/DayEndPart.jte`.
///
/// @param drafts how many drafts of theirs wait until then
record Evening(DayEnd.Evening day, int drafts) {

    boolean ended() {
        return day.ended();
    }

    @Nullable Instant until() {
        return day.until();
    }

    /// "Your two drafts wait until then."
    String parked() {
        return drafts == 0 ? "" : drafts == 1
                ? "Your draft waits until then."
                : "Your " + Said.number(drafts).toLowerCase(Locale.ROOT) + " drafts wait until then.";
    }

    /// "You hold three turns"
    String held() {
        return day.turns() == 0 ? "" : "You hold " + (day.turns() == 1 ? "one turn" : Said.many(day.turns()) + " turns");
    }
}
