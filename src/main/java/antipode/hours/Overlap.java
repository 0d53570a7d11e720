package antipode.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// When all of some people are at work at once, by what they have stated. Somebody without stated hours shares none: what
/// nobody has said is not to be planned with.
///
/// @param times in order, none touching another
public record Overlap(List<Interval> times) {

    /// Who shares nothing within so many days has nothing in common that is worth waiting for.
    private static final int[] SEARCHED_DAYS = {4, 16, 64};

    public Overlap {
        times = List.copyOf(times);
    }

    /// Within these bounds; nobody at all has nothing in common.
    public static Overlap of(Collection<Schedule> schedules, Instant from, Instant to) {
        var each = schedules.iterator();
        var common = each.hasNext() ? each.next().statedWindows(from, to) : List.<Interval>of();
        while (each.hasNext() && !common.isEmpty()) {
            common = Interval.common(common, each.next().statedWindows(from, to));
        }
        return new Overlap(common);
    }

    /// The first stretch from this moment on in which all are at work for as long as this, whole; nothing if there is none
    /// within nine weeks.
    public static Optional<Interval> next(Collection<Schedule> schedules, Instant from, Duration least) {
        for (int days : SEARCHED_DAYS) {
            var to = from.plus(Duration.ofDays(days));
            var found = of(schedules, from, to).times.stream().filter(time -> time.length().compareTo(least) >= 0).findFirst();
            boolean whole = found.map(time -> time.end().isBefore(to)).orElse(false);
            if (whole || days == SEARCHED_DAYS[SEARCHED_DAYS.length - 1]) {
                return found;
            }
        }
        return Optional.empty();
    }

    public boolean isEmpty() {
        return times.isEmpty();
    }

    public Duration total() {
        return times.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
    }

    /// “12:00–13:00 and 19:00–20:00” on the reader's clock; the dates are said beside it.
    public String clock(ZoneId reader) {
        return Spoken.listed(times.stream().map(time -> Spoken.span(time, reader)).collect(Collectors.toList()));
    }
}
