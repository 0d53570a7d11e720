package antipode.capacity.calendars;

import antipode.hours.Interval;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads when somebody is busy out of a calendar, within a window. What it is about is never looked at.
///
/// What counts: whatever isn't cancelled, free, or declined by them. What they haven't accepted is tentative. A whole
/// day counts only where the calendar says that it is busy or out of office.
record BusyTimes(Interval window, Set<String> addresses, ZoneId home) {

    enum Kind {
        BUSY, TENTATIVE, AWAY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Busy(Instant start, Instant end, Kind kind) {}

    /// @param refresh how often the calendar wants to be asked; nothing if it doesn't say
    record Read(List<Busy> busy, @Nullable Duration refresh) {}

    /// A time as written.
    ///
    /// @param utc  whether it is one for all
    /// @param date whether it is a whole day
    record Time(LocalDateTime local, boolean utc, boolean date) {}

    private static final int MOST_EVENTS = 20_000;
    private static final int MOST_TIMES = 5_000;
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    /// Nothing of a text that is no calendar.
    @Nullable Read read(String text) {
        var root = Ics.read(text);
        if (root == null) {
            return null;
        }
        var busy = new ArrayList<Busy>();
        Duration refresh = null;
        var patience = new Recurrence.Patience();
        for (var calendar : root.parts()) {
            var clocks = new Clockface.Named(calendar, home);
            var events = calendar.all("VEVENT").limit(MOST_EVENTS).toList();
            Map<String, Set<String>> replaced = new HashMap<>();
            for (var event : events) {
                var one = event.line1("RECURRENCE-ID");
                var time = one == null ? null : time(one.value());
                if (one != null && time != null) {
                    replaced.computeIfAbsent(event.value("UID"), _ -> new HashSet<>()).add(key(time, one, clocks));
                }
            }
            for (var event : events) {
                if (busy.size() < MOST_TIMES) {
                    event(event, clocks, replaced.getOrDefault(event.value("UID"), Set.of()), busy, patience);
                }
            }
            calendar.all("VFREEBUSY").limit(MOST_EVENTS).forEach(part -> freeBusy(part, busy));
            for (var name : List.of("REFRESH-INTERVAL", "X-PUBLISHED-TTL")) {
                refresh = refresh != null ? refresh : duration(calendar.value(name));
            }
        }
        return new Read(together(busy.stream().limit(MOST_TIMES).toList()), refresh);
    }

    private void event(Ics event, Clockface.Named clocks, Set<String> replaced, List<Busy> busy, Recurrence.Patience patience) {
        var kind = kind(event);
        var line = event.line1("DTSTART");
        var start = line == null ? null : time(line.value());
        if (kind == null || line == null || start == null) {
            return;
        }
        var clock = clock(start, line, clocks);
        try {
            var length = length(event, start, clock, clocks);
            if (length == null || length.isZero() || length.isNegative() || length.compareTo(LONGEST) > 0) {
                return;
            }
            boolean single = event.line1("RECURRENCE-ID") != null;
            var starts = single ? List.of(start.local) : starts(event, start, clock, length, patience);
            var left = single ? Set.<String>of() : left(event, clocks, replaced);
            for (var each : starts) {
                if (!left.contains(key(new Time(each, start.utc, start.date), clock))) {
                    var from = clock.at(each);
                    // A whole day ends with the day, however long it is.
                    add(busy, from, start.date ? clock.at(each.plusDays(length.toDays())) : from.plus(length), kind);
                }
            }
        } catch (DateTimeException | ArithmeticException e) {
            // A time that no calendar of ours reaches.
        }
    }

    private List<LocalDateTime> starts(Ics event, Time start, Clockface clock, Duration length, Recurrence.Patience patience) {
        var from = LocalDateTime.ofInstant(window.start(), ZoneOffset.UTC).minus(length).minusDays(2);
        var to = LocalDateTime.ofInstant(window.end(), ZoneOffset.UTC).plusDays(2);
        var starts = new HashSet<LocalDateTime>();
        starts.add(start.local);
        event.lines("RRULE").limit(4).map(line -> Recurrence.of(line.value())).filter(Objects::nonNull).forEach(rule -> {
            var until = time(rule.until());
            starts.addAll(rule.between(start.local, from, to, each -> until != null && (until.date
                    ? each.toLocalDate().isAfter(until.local.toLocalDate())
                    : until.utc ? clock.at(each).isAfter(until.local.toInstant(ZoneOffset.UTC)) : each.isAfter(until.local)), patience));
        });
        event.lines("RDATE").flatMap(line -> Arrays.stream(line.value().split(",")))
                .map(text -> time(text.split("/")[0])).filter(Objects::nonNull).limit(MOST_TIMES)
                .forEach(time -> starts.add(time.local));
        return starts.stream().filter(each -> !each.isBefore(from) && !each.isAfter(to)).sorted().limit(MOST_TIMES).toList();
    }

    /// What of a series doesn't take place as the series says: taken out, or told anew by itself.
    private Set<String> left(Ics event, Clockface.Named clocks, Set<String> replaced) {
        var left = new HashSet<>(replaced);
        event.lines("EXDATE").forEach(line -> Arrays.stream(line.value().split(",")).map(BusyTimes::time)
                .filter(Objects::nonNull).forEach(time -> left.add(key(time, line, clocks))));
        return left;
    }

