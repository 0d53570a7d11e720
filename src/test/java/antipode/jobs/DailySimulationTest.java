package antipode.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A crew all over the world is greeted once a date. What is right is found by walking through every minute and looking at
/// the clocks on the walls.
@AntipodeTest
class DailySimulationTest {

    private static final List<String> ZONES = Stream.of("Pacific/Kiritimati", "America/Los_Angeles", "Europe/Lisbon", "Asia/Tokyo",
            "Australia/Lord_Howe", "Africa/Casablanca", "America/Havana", "Asia/Beirut", "Pacific/Apia", "Pacific/Auckland",
            "Pacific/Chatham", "Asia/Kolkata", "Asia/Kathmandu", "America/St_Johns", "America/Sao_Paulo", "America/Santiago",
            "America/Asuncion", "America/Nuuk", "America/Scoresbysund", "Atlantic/Azores", "Africa/Cairo", "Africa/El_Aaiun",
            "Asia/Gaza", "Asia/Jerusalem", "Asia/Tehran", "Asia/Kabul", "Asia/Yangon", "Asia/Eucla", "Australia/Eucla",
            "Australia/Adelaide", "Australia/Brisbane", "Antarctica/Troll", "Antarctica/Casey", "Europe/Dublin", "Europe/Berlin",
            "Europe/Chisinau", "Europe/Istanbul", "Asia/Almaty", "Asia/Pyongyang", "Asia/Famagusta", "America/Adak",
            "America/Anchorage", "America/Phoenix", "America/Mexico_City", "America/Caracas", "America/Port-au-Prince",
            "Pacific/Easter", "Pacific/Norfolk", "Pacific/Tongatapu", "Pacific/Marquesas", "Pacific/Pago_Pago", "Etc/UTC")
            .filter(ZoneId.getAvailableZoneIds()::contains).toList();

    private static final List<LocalTime> TIMES =
            Stream.of("08:00", "00:00", "02:30", "23:45", "00:30", "01:15", "09:00", "23:00").map(LocalTime::parse).toList();

    private final Dailies dailies;
    private final Schedules schedules;
    private final SampleDaily greeting;
    private final TestClock clock;
    private final JdbcClient jdbc;

