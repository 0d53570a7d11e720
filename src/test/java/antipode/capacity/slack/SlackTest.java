package antipode.capacity.slack;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.capacity.Capacities;
import antipode.database.Outbox;
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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Ana's capacity goes to a server that records what Slack would be told. It is Wednesday 12:00 in Lisbon.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlackTest {

    private static final String TOKEN = "xoxp-1111-2222-abcdefghij";
    private static final HttpServer SERVER = server();
    private static final List<String> CALLS = new CopyOnWriteArrayList<>();
    private static final List<JsonNode> BODIES = new CopyOnWriteArrayList<>();
    private static volatile String answer = "{\"ok\": true, \"team\": \"Halyard\"}";
    private static volatile int status = 200;

    private final Cast cast;
    private final Browser browser;
    private final Capacities capacities;
    private final Outbox outbox;
    private final Schedules schedules;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Tab ana;

    SlackTest(
            Cast cast, Browser browser, Capacities capacities, Outbox outbox, Schedules schedules, TestClock clock, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.capacities = capacities;
        this.outbox = outbox;
        this.schedules = schedules;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void slack(DynamicPropertyRegistry registry) {
        registry.add("antipode.slack.url", () -> "http://127.0.0.1:" + SERVER.getAddress().getPort() + "/api");
    }

    private static HttpServer server() {
        try {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/api/", exchange -> {
                try (exchange) {
                    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                    assertThat(exchange.getRequestHeaders().getFirst("Authorization")).startsWith("Bearer xox");
                    CALLS.add(exchange.getRequestURI().getPath().substring(5));
                    BODIES.add(new JsonMapper().readTree(body));
                    if (status == 429) {
                        exchange.getResponseHeaders().add("Retry-After", "7");
                    }
                    var bytes = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void close() {
        SERVER.stop(0);
    }

    @BeforeEach
    void connected() {
        if (company == null) {
            company = cast.arrive();
            ana = browser.as(company.ana());
        }
        clock.set(TestClock.START);
        answer = "{\"ok\": true, \"team\": \"Halyard\"}";
        status = 200;
        jdbc.sql("delete from slack_link").update();
        jdbc.sql("delete from outbox").update();
        capacities.clear(company.ana().id());
        outbox.drain();
        CALLS.clear();
        BODIES.clear();
        assertThat(ana.post("/-/settings/capacity/slack", "token", TOKEN, "silences", "1").status()).isEqualTo(303);
        outbox.drain();
        assertThat(CALLS).as("a status of their own is left alone").doesNotContain("users.profile.set");
        CALLS.clear();
        BODIES.clear();
    }

    private JsonNode profile() {
        return BODIES.get(CALLS.lastIndexOf("users.profile.set")).get("profile");
    }

    @Test
    void status_and_silence_are_told_with_their_end_and_taken_back() {
        ana.post("/-/capacity/focus");
        outbox.drain();
        assertThat(CALLS).containsExactly("users.profile.set", "dnd.setSnooze");
        assertThat(profile().get("status_text").asString()).isEqualTo("In focus");
        assertThat(profile().get("status_emoji").asString()).isEqualTo(":headphones:");
        assertThat(profile().get("status_expiration").asLong()).isEqualTo(TestClock.START.plus(Duration.ofHours(2)).getEpochSecond());
        assertThat(BODIES.getLast().get("num_minutes").asInt()).isEqualTo(120);
        ana.post("/-/settings/capacity", "state", "at_capacity", "message", "Launch week", "emoji", "rocket", "until", "");
        outbox.drain();
        assertThat(profile().get("status_text").asString()).isEqualTo("At capacity: Launch week");
        assertThat(profile().get("status_emoji").asString()).isEqualTo(":rocket:");
        assertThat(profile().get("status_expiration").asLong()).isZero();
        assertThat(CALLS).last().isEqualTo("dnd.endSnooze");
        ana.post("/-/capacity/open");
        outbox.drain();
        assertThat(profile().get("status_text").asString()).isEmpty();
        assertThat(profile().get("status_emoji").asString()).isEmpty();
        int calls = CALLS.size();
        ana.post("/-/capacity/open");
        outbox.drain();
        assertThat(CALLS).as("nothing changed").hasSize(calls);
    }

    @Test
    void of_several_changes_the_last_one_stands_and_each_leaves_in_order() {
        ana.post("/-/capacity/focus");
        ana.post("/-/capacity/full");
        ana.post("/-/capacity/away");
        outbox.drain();
        assertThat(profile().get("status_text").asString()).isEqualTo("Away");
        assertThat(jdbc.sql("select count(*) from outbox where consumer = 'slack'").query(Long.class).single()).isZero();
    }

    @Test
    void what_ends_by_time_ends_there_too_and_a_busy_time_that_begins_is_told() {
        ana.post("/-/capacity/focus");
        outbox.drain();
        long calendar = jdbc.sql("""
                        insert into linked_calendar (member_id, name, kind, host, access, created_at)
                        values (:ana, 'Work', 'ics', 'x', 'x', :now) returning id""")
                .param("ana", company.ana().id()).param("now", java.sql.Timestamp.from(clock.instant())).query(Long.class).single();
        jdbc.sql("insert into busy values (:calendar, '2026-11-04T16:00:00Z', '2026-11-04T17:00:00Z', 'busy')").param("calendar", calendar).update();
        CALLS.clear();
        BODIES.clear();
        clock.set("2026-11-04T14:00:01Z");
        schedules.runDue();
        outbox.drain();
        assertThat(CALLS).as("Slack ends it by itself").isEmpty();
        assertThat(jdbc.sql("select told is null from slack_link").query(Boolean.class).single()).isTrue();
        clock.set("2026-11-04T16:00:01Z");
        schedules.runDue();
        outbox.drain();
        assertThat(CALLS).containsExactly("users.profile.set", "dnd.setSnooze");
        assertThat(profile().get("status_expiration").asLong()).isEqualTo(java.time.Instant.parse("2026-11-04T17:00:00Z").getEpochSecond());
        jdbc.sql("delete from linked_calendar").update();
    }

    @Test
    void slack_is_obeyed_when_it_asks_to_wait_and_asked_again_when_it_fails() {
        status = 429;
        ana.post("/-/capacity/focus");
        outbox.drain();
        assertThat(CALLS).hasSize(1);
        clock.forward(Duration.ofSeconds(6));
        outbox.drain();
        assertThat(CALLS).hasSize(1);
        status = 500;
        clock.forward(Duration.ofSeconds(2));
        outbox.drain();
        assertThat(CALLS).hasSize(2);
        assertThat(jdbc.sql("select problem from outbox where consumer = 'slack'").query(String.class).single()).contains("500").doesNotContain(TOKEN);
        status = 200;
        clock.forward(Duration.ofSeconds(5));
        outbox.drain();
        assertThat(CALLS).hasSize(4);
        assertThat(profile().get("status_text").asString()).isEqualTo("In focus");
    }

    @Test
    void a_token_that_is_revoked_disconnects_and_its_owner_is_told() {
        answer = "{\"ok\": false, \"error\": \"token_revoked\"}";
        ana.post("/-/capacity/focus");
        outbox.drain();
        var page = ana.get("/-/settings/capacity");
        assertThat(page.text("#slack .row")).contains("disconnected").contains("Slack no longer takes the token");
        assertThat(page.page().select("#slack a:contains(Connect Slack)")).hasSize(1);
        assertThat(jdbc.sql("select count(*) from mail where subject = 'Slack is disconnected'").query(Long.class).single()).isEqualTo(1);
        CALLS.clear();
        ana.post("/-/capacity/full");
        outbox.drain();
        assertThat(CALLS).isEmpty();
    }

    @Test
    void the_token_stands_nowhere_and_one_that_is_none_is_refused() {
        assertThat(jdbc.sql("select slack_link::text from slack_link").query(String.class).single()).doesNotContain(TOKEN);
        assertThat(ana.get("/-/settings/capacity").body()).contains("Halyard").doesNotContain(TOKEN);
        var refused = ana.post("/-/settings/capacity/slack", "token", "hunter2\r\nX: y");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text(".field-error")).isEqualTo("That is no token of a user; it begins with xoxp-.");
        assertThat(refused.body()).doesNotContain("hunter2");
        answer = "{\"ok\": false, \"error\": \"invalid_auth\"}";
        assertThat(ana.post("/-/settings/capacity/slack", "token", TOKEN).text(".field-error")).isEqualTo("Slack doesn’t take this token (invalid_auth).");
        ana.post("/-/settings/capacity/slack/removal");
        assertThat(jdbc.sql("select count(*) from slack_link").query(Long.class).single()).isZero();
    }
}
