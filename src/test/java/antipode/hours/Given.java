package antipode.hours;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Hours, schedules and moments made up from a seed, most of them where clocks change.
final class Given {

    static final List<ZoneId> ZONES = Stream.of("Europe/Lisbon", "Asia/Tokyo",
            "America/Los_Angeles", "Asia/Kolkata", "America/Sao_Paulo", "Africa/Nairobi", "Pacific/Auckland", "Pacific/Apia",
            "Pacific/Kiritimati", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Gaza", "America/St_Johns", "Africa/Cairo",
            "Asia/Beirut", "America/Santiago", "America/Havana", "Atlantic/Azores", "Antarctica/Troll", "Pacific/Chatham",
            "Asia/Kathmandu", "Europe/Dublin", "America/Nuuk", "Asia/Jerusalem", "America/Asuncion", "Pacific/Easter",
            "Africa/El_Aaiun", "Asia/Almaty", "America/Adak", "Pacific/Pago_Pago", "Etc/GMT+12", "UTC").map(ZoneId::of).toList();

    private static final List<Holidays> REGIONS =
            Stream.of("DE-BY", "US", "JP", "BR-SP", "NZ-AUK", "IN").map(code -> Holidays.find(code).orElseThrow()).toList();

    private Given() {
    }

    static WeeklyHours hours(Random random) {
        while (true) {
            var days = IntStream.range(0, 7).mapToObj(day -> windows(random)).toList();
            try {
                return new WeeklyHours(days);
            } catch (IllegalArgumentException overlap) {
                // Some weeks overlap across a midnight; they are not hours.
            }
        }
    }

    private static List<Window> windows(Random random) {
        var windows = new ArrayList<Window>();
        int minute = random.nextInt(3) == 0 ? 0 : random.nextInt(60) * 5;
        for (int count = random.nextInt(4); count > 0 && minute < Window.DAY; count--) {
            int length = 5 * (1 + random.nextInt(random.nextBoolean() ? 12 : 100));
            boolean late = random.nextInt(10) > 0 && minute + length > Window.DAY;
            windows.add(new Window(minute, late ? Window.DAY : minute + length));
            minute += length + 5 * random.nextInt(60);
        }
        return windows;
    }

    /// A moment around which to look: near a change of the zone's clocks where it has any.
    static Instant moment(Random random, ZoneId zone) {
        long start = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
        var at = Instant.ofEpochSecond(start + 60L * random.nextInt(7 * 365 * 1440));
        var change = zone.getRules().nextTransition(at);
        if (change == null || random.nextInt(5) == 0) {
            return at;
        }
        return change.getInstant().plus(Duration.ofMinutes(random.nextInt(2880) - 1440));
    }

    static Schedule schedule(Random random, Instant around, ZoneId zone) {
        var periods = new ArrayList<Schedule.Period>();
        periods.add(new Schedule.Period(LocalDate.EPOCH, zone, random.nextInt(12) == 0 ? WeeklyHours.NONE : hours(random),
                random.nextInt(3) == 0 ? REGIONS.get(random.nextInt(REGIONS.size())) : Holidays.NONE));
        if (random.nextInt(3) == 0) {
            var from = LocalDate.ofInstant(around, zone).plusDays(random.nextInt(5) - 2);
            periods.add(new Schedule.Period(from, ZONES.get(random.nextInt(ZONES.size())), hours(random)));
            if (random.nextBoolean()) {
                periods.add(new Schedule.Period(from.plusDays(1 + random.nextInt(2)), ZONES.get(random.nextInt(ZONES.size())), hours(random)));
            }
        }
        var away = new ArrayList<Interval>();
        for (int count = Math.max(0, random.nextInt(5) - 2); count > 0; count--) {
            var start = around.plus(Duration.ofMinutes(random.nextInt(5760) - 2880));
            away.add(new Interval(start, start.plus(Duration.ofMinutes(1 + random.nextInt(2880)))));
        }
        var shifted = new HashMap<LocalDate, List<Window>>();
        var daysOff = new ArrayList<Schedule.DaysOff>();
        var today = LocalDate.ofInstant(around, zone);
        if (random.nextInt(3) == 0) {
            for (int count = random.nextInt(3); count >= 0; count--) {
                var windows = random.nextInt(4) == 0 ? List.<Window>of() : hours(random).on(DayOfWeek.MONDAY);
                shifted.put(today.plusDays(random.nextInt(5) - 2), windows);
            }
        }
        for (int count = Math.max(0, random.nextInt(5) - 2); count > 0; count--) {
            var first = today.plusDays(random.nextInt(6) - 3);
            daysOff.add(new Schedule.DaysOff(first, first.plusDays(random.nextInt(2))));
        }
        return new Schedule(periods, shifted, daysOff, away);
    }
}
