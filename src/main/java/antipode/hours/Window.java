package antipode.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A stretch of a day by the clock on the wall, in minutes from the midnight its day begins with. It belongs to the day
/// it starts on, and may run past the next midnight, so `end` may be above 1440; it is never longer than a day.
public record Window(int start, int end) {

    static final int DAY = 24 * 60;

    public Window {
        if (start < 0 || start >= DAY || end <= start || end - start > DAY) {
            throw new IllegalArgumentException("A window starts within its day and lasts at most 24 hours.");
        }
    }

    /// The time this window covers on that date. It begins with the first instant at which the clock reads its start or
    /// later, and ends with the last at which the clock still reads earlier than its end. So a start inside a gap is the
    /// end of the gap; inside an overlap the start is the first pass and the end the second; and on a date that does
    /// not exist, or wholly inside a gap, there is nothing.
    @Nullable Interval on(LocalDate date, ZoneRules rules) {
        var from = first(date, start, rules);
        var to = last(date, end, rules);
        return from.isBefore(to) ? new Interval(from, to) : null;
    }

    /// The same while the offset doesn't change.
    Interval on(LocalDate date, ZoneOffset steady) {
        long midnight = midnight(date, steady);
        return new Interval(Instant.ofEpochSecond(midnight + start * 60L), Instant.ofEpochSecond(midnight + end * 60L));
    }

    boolean isOutside(LocalDate date, ZoneOffset steady, Instant from, Instant to) {
        long midnight = midnight(date, steady);
        return midnight + end * 60L <= from.getEpochSecond() || midnight + start * 60L > to.getEpochSecond();
    }

    private static long midnight(LocalDate date, ZoneOffset steady) {
        return date.toEpochDay() * 86_400 - steady.getTotalSeconds();
    }

    /// The first instant at which the clock reads this or later.
    static Instant first(LocalDate date, int minute, ZoneRules rules) {
        var local = date.atTime(minute % DAY / 60, minute % 60).plusDays(minute / DAY);
        var offsets = rules.getValidOffsets(local);
        return switch (offsets.size()) {
            case 0 -> rules.getTransition(local).getInstant();
            default -> local.toInstant(offsets.getFirst());
        };
    }

    /// The end of the last instant at which the clock reads earlier than this.
    private static Instant last(LocalDate date, int minute, ZoneRules rules) {
        var local = date.atTime(minute % DAY / 60, minute % 60).plusDays(minute / DAY);
        var offsets = rules.getValidOffsets(local);
        return switch (offsets.size()) {
            case 0 -> rules.getTransition(local).getInstant();
            case 1 -> local.toInstant(offsets.getFirst());
            // The second pass may begin with this very reading: then nothing before it is read a second time.
            default -> local.toInstant(local.isAfter(rules.getTransition(local).getDateTimeAfter())
                    ? offsets.getLast() : offsets.getFirst());
        };
    }

    /// Every moment within bounds at which the clock shows one of these dates. Exact where clocks go back over midnight,
    /// and nothing on a date that is left out.
    static void eachMoment(LocalDate first, LocalDate last, ZoneRules rules, Instant start, Instant end, Consumer<Interval> found) {
        for (var at = start; at.isBefore(end); ) {
            var change = rules.nextTransition(at);
            var until = change == null ? end : Interval.earlier(end, change.getInstant());
            var offset = rules.getOffset(at);
            var from = Interval.later(at, Instant.ofEpochSecond(midnight(first, offset)));
            var to = Interval.earlier(until, Instant.ofEpochSecond(midnight(last.plusDays(1), offset)));
            if (from.isBefore(to)) {
                found.accept(new Interval(from, to));
            }
            at = until;
        }
    }

    /// The same window so many minutes later; refused if it began on another date.
    public Window plus(int minutes) {
        return new Window(start + minutes, end + minutes);
    }

    /// In order of time, with those that touch or overlap made one.
    public static List<Window> union(List<Window> windows) {
        var union = new ArrayList<Window>();
        windows.stream().sorted(Comparator.comparingInt(Window::start)).forEach(next -> {
            if (union.isEmpty() || union.getLast().end < next.start) {
                union.add(next);
            } else {
                var before = union.removeLast();
                union.add(new Window(before.start, Math.min(before.start + DAY, Math.max(before.end, next.end))));
            }
        });
        return List.copyOf(union);
    }

    boolean touches(Window next) {
        return end == next.start;
    }

    /// `09:00-13:00`, `22:00-02:00`, `16:00-24:00`.
    String text() {
        return clock(start) + "-" + clock(end > DAY ? end - DAY : end);
    }

    static String clock(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

}
