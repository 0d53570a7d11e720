package antipode.capacity.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.capacity.Capacities;
import antipode.capacity.Capacity;
import antipode.capacity.Capacity.Source;
import antipode.capacity.Capacity.State;
import antipode.jobs.Schedules;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ana links a calendar that a server of this test serves. It is Wednesday 12:00 in Lisbon.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkedCalendarsTest {

    private static final String CALENDARS = "/-/settings/capacity/calendars";
    private static final String MEETING = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:1
            SUMMARY:Salary of Kei
            LOCATION:Room 7
            DTSTART:20261104T113000Z
            DTEND:20261104T130000Z
            END:VEVENT
            END:VCALENDAR
            """;

    private final Cast cast;
    private final Browser browser;
    private final Capacities capacities;
    private final Schedules schedules;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Cast.Company company;
    private Tab ana;
    private volatile String text = MEETING;
    private volatile int status = 200;

    LinkedCalendarsTest(
            Cast cast, Browser browser, Capacities capacities, Schedules schedules, TestClock clock, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.capacities = capacities;
        this.schedules = schedules;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyone_arrives() throws IOException {
        company = cast.arrive();
        ana = browser.as(company.ana());
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var headers = exchange.getRequestHeaders();
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " "
                        + headers.getOrDefault("If-None-Match", List.of()) + headers.getOrDefault("Authorization", List.of()));
                var answer = exchange.getRequestURI().getPath().startsWith("/dav") ? dav(exchange.getRequestMethod(), body) : text;
                int as = exchange.getRequestURI().getPath().startsWith("/dav") ? davStatus(exchange.getRequestMethod(), body, headers.getFirst("Authorization")) : status;
                if (as >= 300 && as < 400) {
                    exchange.getResponseHeaders().add("Location", answer);
                }
                exchange.getResponseHeaders().add("ETag", "\"v1\"");
                boolean same = as == 200 && headers.getOrDefault("If-None-Match", List.of()).contains("\"v1\"");
                var bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(same ? 304 : as, same ? -1 : bytes.length);
                if (!same) {
                    exchange.getResponseBody().write(bytes);
                }
            }
        });
        server.start();
    }

    @AfterAll
    void close() {
        server.stop(0);
    }

    @BeforeEach
    void noon() {
        clock.set(TestClock.START);
        jdbc.sql("delete from linked_calendar").update();
        text = MEETING;
        status = 200;
        asked.clear();
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Capacity capacity() {
        return capacities.of(company.ana().id(), clock.instant());
    }

    private long link() {
        assertThat(ana.post(CALENDARS, "address", at("/secret-of-ana.ics"), "name", "Work").status()).isEqualTo(303);
        return jdbc.sql("select max(id) from linked_calendar").query(Long.class).single();
    }

    @Test
    void busy_times_make_one_be_in_focus_while_they_last_and_nothing_else_is_kept() {
        long id = link();
        assertThat(capacity()).isEqualTo(new Capacity(State.FOCUS, null, "", Instant.parse("2026-11-04T13:00:00Z"), Source.CALENDAR));
        assertThat(capacity().holdsPushes()).isTrue();
        var page = ana.get("/-/settings/capacity");
        assertThat(page.text(".capacity-now")).startsWith("In focus until 13:00").contains("from your calendar");
        assertThat(page.text("#calendars .row")).contains("Work").contains("127.0.0.1").contains("one busy time ahead");
        // What opens it and what it is about stand nowhere: not on the page, not in the API, not in the database.
        var everything = page.body() + browser.program(company.ana()).get("/api/v4/user/calendars").body()
                + jdbc.sql("select coalesce(string_agg(linked_calendar::text, ' '), '') || coalesce((select string_agg(busy::text, ' ') from busy), '') from linked_calendar")
                        .query(String.class).single();
        assertThat(everything).doesNotContain("secret-of-ana", "Salary", "Room 7");
        // By hand goes before a calendar.
        ana.post("/-/settings/capacity", "state", "limited", "message", "I answer anyway", "until", "8_hours");
        assertThat(capacity().state()).isEqualTo(State.LIMITED);
        ana.post("/-/capacity/open");
        ana.post(CALENDARS + "/" + id + "/hiding");
        assertThat(capacity()).isEqualTo(new Capacity(State.OPEN, null, "", null, Source.HAND));
        assertThat(ana.post(CALENDARS + "/" + id + "/removal").status()).isEqualTo(303);
        assertThat(jdbc.sql("select count(*) from busy").query(Long.class).single()).isZero();
    }

    @Test
    void it_is_read_again_in_the_background_and_asked_whether_it_changed() {
        link();
        text = MEETING.replace("BEGIN:VEVENT", "REFRESH-INTERVAL;VALUE=DURATION:PT2H\nBEGIN:VEVENT");
        clock.forward(Duration.ofMinutes(70));
        schedules.runDue();
        assertThat(asked).last().isEqualTo("GET /secret-of-ana.ics [\"v1\"][]");
        assertThat(capacity().state()).as("13:10, after the meeting, in the break").isNotEqualTo(State.FOCUS);
        // After a day it is read whole, since the window has moved on.
        clock.forward(Duration.ofHours(25));
        schedules.runDue();
        assertThat(asked).last().isEqualTo("GET /secret-of-ana.ics [][]");
    }

    @Test
    void a_calendar_that_fails_is_told_of_keeps_what_it_said_and_is_asked_less_and_less() {
        long id = link();
        status = 404;
        clock.forward(Duration.ofMinutes(70));
        schedules.runDue();
        assertThat(ana.get("/-/settings/capacity").text("#calendars .field-error"))
                .isEqualTo("There is no calendar at this address, or not any more. It is tried again by itself.");
        var pauses = new ArrayList<Duration>();
        for (int i = 0; i < 5; i++) {
            var due = schedules.due(LinkedCalendars.TASK, Long.toString(id)).orElseThrow();
            pauses.add(Duration.between(clock.instant(), due));
            clock.set(due.plusSeconds(1));
            schedules.runDue();
        }
        assertThat(pauses.getLast()).isGreaterThan(pauses.getFirst().multipliedBy(4));
        status = 200;
        ana.post(CALENDARS + "/" + id + "/reading");
        assertThat(ana.get("/-/settings/capacity").page().select("#calendars .field-error")).isEmpty();
    }

    @Test
    void what_can_not_be_read_is_refused_with_a_sentence_and_nothing_is_kept() {
        text = "<html>Please sign in</html>";
        refused(at("/x.ics"), "There is something at this address, but no calendar: look for one that ends in .ics.");
        status = 401;
        refused(at("/x.ics"), "The server refuses: the name, the password or the address is not right, or not any more.");
        refused("http://10.0.0.1/x.ics", "10.0.0.1 lies in a network that may not be reached from here.");
        refused("http://169.254.169.254/latest/meta-data", "169.254.169.254 lies in a network that may not be reached from here.");
        refused("file:///etc/passwd", "This is no address of the web: write it as https://host/path.");
        refused("", "This is no address of the web: write it as https://host/path.");
        refused("http://ana:password@127.0.0.1/", "The address has a name or a password in it: leave out what stands before the @.");
        status = 302;
        text = "http://169.254.169.254/latest/meta-data";
        refused(at("/x.ics"), "169.254.169.254 lies in a network that may not be reached from here.");
        text = "/x.ics";
        refused(at("/x.ics"), "127.0.0.1 leads on more than three times.");
        status = 200;
        text = "BEGIN:VCALENDAR\r\n" + "X".repeat(2 << 20);
        refused(at("/x.ics"), "127.0.0.1 sends more than 1 MiB.");
        var api = browser.program(company.ana()).json("POST", "/api/v4/user/calendars", "{\"address\": \"http://127.0.0.1:1/\"}");
        assertThat(api.status()).isEqualTo(400);
        assertThat(jdbc.sql("select count(*) from linked_calendar").query(Long.class).single()).isZero();
    }

    private void refused(String address, String sentence) {
        var answer = ana.post(CALENDARS, "address", address, "name", "Work", "password", "hunter2");
        assertThat(answer.status()).as(address).isEqualTo(422);
        assertThat(answer.text(".field-error")).as(address).isEqualTo(sentence);
        assertThat(answer.body()).doesNotContain("hunter2");
    }

    @Test
    void a_server_of_caldav_is_asked_for_free_and_busy_alone() {
        var linked = ana.post(CALENDARS, "address", at("/dav/"), "username", "ana", "password", "hunter2");
        assertThat(linked.status()).isEqualTo(303);
        assertThat(capacity().state()).isEqualTo(State.FOCUS);
        assertThat(capacity().until()).isEqualTo("2026-11-04T14:00:00Z");
        assertThat(asked).anyMatch(line -> line.startsWith("REPORT /dav/cal/work/"));
        assertThat(asked).noneMatch(line -> line.startsWith("REPORT /dav/cal/tasks/"));
        assertThat(ana.post(CALENDARS, "address", at("/dav/"), "username", "ana", "password", "wrong").status()).isEqualTo(422);
        assertThat(jdbc.sql("select string_agg(linked_calendar::text, ' ') from linked_calendar").query(String.class).single())
                .doesNotContain("hunter2", "/dav/");
    }

    private static int davStatus(String method, String body, String authorization) {
        var right = "Basic " + Base64.getEncoder().encodeToString("ana:hunter2".getBytes(StandardCharsets.UTF_8));
        return !right.equals(authorization) ? 401 : method.equals("PROPFIND") ? 207 : body.contains("free-busy-query") ? 200 : 400;
    }

    private static String dav(String method, String body) {
        if (method.equals("REPORT")) {
            return "BEGIN:VCALENDAR\r\nBEGIN:VFREEBUSY\r\nFREEBUSY:20261104T113000Z/20261104T140000Z\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n";
        }
        return """
                <?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:cal="urn:ietf:params:xml:ns:caldav">
                <d:response><d:href>/dav/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/></d:resourcetype>
                  <cal:calendar-home-set><d:href>/dav/cal/</d:href></cal:calendar-home-set></d:prop></d:propstat></d:response>
                <d:response><d:href>/dav/cal/work/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/><cal:calendar/></d:resourcetype>
                  </d:prop></d:propstat></d:response>
                <d:response><d:href>/dav/cal/tasks/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/><cal:calendar/></d:resourcetype>
                  <cal:supported-calendar-component-set><cal:comp name="VTODO"/></cal:supported-calendar-component-set></d:prop></d:propstat></d:response>
                </d:multistatus>""";
    }
}
