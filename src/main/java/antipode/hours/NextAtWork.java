package antipode.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// When somebody is next at work, by what they have stated; never whether they are there.
///
/// @param from the next working moment, which is `now` for who is within their hours; null when there is none to see
/// @param until the end of the window they are in
/// @param awayUntil the end of the absence they are in
/// @param holiday the public holiday that keeps them away
public record NextAtWork(Instant now, boolean stated, @Nullable Instant from, @Nullable Instant until,
        @Nullable Instant awayUntil, @Nullable String holiday) {

    public static NextAtWork of(Schedule schedule, Instant now) {
        var away = schedule.awayAt(now).map(Interval::end).orElse(null);
        boolean stated = schedule.statedAt(now);
        var from = schedule.nextWorking(now).orElse(null);
        var until = now.equals(from) ? schedule.workingUntil(now).orElse(null) : null;
        return new NextAtWork(now, stated, from, until, away, away == null ? null : schedule.holidayAt(now).orElse(null));
    }

    public boolean atWork() {
        return stated && now.equals(from);
    }

    /// “Next at work 23:30, in 6 h”, “At work now, until 20:00”, “Away until Mon 09:00: Labour Day”, in the reader's zone.
    public String sentence(ZoneId reader) {
        if (awayUntil != null) {
            return "Away until " + Spoken.near(from == null || !stated ? awayUntil : from, now, reader)
                    + (holiday == null ? "" : ": " + holiday);
        }
        if (!stated) {
            return "No hours stated; answers within two working days";
        }
        if (from == null) {
            return "No working hours ahead";
        }
        if (now.equals(from)) {
            return until == null ? "At work now" : "At work now, until " + Spoken.near(until, now, reader);
        }
        return "Next at work " + Spoken.near(from, now, reader) + ", in " + Spoken.length(Duration.between(now, from));
    }

    /// The same in a word or two, beside a band: “now”, “from 23:30”.
    public String brief(ZoneId reader) {
        if (awayUntil != null) {
            return "away until " + Spoken.near(from == null || !stated ? awayUntil : from, now, reader);
        }
        if (!stated) {
            return "within two working days";
        }
        return from == null ? "no hours ahead" : now.equals(from) ? "now" : "from " + Spoken.near(from, now, reader);
    }
}
