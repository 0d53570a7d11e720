package antipode.world;

import antipode.hours.Coverage;
import antipode.hours.Gaps;
import antipode.hours.Interval;
import antipode.hours.Overlap;
import antipode.hours.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A day of some people, on the reader's clock: from east to west, so that night runs through it as a diagonal. It knows
/// stated hours and nothing else; who has stated none is named, and not drawn.
///
/// @param rows     those with stated hours, from east to west
/// @param unstated those without
record World(List<Row> rows, List<Row> unstated, LocalDate date, ZoneId reader, Instant now) {

    /// Pairs are worth naming only among so many.
    private static final int FEW = 12;

    World {
        rows = List.copyOf(rows);
        unstated = List.copyOf(unstated);
    }

    static World of(List<Row> people, LocalDate date, ZoneId reader, Instant now) {
        Instant noon = noon(date, reader);
        List<Row> rows = new ArrayList<>();
        List<Row> unstated = new ArrayList<>();
        for (Row row : people) {
            (row.schedule().statedAt(noon) ? rows : unstated).add(row);
        }
        rows.sort(Comparator.comparing((Row row) -> -row.zone(noon).getRules().getOffset(noon).getTotalSeconds())
                .thenComparing(row -> row.place(noon))
                .thenComparing(row -> row.name().toLowerCase(java.util.Locale.ROOT)));
        return new World(rows, unstated, date, reader, now);
    }

    private static Instant noon(LocalDate date, ZoneId reader) {
        return date.atTime(12, 0).atZone(reader).toInstant();
    }

    Instant noon() {
        return noon(date, reader);
    }

    Instant from() {
        return date.atStartOfDay(reader).toInstant();
    }

    Instant to() {
        return date.plusDays(1).atStartOfDay(reader).toInstant();
    }

    /// 23, 24 or 25.
    Duration length() {
        return Duration.between(from(), to());
    }

    boolean today() {
        return !now.isBefore(from()) && now.isBefore(to());
    }

    World with(Row another) {
        List<Row> people = new ArrayList<>(rows);
        people.addAll(unstated);
        people.add(another);
        return of(people, date, reader, now);
    }

    /// Only these rows of it.
    World only(List<Row> some) {
        return new World(some, List.of(), date, reader, now);
    }

    List<Schedule> schedules() {
        return rows.stream().map(Row::schedule).toList();
    }

    Coverage coverage() {
        return Coverage.of(schedules(), from(), to());
    }

    /// When all of them are at work on this day.
    Overlap overlap() {
        return Overlap.of(schedules(), from(), to());
    }

    /// When all of them are at work the next time: from now on, or from the day on if it is ahead.
    Optional<Interval> nextOverlap(Duration least) {
        return unstated.isEmpty() && !rows.isEmpty()
                ? Overlap.next(schedules(), now.isAfter(from()) ? now : from(), least)
                : Optional.empty();
    }

    /// Two who aren't at work at the same time on this day.
    record Apart(Row one, Row other) {}

    /// Nothing where they are too many to name.
    List<Apart> apart() {
        List<Apart> apart = new ArrayList<>();
        if (rows.size() > FEW) {
            return apart;
        }
        for (int i = 0; i < rows.size(); i++) {
            for (int j = i + 1; j < rows.size(); j++) {
                if (Overlap.of(List.of(rows.get(i).schedule(), rows.get(j).schedule()), from(), to()).isEmpty()) {
                    apart.add(new Apart(rows.get(i), rows.get(j)));
                }
            }
        }
        return apart;
    }

    /// Who waits how long for whom, asking at the end of their working day of this date.
    Gaps gaps() {
        return Gaps.of(schedules(), date);
    }
}
