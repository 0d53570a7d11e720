package antipode.delivery;

import antipode.web.Times;
import java.time.Instant;
import java.util.Locale;

/// Why something is told at the moment it is told.
public enum Rule {
    /// A letter when the working day begins.
    DAY,
    /// A letter when the working week begins.
    WEEK,
    /// At once, within their hours.
    AT_ONCE,
    /// When their hours begin again: after a break, a night, a weekend.
    HOURS,
    /// On the first day after days they don't work.
    BACK,
    /// They had ended their day.
    DAY_ENDED,
    /// They were in focus.
    FOCUS,
    /// They had put themselves down as away.
    AWAY,
    /// They had put it off themselves.
    SNOOZED,
    /// No working time is in sight, so it is looked at again.
    NO_HOURS,
    /// It was never to be told.
    NEVER;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Rule of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /// "until your day begins, tomorrow 09:00": of what is held still.
    String ahead(Instant until, Times times) {
        String moment = times.within(until) + " in " + Times.place(times.zone());
        return switch (this) {
            case DAY -> "held until your day begins, " + moment;
            case WEEK -> "held until your week begins, " + moment;
            case AT_ONCE -> "on its way: it is told as it happens, within your hours";
            case HOURS -> "held until your hours begin, " + moment;
            case BACK -> "held until your next day at work begins, " + moment;
            case DAY_ENDED -> "held, as you are done for today, until " + moment;
            case FOCUS -> "held, as you are in focus, until " + moment;
            case AWAY -> "held, as you are away, until " + moment;
            case SNOOZED -> "held, as you put it off, until " + moment;
            case NO_HOURS -> "held, as no working time of yours is in sight; looked at again " + moment;
            case NEVER -> "not told";
        };
    }

    /// The same of what was told, held until then.
    String past(Instant until, Times times) {
        String moment = times.within(until) + " in " + Times.place(times.zone());
        return switch (this) {
            case DAY -> "held until your day began, " + moment;
            case WEEK -> "held until your week began, " + moment;
            case AT_ONCE -> "as it happened, within your hours";
            case HOURS -> "held until your hours began, " + moment;
            case BACK -> "held until your next day at work began, " + moment;
            case DAY_ENDED -> "you were done for the day until " + moment;
            case FOCUS -> "you were in focus until " + moment;
            case AWAY -> "you were away until " + moment;
            case SNOOZED -> "you had put it off until " + moment;
            case NO_HOURS -> "held until working time of yours came, " + moment;
            case NEVER -> "not told";
        };
    }
}
