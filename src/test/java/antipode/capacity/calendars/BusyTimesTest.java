package antipode.capacity.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.hours.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Calendars as Google, Outlook and others write them, and as those do who mean harm. Ana looks from Lisbon in November 2026.
class BusyTimesTest {

    private static final Interval WINDOW =
            new Interval(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-13T00:00:00Z"));

    private static BusyTimes.Read read(String text) {
        return new BusyTimes(WINDOW, Set.of("ana@halyard.example"), ZoneId.of("Europe/Lisbon")).read(text);
    }

    private static List<String> busy(String... events) {
        return said(calendar(events));
    }

    private static List<String> said(String calendar) {
        var read = read(calendar);
        assertThat(read).isNotNull();
        return read.busy().stream().map(each -> each.start() + " " + Duration.between(each.start(), each.end()) + " " + each.kind().word()).toList();
    }

    private static String calendar(String... parts) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + String.join("\r\n", parts) + "\r\nEND:VCALENDAR\r\n";
    }

    private static String event(String... lines) {
        return "BEGIN:VEVENT\r\nUID:1@x\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT";
    }

    @Test
    void what_takes_time_counts_and_what_is_free_cancelled_or_declined_does_not() {
        var at = new String[] {"DTSTART:20261104T100000Z", "DTEND:20261104T110000Z"};
        var hour = "2026-11-04T10:00:00Z PT1H ";
        assertThat(busy(event(at[0], at[1]))).containsExactly(hour + "busy");
        assertThat(busy(event(at[0], at[1], "TRANSP:OPAQUE", "STATUS:CONFIRMED"))).containsExactly(hour + "busy");
        assertThat(busy(event(at[0], at[1], "TRANSP:TRANSPARENT"))).isEmpty();
        assertThat(busy(event(at[0], at[1], "STATUS:CANCELLED"))).isEmpty();
        assertThat(busy(event(at[0], at[1], "STATUS:TENTATIVE"))).containsExactly(hour + "tentative");
        var attendee = "ATTENDEE;CN=\"Ferreira; Ana: herself\";PARTSTAT=%s:MAILTO:Ana@Halyard.example";
        assertThat(busy(event(at[0], at[1], attendee.formatted("DECLINED")))).isEmpty();
        assertThat(busy(event(at[0], at[1], attendee.formatted("NEEDS-ACTION")))).containsExactly(hour + "tentative");
        assertThat(busy(event(at[0], at[1], attendee.formatted("ACCEPTED")))).containsExactly(hour + "busy");
        assertThat(busy(event(at[0], at[1], "ATTENDEE;PARTSTAT=DECLINED:mailto:kei@halyard.example"))).containsExactly(hour + "busy");
        assertThat(busy(event(at[0], at[1], "X-MICROSOFT-CDO-BUSYSTATUS:OOF"))).containsExactly(hour + "away");
        assertThat(busy(event(at[0], at[1], "X-MICROSOFT-CDO-BUSYSTATUS:FREE", "TRANSP:OPAQUE"))).isEmpty();
        assertThat(busy(event(at[0], at[1], "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"))).isEmpty();
    }

