package antipode.world;

import antipode.hours.Coverage;
import antipode.hours.DayBand;
import antipode.hours.Interval;
import antipode.hours.NextAtWork;
import antipode.hours.Overlap;
import antipode.hours.Schedule;
import antipode.hours.Spoken;
import antipode.web.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The day as it is drawn: a band for each person, below them how many are at work, and what those who were ticked share.
///
/// @param axis   the hours above, and where now is
/// @param steps  how many are at work, each as high as they are many
/// @param peak   where the most are at work
/// @param shared what the ticked share
record Picture(
        DayBand axis, List<Line> lines, List<Bar> steps, DayBand.@Nullable Mark peak, List<DayBand.Piece> gaps,
        DayBand.@Nullable Mark gapMark, List<DayBand.Piece> shared) {

    /// How high the most are drawn.
    static final int HIGHEST = 48;

    /// Somebody's row.
    ///
    /// @param there what their clock shows now
    /// @param hours their windows of the day in words
    /// @param next  when they are at work next
    record Line(Row row, String place, String there, DayBand band, String hours, String next, boolean ticked) {}

    record Bar(String x, String width, int height) {}

    static Picture of(World world, List<Row> shown, List<Row> ticked, Overlap overlap) {
        Coverage coverage = world.coverage();
        DayBand axis = DayBand.calendarDay(world.date(), Schedule.unstated(world.reader()), world.reader(), world.now())
                .sized(DayBand.Size.WORLD).withHours(world.reader());
        int most = Math.max(1, coverage.most());
        List<Bar> bars = coverage.steps().stream().map(step -> {
            DayBand.Piece piece = axis.piece("step", step.time());
            return new Bar(piece.x(), piece.width(), step.atWork() * HIGHEST / most);
        }).toList();
        List<DayBand.Piece> gaps = coverage.gaps().stream().map(gap -> axis.piece("gap", gap)).toList();
        return new Picture(
                axis, lines(world, shown, ticked), bars,
                coverage.steps().stream().filter(step -> step.atWork() > 1 && step.atWork() == coverage.most()).findFirst()
                        .map(step -> mark(axis, step.time(), coverage.most() + " at once")).orElse(null),
                gaps,
                coverage.longestGap().filter(gap -> coverage.most() > 0)
                        .map(gap -> mark(axis, gap, "gap " + Spoken.span(gap, world.reader()))).orElse(null),
                overlap.times().stream().map(time -> axis.piece("overlap", time)).toList());
    }

    /// Text over the middle of a stretch; near an end it keeps within the axis.
    private static DayBand.Mark mark(DayBand axis, Interval time, String text) {
        Instant middle = time.start().plus(time.length().dividedBy(2));
        double share = 100.0 * Duration.between(axis.from(), middle).toSeconds() / Duration.between(axis.from(), axis.to()).toSeconds();
        return share < 12 ? new DayBand.Mark("0%", text, "start") : share > 88 ? new DayBand.Mark("100%", text, "end")
                : new DayBand.Mark(String.format(Locale.ROOT, "%.2f%%", share), text, "middle");
    }

    private static List<Line> lines(World world, List<Row> shown, List<Row> ticked) {
        List<Line> lines = new ArrayList<>();
        for (Row row : shown) {
            List<Interval> windows = row.schedule().statedWindows(world.from(), world.to());
            String hours = windows.isEmpty() ? "not at work" : new Overlap(windows).clock(world.reader());
            ZoneId zone = row.zone(world.today() ? world.now() : world.noon());
            DayBand band = DayBand.calendarDay(world.date(), row.schedule(), world.reader(), world.now())
                    .sized(DayBand.Size.WORLD).withoutHours()
                    .withSentence(row.firstName() + ": " + (windows.isEmpty() ? hours : "at work " + hours));
            lines.add(new Line(
                    row, Times.place(zone), new Times(world.now(), zone).clock(world.now()), band, hours,
                    world.today() ? next(row, world) : hours, ticked.contains(row)));
        }
        return lines;
    }

    private static String next(Row row, World world) {
        NextAtWork next = NextAtWork.of(row.schedule(), world.now());
        Times times = new Times(world.now(), world.reader());
        if (next.awayUntil() != null || next.from() == null) {
            return next.brief(world.reader());
        }
        if (next.atWork()) {
            return next.until() == null ? "now" : "now, until " + Spoken.near(next.until(), world.now(), world.reader());
        }
        boolean today = next.from().isBefore(world.to());
        return today ? times.clock(next.from()) : Spoken.near(next.from(), world.now(), world.reader());
    }

    /// The steps in words, for the table: "03:30–04:30: nobody".
    static List<String> spoken(World world) {
        return world.coverage().steps().stream()
                .map(step -> Spoken.span(step.time(), world.reader()) + ": " + (step.atWork() == 0 ? "nobody" : String.valueOf(step.atWork())))
                .collect(Collectors.toList());
    }
}
