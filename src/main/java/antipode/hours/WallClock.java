package antipode.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/// What a clock on somebody's wall says, as an instant.
public final class WallClock {

    private WallClock() {}

    /// The first instant of that date at which the clock reads this or later: within a gap the end of the gap, within an
    /// overlap the first pass.
    public static Instant at(LocalDate date, LocalTime time, ZoneId zone) {
        return Window.first(date, time.toSecondOfDay() / 60, zone.getRules());
    }
}