    private @Nullable Duration length(Ics event, Time start, Clockface clock, Clockface.Named clocks) {
        var line = event.line1("DTEND");
        var end = line == null ? null : time(line.value());
        if (line != null && end != null) {
            return start.date
                    ? Duration.ofDays(end.local.toLocalDate().toEpochDay() - start.local.toLocalDate().toEpochDay())
                    : Duration.between(clock.at(start.local), clock(end, line, clocks).at(end.local));
        }
        var said = duration(event.value("DURATION"));
        return said != null ? said : start.date ? Duration.ofDays(1) : Duration.ZERO;
    }

    /// Nothing if it takes no time of theirs.
    private @Nullable Kind kind(Ics event) {
        var status = event.value("STATUS").toUpperCase(Locale.ROOT);
        var shown = Stream.of("X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-CDO-INTENDEDSTATUS")
                .map(name -> event.value(name).toUpperCase(Locale.ROOT)).filter(value -> !value.isEmpty()).findFirst().orElse("");
        var transparency = event.value("TRANSP").toUpperCase(Locale.ROOT);
        var own = event.lines("ATTENDEE")
                .filter(line -> addresses.contains(line.value().strip().toLowerCase(Locale.ROOT).replaceFirst("^mailto:", "")))
                .map(line -> line.parameters().getOrDefault("PARTSTAT", "NEEDS-ACTION").toUpperCase(Locale.ROOT))
                .findFirst().orElse("ACCEPTED");
        var start = event.line1("DTSTART");
        boolean wholeDay = start != null && start.value().strip().length() == 8;
        if (status.equals("CANCELLED") || own.equals("DECLINED") || shown.equals("FREE") || shown.equals("WORKINGELSEWHERE")
                || shown.isEmpty() && (transparency.equals("TRANSPARENT") || wholeDay && !transparency.equals("OPAQUE"))) {
            return null;
        }
        if (shown.equals("OOF")) {
            return Kind.AWAY;
        }
        return status.equals("TENTATIVE") || shown.equals("TENTATIVE") || own.equals("TENTATIVE") || own.equals("NEEDS-ACTION")
                ? Kind.TENTATIVE : Kind.BUSY;
    }

    private void freeBusy(Ics part, List<Busy> busy) {
        part.lines("FREEBUSY").forEach(line -> {
            var kind = switch (line.parameters().getOrDefault("FBTYPE", "BUSY").toUpperCase(Locale.ROOT)) {
                case "FREE" -> null;
                case "BUSY-TENTATIVE" -> Kind.TENTATIVE;
                case "BUSY-UNAVAILABLE" -> Kind.AWAY;
                default -> Kind.BUSY;
            };
            if (kind == null) {
                return;
            }
            for (var period : line.value().split(",")) {
                var ends = period.strip().split("/");
                var start = time(ends[0]);
                if (ends.length != 2 || start == null || busy.size() >= MOST_TIMES) {
                    continue;
                }
                var from = start.local.toInstant(ZoneOffset.UTC);
                var end = time(ends[1]);
                var length = duration(ends[1]);
                if (end != null || length != null) {
                    add(busy, from, end != null ? end.local.toInstant(ZoneOffset.UTC) : from.plus(length), kind);
                }
            }
        });
    }

    private void add(List<Busy> busy, Instant start, Instant end, Kind kind) {
        var from = start.isBefore(window.start()) ? window.start() : start;
        var to = end.isAfter(window.end()) ? window.end() : end;
        if (from.isBefore(to)) {
            busy.add(new Busy(from, to, kind));
        }
    }

    private static List<Busy> together(List<Busy> busy) {
        Map<Kind, List<Busy>> kinds = new TreeMap<>();
        busy.stream().sorted(Comparator.comparing(Busy::start)).forEach(each -> {
            var those = kinds.computeIfAbsent(each.kind, _ -> new ArrayList<>());
            var last = those.isEmpty() ? null : those.getLast();
            if (last != null && !each.start.isAfter(last.end)) {
                those.set(those.size() - 1, new Busy(last.start, last.end.isAfter(each.end) ? last.end : each.end, each.kind));
            } else {
                those.add(each);
            }
        });
        return kinds.values().stream().flatMap(List::stream).sorted(Comparator.comparing(Busy::start).thenComparing(Busy::kind)).toList();
    }

    private static Clockface clock(Time time, Ics.Line line, Clockface.Named clocks) {
        return time.utc ? Clockface.of(ZoneOffset.UTC) : clocks.of(line.parameters().get("TZID"));
    }

    private static String key(Time time, Ics.Line line, Clockface.Named clocks) {
        return key(time, clock(time, line, clocks));
    }

    private static String key(Time time, Clockface clock) {
        return time.date ? time.local.toLocalDate().toString() : clock.at(time.local).toString();
    }

    /// `20261104T090000Z`, `20261104T090000`, `20261104`; nothing of anything else.
    static @Nullable Time time(String text) {
        var plain = text.strip();
        try {
            return switch (plain.length()) {
                case 8 -> new Time(LocalDate.parse(plain, DATE).atTime(LocalTime.MIDNIGHT), false, true);
                case 15 -> new Time(LocalDateTime.parse(plain, LOCAL), false, false);
                case 16 -> plain.endsWith("Z") ? new Time(LocalDateTime.parse(plain.substring(0, 15), LOCAL), true, false) : null;
                default -> null;
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// "PT1H30M", "P1D", "P2W", "-PT5M"
    static @Nullable Duration duration(String text) {
        var plain = text.strip().toUpperCase(Locale.ROOT).replaceFirst("^\\+", "");
        if (plain.isEmpty() || plain.length() > 40) {
            return null;
        }
        try {
            return plain.contains("W") ? Duration.ofDays(Period.parse(plain).getDays()) : Duration.parse(plain);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
