package antipode.simulation;

import antipode.people.Actor;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody in the simulated company, with an idea of their hours that knows nothing of `antipode.hours`: it looks at the
/// clock on their wall, minute by minute.
final class Worker {

    /// Zone and week from a date on; no windows at all where no hours are stated.
    record Stay(LocalDate from, ZoneId zone, Set<DayOfWeek> days, List<LocalTime[]> windows) {}

    record Off(LocalDate first, LocalDate last) {}

    final Actor actor;
    final List<Stay> stays = new ArrayList<>();
    final List<Off> off = new ArrayList<>();
    String mode;
    @Nullable Instant focusUntil;
    @Nullable Instant endedUntil;
    Instant changed = Instant.MIN;
    @Nullable LocalDate told;

    Worker(Actor actor, Stay stay, String mode) {
        this.actor = actor;
        this.mode = mode;
        stays.add(stay);
    }

    boolean stated() {
        return !stays.getFirst().windows().isEmpty();
    }

    private Stay stay(Instant at) {
        Stay there = stays.getFirst();
        for (Stay stay : stays) {
            if (!at.isBefore(stay.from().atStartOfDay(stay.zone()).toInstant())) {
                there = stay;
            }
        }
        return there;
    }

    ZoneId zone(Instant at) {
        return stay(at).zone();
    }

    LocalDate date(Instant at) {
        return at.atZone(stay(at).zone()).toLocalDate();
    }

    /// Whether what is sent by itself may reach them: within stated hours, or from nine to five on weekdays.
    boolean atWork(Instant at) {
        return !off(date(at)) && works(at, List.<LocalTime[]>of(new LocalTime[] {LocalTime.of(9, 0), LocalTime.of(17, 0)}));
    }

    /// Whether this minute would count as their time to answer: within stated hours, or any of a weekday.
    private boolean answersButForAbsences(Instant at) {
        return works(at, List.<LocalTime[]>of(new LocalTime[] {LocalTime.MIN, LocalTime.MAX}));
    }

    private boolean works(Instant at, List<LocalTime[]> unstated) {
        Stay stay = stay(at);
        var wall = at.atZone(stay.zone());
        if (!stay.days().contains(wall.getDayOfWeek())) {
            return false;
        }
        LocalTime time = wall.toLocalTime();
        return (stated() ? stay.windows() : unstated).stream()
                .anyMatch(window -> !time.isBefore(window[0]) && (time.isBefore(window[1]) || window[1].equals(LocalTime.MAX)));
    }

    private boolean off(LocalDate date) {
        return off.stream().anyMatch(each -> !date.isBefore(each.first()) && !date.isAfter(each.last()));
    }

    /// Whether they may be told something at this moment.
    boolean reachable(Instant at) {
        return atWork(at)
                && (focusUntil == null || !at.isBefore(focusUntil))
                && (endedUntil == null || !at.isBefore(endedUntil));
    }

    /// The first minute of work of a date of theirs, as their wall shows it.
    @Nullable Instant begins(LocalDate date) {
        Stay there = stays.getFirst();
        for (Stay stay : stays) {
            there = date.isBefore(stay.from()) ? there : stay;
        }
        if (off(date) || !there.days().contains(date.getDayOfWeek())) {
            return null;
        }
        LocalTime first = there.windows().isEmpty() ? LocalTime.of(9, 0) : there.windows().getFirst()[0];
        return date.atTime(first).atZone(there.zone()).toInstant();
    }

    /// Whether a notice of that moment ought to be on its way at this one, whatever anybody planned.
    boolean owed(Instant created, Instant at) {
        if (!reachable(at)) {
            return false;
        }
        LocalDate today = date(at);
        return switch (mode) {
            case "as_it_happens" -> true;
            case "digest" -> begun(today, created, at);
            case "weekly" -> {
                LocalDate first = today.minusDays(Math.floorMod(today.getDayOfWeek().getValue() - weekBegins().getValue(), 7));
                while (first.isBefore(today) && begins(first) == null) {
                    first = first.plusDays(1);
                }
                yield begun(first, created, at);
            }
            default -> false;
        };
    }

    private boolean begun(LocalDate date, Instant created, Instant at) {
        Instant begins = begins(date);
        return begins != null && !begins.isAfter(at) && created.isBefore(begins) && (told == null || told.isBefore(date));
    }

    private DayOfWeek weekBegins() {
        return stays.getFirst().days().contains(DayOfWeek.SUNDAY) ? DayOfWeek.SUNDAY : DayOfWeek.MONDAY;
    }

    /// By when they have had their time to answer since they were asked, counted minute by minute and to the second at its
    /// ends; nothing if meanwhile they lose more than three whole working days to absences.
    @Nullable Instant fair(Instant asked) {
        long needed = stated() ? Duration.ofHours(4).toSeconds() : Duration.ofHours(48).toSeconds();
        Instant limit = asked.plus(Duration.ofDays(40));
        Set<LocalDate> working = new HashSet<>();
        Set<LocalDate> worked = new HashSet<>();
        Instant at = asked;
        while (needed > 0) {
            if (at.isAfter(limit)) {
                return null;
            }
            Instant next = at.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
            long had = 0;
            if (answersButForAbsences(at)) {
                LocalDate day = date(at);
                working.add(day);
                if (!off(day)) {
                    worked.add(day);
                    had = Math.min(needed, Duration.between(at, next).toSeconds());
                }
            }
            needed -= had;
            at = needed == 0 ? at.plusSeconds(had) : next;
        }
        working.removeAll(worked);
        return working.size() > 3 ? null : at;
    }
}
