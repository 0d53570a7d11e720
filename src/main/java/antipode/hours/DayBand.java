package antipode.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The day band: somebody's night, dawn and day, and their stated hours, laid along the reader's clock. A schedule, never
/// presence. Places are shares of the axis in percent, so that it stretches freely.
///
/// @param sentence what the picture says, for those who don't see it; it stands beside the band, too
/// @param due the diamond: a due time or a meeting
/// @param hours whether the row of hours stands below
public record DayBand(Instant from, Instant to, Size size, String sentence, List<Piece> sky, List<Piece> windows,
        List<Mark> midnights, @Nullable Mark now, @Nullable Mark due, List<Mark> labels, boolean hours) {

    /// How high the ground is: in lists, on lines, in the world view.
    public enum Size {
        LIST(10, 4, 6), LINE(14, 6, 6), WORLD(18, 8, 3);

        private final int ground;
        private final int bar;
        private final int hoursApart;

        Size(int ground, int bar, int hoursApart) {
            this.ground = ground;
            this.bar = bar;
            this.hoursApart = hoursApart;
        }
    }

    /// A stretch of the axis; `kind` names its colour: night, dawn, day or work.
    public record Piece(String kind, String x, String width) {
    }

    /// A point of the axis with what stands at it.
    ///
    /// @param anchor where its text is held: start, middle or end
    public record Mark(String x, String text, String anchor) {
    }

    private static final WeeklyHours DAWN = everyDay("06:00-07:00 18:00-19:00");
    private static final WeeklyHours DAY = everyDay("07:00-18:00");
    private static final Duration BEFORE_NOW = Duration.ofHours(3);
    private static final int[] LENGTHS = {24, 30, 36, 48, 72, 96, 120, 168, 240, 336, 504, 744};
    private static final int ABOVE = 7;
    private static final int BELOW = 4;
    private static final int LABELS = 16;

    private static WeeklyHours everyDay(String windows) {
        return WeeklyHours.parse("Mon-Sun " + windows);
    }

    /// The coming day: 24 hours with now at one eighth, so that every now on a page stands in one line.
    public static DayBand comingDay(Schedule schedule, ZoneId reader, Instant now) {
        return along(now.minus(BEFORE_NOW), now.plus(Duration.ofHours(21)), schedule, reader, now, null);
    }

    /// The coming time until a due time is on it, with some space behind: 24 hours, 30, 36, 48, 72 and so on.
    public static DayBand until(Instant due, Schedule schedule, ZoneId reader, Instant now) {
        return along(now.minus(BEFORE_NOW), end(due, now), schedule, reader, now, due);
    }

    private static Instant end(Instant due, Instant now) {
        var from = now.minus(BEFORE_NOW);
        for (int length : LENGTHS) {
            if (!due.isAfter(from.plus(Duration.ofMinutes(length * 57L)))) {
                return from.plus(Duration.ofHours(length));
            }
        }
        return from.plus(Duration.between(from, due).multipliedBy(20).dividedBy(19));
    }

    /// A calendar day of the reader, from midnight to midnight, for planning.
    public static DayBand calendarDay(LocalDate day, Schedule schedule, ZoneId reader, Instant now) {
        return along(day.atStartOfDay(reader).toInstant(), day.plusDays(1).atStartOfDay(reader).toInstant(), schedule, reader,
                now, null);
    }

    /// Any axis. Now and the due time are marked where they are on it.
    public static DayBand along(Instant from, Instant to, Schedule schedule, ZoneId reader, Instant now, @Nullable Instant due) {
        var axis = new Axis(from, to, reader);
        var sky = new ArrayList<Piece>();
        sky.add(new Piece("night", "0%", "100%"));
        schedule.withHours(DAWN).windows(from, to).forEach(dawn -> sky.add(axis.piece("dawn", dawn)));
        schedule.withHours(DAY).windows(from, to).forEach(day -> sky.add(axis.piece("day", day)));
        var windows = schedule.statedWindows(from, to).stream().map(window -> axis.piece("work", window)).toList();
        return new DayBand(from, to, Size.LINE, NextAtWork.of(schedule, now).sentence(reader), List.copyOf(sky), windows,
                axis.midnights(), axis.mark(now), due == null ? null : axis.mark(due), axis.labels(Size.LINE.hoursApart), true);
    }

    public DayBand sized(Size size) {
        return new DayBand(from, to, size, sentence, sky, windows, midnights, now, due, labels, hours);
    }

    public DayBand withSentence(String sentence) {
        return new DayBand(from, to, size, sentence, sky, windows, midnights, now, due, labels, hours);
    }

    public DayBand withoutHours() {
        return new DayBand(from, to, size, sentence, sky, windows, midnights, now, due, labels, false);
    }

    /// For a column of bands that shares one line of now, drawn by its first row.
    public DayBand withoutNow() {
        return new DayBand(from, to, size, sentence, sky, windows, midnights, null, due, labels, hours);
    }

    /// The hours below in steps that suit the size, by the reader's clock.
    public DayBand withHours(ZoneId reader) {
        return new DayBand(from, to, size, sentence, sky, windows, midnights, now, due,
                new Axis(from, to, reader).labels(size.hoursApart), true);
    }

    /// Where a stretch of time lies on this axis; what is outside is cut off.
    public Piece piece(String kind, Interval time) {
        var start = Interval.later(time.start(), from);
        var end = Interval.earlier(time.end(), to);
        return new Axis(from, to, ZoneOffset.UTC).piece(kind, new Interval(start, end));
    }

    /// The name of the size in the stylesheet.
    public String sizeName() {
        return size.name().toLowerCase(Locale.ROOT);
    }

    public int height() {
        return ABOVE + size.ground + BELOW + (hours ? LABELS : 0);
    }

    public int groundTop() {
        return ABOVE;
    }

    public int ground() {
        return size.ground;
    }

    public int bar() {
        return size.bar;
    }

    public int barTop() {
        return ABOVE + (size.ground - size.bar) / 2;
    }

    public int middle() {
        return ABOVE + size.ground / 2;
    }

    /// The line of now runs four pixels beyond each edge.
    public int nowHeight() {
        return size.ground + 8;
    }

    public int nowTop() {
        return ABOVE - 4;
    }

    public int labelLine() {
        return ABOVE + size.ground + BELOW + 12;
    }

    private record Axis(Instant from, Instant to, ZoneId reader) {

        private double share(Instant at) {
            return 100.0 * Duration.between(from, at).toSeconds() / Duration.between(from, to).toSeconds();
        }

        private static String percent(double share) {
            var text = String.format(Locale.ROOT, "%.3f", share);
            return text.replaceAll("\\.?0+$", "") + "%";
        }

        Piece piece(String kind, Interval interval) {
            double start = share(interval.start());
            return new Piece(kind, percent(start), percent(share(interval.end()) - start));
        }

        @Nullable Mark mark(Instant at) {
            return at.isBefore(from) || at.isAfter(to) ? null : new Mark(percent(share(at)), "", "middle");
        }

        List<Mark> midnights() {
            var marks = new ArrayList<Mark>();
            for (var date = LocalDate.ofInstant(from, reader).plusDays(1); ; date = date.plusDays(1)) {
                var midnight = date.atStartOfDay(reader).toInstant();
                if (!midnight.isBefore(to)) {
                    return marks;
                }
                boolean exists = LocalDate.ofInstant(midnight, reader).equals(date);
                if (exists && midnight.isAfter(from)) {
                    marks.add(new Mark(percent(share(midnight)), "", "middle"));
                }
            }
        }

        /// Every so many hours by the reader's clock, and only the days where there is no room for hours.
        List<Mark> labels(int hoursApart) {
            long length = Duration.between(from, to).toHours();
            int apart = length <= 40 ? hoursApart : length <= 75 ? 12 : 24;
            var marks = new ArrayList<Mark>();
            for (var date = LocalDate.ofInstant(from, reader); !date.isAfter(LocalDate.ofInstant(to, reader)); date = date.plusDays(1)) {
                for (int hour = 0; hour < 24; hour += apart) {
                    var local = date.atTime(hour, 0);
                    var at = local.atZone(reader).toInstant();
                    boolean skipped = !at.atZone(reader).toLocalDateTime().equals(local);
                    if (skipped || at.isBefore(from) || at.isAfter(to)) {
                        continue;
                    }
                    boolean closing = at.equals(to) && hour == 0;
                    var text = apart == 24 ? day(date, length) : closing ? "24" : String.format(Locale.ROOT, "%02d", hour);
                    if (apart == 24 && share(at) > 93) {
                        continue;
                    }
                    marks.add(label(at, text, apart == 24));
                }
            }
            return marks;
        }

        private static String day(LocalDate date, long length) {
            return length <= 170 ? date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH) : String.valueOf(date.getDayOfMonth());
        }

        /// An hour stands under its moment, a day's name from its midnight on; nothing leaves the axis at its ends.
        private Mark label(Instant at, String text, boolean day) {
            double share = share(at);
            var anchor = day || share < 3 ? "start" : share > 97 ? "end" : "middle";
            return new Mark(percent(share), text, anchor);
        }
    }
}
