package antipode.delivery;

import antipode.hours.Schedule;
import java.time.Duration;
import java.time.Instant;

/// Until when somebody is to hear nothing even within their hours, and why.
record Quiet(Instant until, Rule because) {

    /// No end was said.
    static final Instant OPEN = Instant.MAX;

    static Quiet later(Quiet one, Quiet other) {
        return other.until.isAfter(one.until) ? other : one;
    }

    /// With an end: what has none lasts until the next day begins, and is asked again then.
    Quiet ending(Schedule schedule, Instant now) {
        return until.equals(OPEN)
                ? new Quiet(schedule.nextDayStart(now).map(Schedule.DayStart::at).orElse(now.plus(Duration.ofDays(1))), because)
                : this;
    }
}