    DailySimulationTest(Dailies dailies, Schedules schedules, SampleDaily greeting, TestClock clock, JdbcClient jdbc) {
        this.dailies = dailies;
        this.schedules = schedules;
        this.greeting = greeting;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void nobody_is_greeted() {
        jdbc.sql("delete from job").update();
        jdbc.sql("delete from daily_run").update();
        greeting.wishes.clear();
        greeting.greeted.clear();
        greeting.inTheMiddle = () -> {};
    }

    @Test
    void some_days_around_changes_of_clocks() {
        simulate(Instant.parse("2026-10-23T00:10:00Z"), 12, 12, 7);
    }

    @Test
    void the_days_in_which_samoa_left_one_out() {
        simulate(Instant.parse("2011-12-27T00:10:00Z"), 6, 10, 8);
    }

    @Test
    @Tag("long")
    void four_hundred_days_in_fifty_zones() {
        simulate(Instant.parse("2026-02-11T00:10:00Z"), 400, ZONES.size(), 9);
    }

    /// Where somebody is, and until when.
    private record Stay(ZoneId zone, Instant from) {}

    private void simulate(Instant start, int days, int crew, long seed) {
        var random = new Random(seed);
        clock.set(start);
        var end = start.plus(Duration.ofDays(days));
        var stays = new HashMap<String, List<Stay>>();
        var downtimes = new ArrayList<Instant[]>();
        for (int each = 0; each < crew; each++) {
            var zone = ZoneId.of(ZONES.get(each));
            greet(name(each), zone, TIMES.get(each % TIMES.size()));
            stays.put(name(each), new ArrayList<>(List.of(new Stay(zone, start))));
        }
        while (clock.instant().isBefore(end)) {
            var halt = clock.instant().plus(Duration.ofMinutes(60 + random.nextInt(3000)));
            work(halt.isBefore(end) ? halt : end);
            if (!clock.instant().isBefore(end)) {
                break;
            }
            switch (random.nextInt(4)) {
                case 0 -> {
                    // Every third stays at home, and is compared to the minute.
                    int who = random.nextInt(crew);
                    if (who % 3 != 0) {
                        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
                        stays.get(name(who)).add(new Stay(zone, clock.instant()));
                        greet(name(who), zone, greeting.wishes.get(name(who)).time());
                    }
                }
                case 1 -> {
                    var down = clock.instant();
                    clock.forward(Duration.ofMinutes(random.nextInt(random.nextInt(5) == 0 ? 4000 : 200)));
                    downtimes.add(new Instant[] {down, clock.instant()});
                }
                case 2 -> dailies.followRules("rules " + random.nextInt());
                default -> {
                    var once = new boolean[] {true};
                    greeting.inTheMiddle = () -> {
                        if (once[0]) {
                            once[0] = false;
                            throw new IllegalStateException("killed in the middle");
                        }
                    };
                }
            }
        }
        greeting.inTheMiddle = () -> {};
        work(clock.instant());
        for (int each = 0; each < crew; each++) {
            compare(name(each), stays.get(name(each)), downtimes, clock.instant());
        }
        System.out.printf("%d greetings in %d zones over %d days, %d of them late after %d downtimes, none twice%n",
                greeting.greeted.size(), crew, days, greeting.greeted.stream().filter(SampleDaily.Greeted::late).count(), downtimes.size());
    }

    private static String name(int each) {
        return "crew " + each;
    }

    private void greet(String who, ZoneId zone, LocalTime time) {
        greeting.wishes.put(who, new SampleDaily.Wish(time, zone));
        dailies.plan("greeting", who);
    }

    private void work(Instant until) {
        while (true) {
            try {
                schedules.runDue();
            } catch (IllegalStateException killed) {
                continue;
            }
            var next = schedules.next().filter(time -> !time.isAfter(until));
            if (next.isEmpty()) {
                clock.set(until);
                return;
            }
            clock.set(next.get());
        }
    }

    private void compare(String who, List<Stay> stays, List<Instant[]> downtimes, Instant end) {
        var done = new TreeMap<LocalDate, SampleDaily.Greeted>();
        for (var greeted : greeting.greeted) {
            if (greeted.subject().equals(who)) {
                assertThat(done.put(greeted.date(), greeted)).as(who + " twice on " + greeted.date()).isNull();
            }
        }
        var expected = expected(stays, greeting.wishes.get(who).time(), end);
        assertThat(expected.keySet()).as(who).containsAll(done.keySet());
        expected.forEach((date, promised) -> {
            var greeted = done.get(date);
            boolean down = downtimes.stream().anyMatch(time -> !promised.isBefore(time[0]) && !promised.isAfter(time[1]));
            if (greeted == null) {
                // Missed with a later date in the same downtime, which stands for both.
                var later = done.higherEntry(date);
                assertThat(down && later != null && later.getValue().missed() > 0).as(who + " has nothing on " + date + " " + stays).isTrue();
            } else if (!down && stays.size() == 1) {
                // A run that was killed comes again after two seconds.
                assertThat(Duration.between(promised, greeted.at())).as(who + " on " + date).isBetween(Duration.ZERO, Duration.ofSeconds(60));
                assertThat(greeted.late()).isFalse();
            }
        });
    }

    /// Each date that the clock on their wall shows at its promised time or later, with the first such minute.
    private static Map<LocalDate, Instant> expected(List<Stay> stays, LocalTime time, Instant end) {
        var expected = new TreeMap<LocalDate, Instant>();
        LocalDateTime reached = null;
        for (int i = 0; i < stays.size(); i++) {
            var until = i + 1 < stays.size() ? stays.get(i + 1).from : end;
            for (var at = stays.get(i).from; !at.isAfter(until); at = at.plusSeconds(60)) {
                var local = LocalDateTime.ofInstant(at, stays.get(i).zone);
                var date = local.toLocalDate();
                boolean began = reached == null;
                if (began) {
                    // What was promised before the beginning isn't owed.
                    reached = local;
                    if (local.toLocalTime().isAfter(time)) {
                        expected.put(date, Instant.MIN);
                    }
                    continue;
                }
                if (!local.toLocalTime().isBefore(time)) {
                    expected.putIfAbsent(date, at);
                }
                // A time that was jumped over is kept by the first moment after it.
                var before = date.minusDays(1);
                if (reached.toLocalDate().equals(before) && reached.toLocalTime().isBefore(time)) {
                    expected.putIfAbsent(before, at);
                }
                reached = local;
            }
        }
        expected.values().removeIf(Instant.MIN::equals);
        return expected;
    }
}
