package antipode.capacity.calendars;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A clock that a calendar names: by the name of a zone, by what Windows calls it, or by rules of its own.
@FunctionalInterface
interface Clockface {

    /// Of a time that the clock shows twice, the first; of one that it skips, as much later as it skips.
    Instant at(LocalDateTime local);

    static Clockface of(ZoneId zone) {
        return local -> local.atZone(zone).toInstant();
    }

    /// Those of a calendar, by name.
    final class Named {

        private final Map<String, Clockface> own = new HashMap<>();
        private final Map<String, Clockface> found = new HashMap<>();
        private final Clockface home;

        /// @param home for times that name no clock, or one that nobody knows
        Named(Ics calendar, ZoneId home) {
            var said = zone(calendar.value("X-WR-TIMEZONE"));
            this.home = of(said == null ? home : said);
            calendar.all("VTIMEZONE").limit(200).forEach(part -> own.putIfAbsent(part.value("TZID"), new Ruled(part)));
        }

        Clockface of(@Nullable String name) {
            return name == null ? home : found.computeIfAbsent(name, this::look);
        }

        static Clockface of(ZoneId zone) {
            return Clockface.of(zone);
        }

        private Clockface look(String name) {
            var zone = zone(name);
            if (zone != null) {
                return of(zone);
            }
            var ruled = own.get(name);
            return ruled != null ? ruled : home;
        }

        /// "Europe/Lisbon", "/mozilla.org/20070129_1/Europe/Lisbon", "W. Europe Standard Time"
        static @Nullable ZoneId zone(String name) {
            if (name.isBlank() || name.length() > 200) {
                return null;
            }
            var windows = WindowsZones.NAMES.get(name.strip());
            for (var rest = windows == null ? name.strip() : windows; ; rest = rest.substring(rest.indexOf('/') + 1)) {
                try {
                    return ZoneId.of(rest);
                } catch (DateTimeException e) {
                    if (!rest.contains("/")) {
                        return null;
                    }
                }
            }
        }
    }

    /// By the rules that stand in the calendar itself.
    final class Ruled implements Clockface {

        private record Change(LocalDateTime start, ZoneOffset before, ZoneOffset after, @Nullable Recurrence rule, List<LocalDateTime> dates) {

            /// The last time up to this one at which the clocks were changed so.
            @Nullable LocalDateTime last(LocalDateTime local) {
                LocalDateTime last = start.isAfter(local) ? null : start;
                for (var date : dates) {
                    last = !date.isAfter(local) && (last == null || date.isAfter(last)) ? date : last;
                }
                if (last != null && rule != null) {
                    var end = BusyTimes.time(rule.until());
                    var until = end == null ? local : end.utc() ? end.local().plusSeconds(before.getTotalSeconds()) : end.local();
                    var to = until.isBefore(local) ? until : local;
                    var ruled = rule.between(start, to.minusDays(400), to, _ -> false, new Recurrence.Patience());
                    last = ruled.isEmpty() || ruled.getLast().isBefore(last) ? last : ruled.getLast();
                }
                return last;
            }
        }

        private final List<Change> changes = new ArrayList<>();

        Ruled(Ics part) {
            part.parts().stream().filter(one -> one.name().equals("STANDARD") || one.name().equals("DAYLIGHT")).limit(100).forEach(one -> {
                var start = BusyTimes.time(one.value("DTSTART"));
                var before = offset(one.value("TZOFFSETFROM"));
                var after = offset(one.value("TZOFFSETTO"));
                if (start != null && after != null) {
                    var dates = one.lines("RDATE").map(line -> BusyTimes.time(line.value())).filter(java.util.Objects::nonNull)
                            .map(BusyTimes.Time::local).limit(500).collect(Collectors.toList());
                    changes.add(new Change(
                            start.local(), before == null ? after : before, after, Recurrence.of(one.value("RRULE")), dates));
                }
            });
        }

        @Override
        public Instant at(LocalDateTime local) {
            Change in = null;
            LocalDateTime since = null;
            for (var change : changes) {
                var last = change.last(local);
                if (last != null && (since == null || last.isAfter(since))) {
                    in = change;
                    since = last;
                }
            }
            if (in == null || since == null) {
                return local.toInstant(changes.isEmpty() ? ZoneOffset.UTC : changes.getFirst().before());
            }
            // Within the hour that is skipped the clock still goes as before.
            boolean skipped = local.isBefore(since.plusSeconds((long) in.after().getTotalSeconds() - in.before().getTotalSeconds()));
            return local.toInstant(skipped ? in.before() : in.after());
        }

        private static @Nullable ZoneOffset offset(String text) {
            try {
                return text.matches("[+-]\\d{4}(\\d\\d)?") ? ZoneOffset.of(text) : null;
            } catch (DateTimeException e) {
                return null;
            }
        }
    }
}
