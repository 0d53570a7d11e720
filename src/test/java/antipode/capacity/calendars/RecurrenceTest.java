package antipode.capacity.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.fortuna.ical4j.model.Recur;
import org.junit.jupiter.api.Test;

/// Rules by which things recur, against those of the standard and against another implementation.
class RecurrenceTest {

    private static final LocalDateTime START = LocalDateTime.of(1997, 9, 2, 9, 0);

    private static List<LocalDateTime> of(String rule, LocalDateTime start, LocalDateTime from, LocalDateTime to) {
        var read = Recurrence.of(rule);
        assertThat(read).as(rule).isNotNull();
        var until = BusyTimes.time(read.until());
        return read.between(start, from, to, each -> until != null && each.isAfter(until.date() ? until.local().plusDays(1) : until.local()), new Recurrence.Patience());
    }

    private static List<String> days(String rule, LocalDateTime start, int most) {
        return of(rule, start, start, start.plusYears(9)).stream().limit(most).map(each -> each.toLocalDate().toString()).toList();
    }

    @Test
    void examples_of_the_standard() {
        assertThat(days("FREQ=DAILY;COUNT=3", START, 9)).containsExactly("1997-09-02", "1997-09-03", "1997-09-04");
        assertThat(days("FREQ=WEEKLY;INTERVAL=2;WKST=SU", START, 4))
                .containsExactly("1997-09-02", "1997-09-16", "1997-09-30", "1997-10-14");
        assertThat(days("FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", LocalDateTime.of(1997, 9, 22, 9, 0), 9)).containsExactly(
                "1997-09-22", "1997-10-20", "1997-11-17", "1997-12-22", "1998-01-19", "1998-02-16");
        assertThat(days("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", LocalDateTime.of(1998, 2, 13, 9, 0), 5)).containsExactly(
                "1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13", "2000-10-13");
        assertThat(days("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", LocalDateTime.of(1996, 11, 5, 9, 0), 3))
                .containsExactly("1996-11-05", "2000-11-07", "2004-11-02");
        assertThat(days("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", LocalDateTime.of(1997, 9, 4, 9, 0), 9))
                .containsExactly("1997-09-04", "1997-10-07", "1997-11-06");
        assertThat(days("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", LocalDateTime.of(1997, 5, 12, 9, 0), 3))
                .containsExactly("1997-05-12", "1998-05-11", "1999-05-17");
        assertThat(days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", LocalDateTime.of(1997, 8, 5, 9, 0), 9))
                .containsExactly("1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24");
        assertThat(days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", LocalDateTime.of(1997, 8, 5, 9, 0), 9))
                .containsExactly("1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31");
        assertThat(days("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", LocalDateTime.of(2007, 1, 15, 9, 0), 9))
                .containsExactly("2007-01-15", "2007-01-30", "2007-02-15", "2007-03-15", "2007-03-30");
    }

    @Test
    void a_window_far_from_the_beginning_sees_what_counting_from_the_beginning_sees_and_another_library_agrees() {
        var random = new Random(20261104);
        int compared = 0;
        for (int i = 0; i < 200; i++) {
            var rule = rule(random);
            var start = LocalDateTime.of(LocalDate.of(1990, 1, 1).plusDays(random.nextInt(4000)), java.time.LocalTime.of(random.nextInt(24), 15));
            var from = start.plusDays(random.nextInt(3000));
            var to = from.plusDays(60);
            var near = new TreeSet<>(of(rule, start, from, to));
            var far = of(rule, start, start, to).stream().filter(each -> !each.isBefore(from)).toList();
            assertThat(near).as(rule + " from " + start + " within " + from).containsExactlyElementsOf(far);
            var oracle = new TreeSet<LocalDateTime>(new Recur<LocalDateTime>(rule).getDates(start, from, to));
            // What the rule doesn't lead to counts for us if it is the first.
            near.remove(start);
            oracle.remove(start);
            assertThat(near).as(rule + " from " + start + " within " + from).isEqualTo(oracle);
            compared += near.size();
        }
        assertThat(compared).isGreaterThan(700);
    }

    private static String rule(Random random) {
        var days = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
        var parts = new ArrayList<String>();
        switch (random.nextInt(6)) {
            case 0 -> parts.add("FREQ=DAILY");
            case 1 -> parts.addAll(List.of("FREQ=WEEKLY", "BYDAY=" + days.get(random.nextInt(7)) + "," + days.get(random.nextInt(7))));
            case 2 -> parts.addAll(List.of("FREQ=MONTHLY", "BYDAY=" + (random.nextInt(4) + 1) + days.get(random.nextInt(7))));
            case 3 -> parts.addAll(List.of("FREQ=MONTHLY", "BYDAY=-1" + days.get(random.nextInt(7))));
            case 4 -> parts.addAll(List.of("FREQ=MONTHLY", "BYMONTHDAY=" + (random.nextInt(28) + 1) + ",-1"));
            default -> parts.addAll(List.of("FREQ=YEARLY", "BYMONTH=" + (random.nextInt(12) + 1), "BYDAY=2" + days.get(random.nextInt(7))));
        }
        if (random.nextInt(2) == 0) {
            parts.add("INTERVAL=" + (random.nextInt(3) + 1));
        }
        // The week of the standard begins on Monday, that of the library where it runs.
        return String.join(";", parts) + ";WKST=MO";
    }

    @Test
    void rules_that_nobody_has_are_no_rules_and_none_is_gone_through_from_its_beginning() {
        for (var rule : List.of("FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=HOURLY", "FREQ=", "", "FREQ=DAILY;INTERVAL=0",
                "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;INTERVAL=99999999999", "FREQ=MONTHLY;INTERVAL=2147483647", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYMONTHDAY=0",
                "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=0,10,20,30", "FREQ=DAILY;BYSECOND=0,1,2", "FREQ=DAILY;COUNT=0",
                "X".repeat(5000))) {
            assertThat(Recurrence.of(rule)).as(rule).isNull();
        }
        var from = LocalDateTime.of(2026, 11, 1, 0, 0);
        for (var rule : List.of("FREQ=DAILY", "FREQ=DAILY;COUNT=2000000000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=YEARLY;BYYEARDAY=366;BYDAY=MO", "FREQ=YEARLY;COUNT=2000000000;BYMONTHDAY=31;BYMONTH=2",
                "FREQ=WEEKLY;BYSETPOS=366;BYDAY=MO")) {
            assertThat(of(rule, LocalDateTime.of(1601, 1, 1, 0, 0), from, from.plusDays(42)).size()).as(rule).isLessThan(60);
        }
    }

    @Test
    void every_zone_of_windows_is_one_of_ours() {
        assertThat(WindowsZones.NAMES).hasSizeGreaterThan(130);
        WindowsZones.NAMES.values().forEach(ZoneId::of);
    }
}
