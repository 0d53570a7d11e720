package antipode.hours;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A moment as one says it by one's own clock: "tomorrow 17:00", "Friday at 5pm", "in 3 hours", "noon", "2026-12-31T18:00".
/// A day alone means the end of one's working day on it; five o'clock where one doesn't work then.
public final class SpokenTime {

    private static final Pattern CLOCK = Pattern.compile(
            "(?:^|(.*?)(?:t|,? at |,? ))(?:(\\d{1,2})(?::(\\d\\d))? ?(am|pm)|(\\d{1,2}):(\\d\\d)(?::\\d\\d)?|(noon|midnight))");
    private static final Pattern HOURS = Pattern.compile("in (an?|one|\\d{1,3}) (hour|minute)s?");
    private static final LocalTime USUAL_END = LocalTime.of(17, 0);

    private SpokenTime() {}

    /// @param schedule the speaker's
    /// @return nothing if it is no moment, or one that no calendar of ours shows
    public static Optional<Instant> parse(String said, Instant now, ZoneId zone, Schedule schedule) {
        String plain = said.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (plain.isEmpty() || plain.length() > 80) {
            return Optional.empty();
        }
        Matcher hours = HOURS.matcher(plain);
        if (hours.matches()) {
            long count = hours.group(1).matches("\\d+") ? Long.parseLong(hours.group(1)) : 1;
            return Optional.of(now.plus(hours.group(2).equals("hour") ? Duration.ofHours(count) : Duration.ofMinutes(count)));
        }
        LocalDate today = now.atZone(zone).toLocalDate();
        Matcher clock = CLOCK.matcher(plain);
        if (clock.matches()) {
            LocalTime time = time(clock);
            String day = clock.group(1);
            if (time == null) {
                return Optional.empty();
            }
            if (day == null || day.isBlank()) {
                Instant next = WallClock.at(today, time, zone);
                return Optional.of(next.isAfter(now) ? next : WallClock.at(today.plusDays(1), time, zone));
            }
            return SpokenDay.parse(day, today).map(date -> WallClock.at(date, time, zone));
        }
        return SpokenDay.parse(plain, today).map(date -> end(date, zone, schedule));
    }

    private static @Nullable LocalTime time(Matcher clock) {
        try {
            if (clock.group(7) != null) {
                return clock.group(7).equals("noon") ? LocalTime.NOON : LocalTime.MIDNIGHT;
            }
            if (clock.group(4) == null) {
                return LocalTime.of(Integer.parseInt(clock.group(5)), Integer.parseInt(clock.group(6)));
            }
            int hour = Integer.parseInt(clock.group(2));
            if (hour < 1 || hour > 12) {
                return null;
            }
            return LocalTime.of(hour % 12 + (clock.group(4).equals("pm") ? 12 : 0), clock.group(3) == null ? 0 : Integer.parseInt(clock.group(3)));
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private static Instant end(LocalDate date, ZoneId zone, Schedule schedule) {
        List<Interval> windows =
                schedule.windows(WallClock.at(date, LocalTime.MIN, zone), WallClock.at(date.plusDays(1), LocalTime.MIN, zone));
        return windows.isEmpty() ? WallClock.at(date, USUAL_END, zone) : windows.getLast().end();
    }
}
