package antipode.hints;

import antipode.web.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// What the others' clocks say, of those whose day is furthest from the writer's.
///
/// @param zones where readers are, the most first
record Elsewhere(ZoneId home, Instant now, List<ZoneId> zones) {

    /// One earlier and one later are enough to make the point.
    private static final int SHOWN = 2;

    /// "17:00 in Lisbon is 02:00 on Wed in Tokyo and 09:00 in Los Angeles." Nothing where everybody's clock agrees.
    String compared(Instant at) {
        Times mine = new Times(now, home);
        List<String> others = furthest(at).stream().map(zone -> other(at, zone)).toList();
        return others.isEmpty()
                ? ""
                : " " + mine.clock(at) + " in " + Times.place(home) + " is " + String.join(" and ", others) + ".";
    }

    private String other(Instant at, ZoneId zone) {
        Times theirs = new Times(now, zone);
        LocalDate there = at.atZone(zone).toLocalDate();
        boolean sameDay = there.equals(at.atZone(home).toLocalDate());
        String day = theirs.exact(at);
        return theirs.clock(at) + (sameDay ? "" : " on " + day.substring(0, 3)) + " in " + Times.place(zone);
    }

    /// "Tokyo and Los Angeles", where others read it.
    String places(Instant at) {
        return furthest(at).stream().map(Times::place).collect(Collectors.joining(" and "));
    }

    private List<ZoneId> furthest(Instant at) {
        int own = offset(home, at);
        List<ZoneId> apart = zones.stream().filter(zone -> offset(zone, at) != own).toList();
        List<ZoneId> shown = new ArrayList<>();
        apart.stream().max(Comparator.comparingInt(zone -> offset(zone, at))).filter(zone -> offset(zone, at) > own).ifPresent(shown::add);
        apart.stream().min(Comparator.comparingInt(zone -> offset(zone, at))).filter(zone -> offset(zone, at) < own).ifPresent(shown::add);
        return shown.subList(0, Math.min(SHOWN, shown.size()));
    }

    private static int offset(ZoneId zone, Instant at) {
        return zone.getRules().getOffset(at).getTotalSeconds();
    }
}