    @Test
    void a_whole_day_counts_where_the_calendar_says_so_and_is_a_day_by_ones_own_clock() {
        assertThat(busy(event("DTSTART;VALUE=DATE:20261104"))).as("a birthday").isEmpty();
        assertThat(busy(event("DTSTART;VALUE=DATE:20261104", "TRANSP:OPAQUE"))).containsExactly("2026-11-04T00:00:00Z PT24H busy");
        assertThat(said(calendar("X-WR-TIMEZONE:Asia/Tokyo", event("DTSTART;VALUE=DATE:20261104", "DTEND;VALUE=DATE:20261106", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"))))
                .containsExactly("2026-11-03T15:00:00Z PT48H away");
    }

    @Test
    void lengths_are_told_in_each_of_their_ways() {
        assertThat(busy(event("DTSTART:20261104T100000Z", "DURATION:PT1H30M"))).containsExactly("2026-11-04T10:00:00Z PT1H30M busy");
        assertThat(busy(event("DTSTART:20261104T100000Z", "DURATION:P1W"))).containsExactly("2026-11-04T10:00:00Z PT168H busy");
        assertThat(busy(event("DTSTART:20261104T100000Z"))).as("a moment").isEmpty();
        assertThat(busy(event("DTSTART:20261104T100000Z", "DTEND:20261104T090000Z"))).as("backwards").isEmpty();
        // It began before the window and ends within it.
        assertThat(busy(event("DTSTART:20261031T220000Z", "DTEND:20261101T020000Z"))).containsExactly("2026-11-01T00:00:00Z PT2H busy");
    }

    @Test
    void a_series_keeps_its_local_time_and_its_exceptions() {
        // 09:00 in New York: one hour later in UTC once the clocks have gone back on 1 November.
        assertThat(busy(event(
                "DTSTART;TZID=America/New_York:20260105T090000", "DTEND;TZID=America/New_York:20260105T093000", "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261116T235959Z",
                "EXDATE;TZID=America/New_York:20261104T090000,20261109T090000")))
                .containsExactly("2026-11-02T14:00:00Z PT30M busy", "2026-11-11T14:00:00Z PT30M busy", "2026-11-16T14:00:00Z PT30M busy");
        // The second is moved, the third is called off.
        assertThat(busy(
                event("DTSTART:20261102T100000Z", "DTEND:20261102T110000Z", "RRULE:FREQ=DAILY;COUNT=4"),
                event("RECURRENCE-ID:20261103T100000Z", "DTSTART:20261103T150000Z", "DTEND:20261103T160000Z"),
                event("RECURRENCE-ID:20261104T100000Z", "DTSTART:20261104T100000Z", "DTEND:20261104T110000Z", "STATUS:CANCELLED")))
                .containsExactly("2026-11-02T10:00:00Z PT1H busy", "2026-11-03T15:00:00Z PT1H busy", "2026-11-05T10:00:00Z PT1H busy");
        assertThat(busy(event("DTSTART:20261102T100000Z", "DTEND:20261102T110000Z", "RDATE:20261110T100000Z,20261111T100000Z")))
                .hasSize(3);
    }

    @Test
    void clocks_are_known_by_what_windows_calls_them_or_by_rules_of_their_own() {
        var start = "DTSTART;TZID=\"%s\":20261104T100000";
        var end = "DURATION:PT1H";
        assertThat(busy(event(start.formatted("Pacific Standard Time"), end))).containsExactly("2026-11-04T18:00:00Z PT1H busy");
        assertThat(busy(event(start.formatted("/freeassociation.sourceforge.net/Europe/Berlin"), end))).containsExactly("2026-11-04T09:00:00Z PT1H busy");
        var own = "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\n"
                + "BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
                + "BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\n"
                + "END:VTIMEZONE";
        assertThat(busy(own, event(start.formatted("Customized Time Zone"), end))).containsExactly("2026-11-04T09:00:00Z PT1H busy");
        assertThat(busy(event("DTSTART;TZID=Nobody/Knows:20261104T100000", end))).as("as at home").containsExactly("2026-11-04T10:00:00Z PT1H busy");
        // Against what Java knows of the same clocks, each hour of two years.
        var clock = new Clockface.Named(Ics.read(calendar(own)).parts().getFirst(), ZoneId.of("UTC")).of("Customized Time Zone");
        for (var hour = java.time.LocalDateTime.of(2026, 1, 1, 0, 30); hour.getYear() < 2028; hour = hour.plusHours(1)) {
            assertThat(clock.at(hour)).as(hour.toString()).isEqualTo(hour.atZone(ZoneId.of("Europe/Berlin")).toInstant());
        }
    }

    @Test
    void free_and_busy_told_as_such_and_how_often_to_ask() {
        var read = read(calendar("REFRESH-INTERVAL;VALUE=DURATION:PT4H", "BEGIN:VFREEBUSY\r\nFREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20261104T100000Z/PT1H,20261104T103000Z/20261104T120000Z\r\n"
                + "FREEBUSY:20261105T100000Z/PT15M\r\nFREEBUSY;FBTYPE=FREE:20261106T100000Z/PT15M\r\nEND:VFREEBUSY"));
        assertThat(read.refresh()).isEqualTo(Duration.ofHours(4));
        assertThat(read.busy()).hasSize(2);
        assertThat(read.busy().getFirst().end()).isEqualTo("2026-11-04T12:00:00Z");
        assertThat(read(calendar("X-PUBLISHED-TTL:PT30M")).refresh()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void sloppy_texts_are_read_as_they_are_meant() {
        var sloppy = "\uFEFFBEGIN:VCALENDAR\nbegin:vevent\nSUMMARY:a, b; c: unescaped\nno colon at all\n:nothing before\n"
                + "DTSTART;TZID=Europe/Lis\n bon:20261104T10\n\t0000\nDTEND:20261104T110000Z\nATTENDEE;CN=\"never closed:mailto:x\nEND:VEVENT\n"
                + "BEGIN:VEVENT\nDTSTART:yesterday\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20261399T100000Z\nDTEND:20261104T110000Z\nEND:VEVENT\nEND:VCALENDAR";
        assertThat(said(sloppy)).containsExactly("2026-11-04T10:00:00Z PT1H busy");
        assertThat(read("<html>Sign in</html>")).isNull();
        assertThat(read("")).isNull();
    }

    @Test
    void traps_come_to_an_end() {
        var long1 = "DTEND:20261104T110000Z";
        var nested = "BEGIN:VEVENT\r\n".repeat(20_000);
        var many = new StringBuilder("BEGIN:VCALENDAR\r\n");
        while (many.length() < 1_000_000) {
            many.append("BEGIN:VEVENT\r\nDTSTART:16010101T000000Z\r\nDURATION:PT1M\r\nRRULE:FREQ=DAILY;BYMONTH=2,11;COUNT=2000000000\r\nEND:VEVENT\r\n");
        }
        var exdates = "EXDATE:" + "20261104T100000Z,".repeat(50_000);
        for (var text : List.of(
                calendar(event("DTSTART:20261104T100000Z", long1, "RRULE:FREQ=SECONDLY")),
                calendar(event("DTSTART:16010101T000000Z", "DURATION:PT1M", "RRULE:FREQ=MINUTELY;COUNT=2147483647")),
                calendar(event("DTSTART:20261104T100000Z", "DURATION:P99999999999D", "RRULE:FREQ=DAILY")),
                calendar(event("DTSTART:-99990101T000000Z", long1)), calendar(event("DTSTART:99991231T235959Z", "DURATION:P300D", "RRULE:FREQ=YEARLY;INTERVAL=999999")),
                calendar(nested), calendar(event("DTSTART:20261104T100000Z", long1, exdates)),
                calendar(event("DTSTART:20261104T100000Z", long1, "RRULE:FREQ=DAILY;BYHOUR=" + "1,".repeat(900) + "1")),
                calendar("X".repeat(900_000)), calendar(("a;" + "b=\"".repeat(300_000)) + ":c"))) {
            assertThat(read(text)).isNotNull();
        }
        assertThat(read(many + "END:VCALENDAR").busy().size()).isLessThan(5_001);
    }
}
