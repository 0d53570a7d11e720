package antipode.people.signin;

import antipode.AntipodeTest;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Tokens;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import static org.assertj.core.api.Assertions.assertThat;

@AntipodeTest
@Import(Cast.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest {

    private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final Cast cast;
    private final JdbcClient jdbc;
    private final SignInLinks links;
    private final Tokens tokens;
    private final Members members;
    private final TestClock clock;
    private Cast.Company company;
    @LocalServerPort
    private int port;

    SignInTest(Cast cast, JdbcClient jdbc, SignInLinks links, Tokens tokens, Members members, TestClock clock) {
        this.cast = cast;
        this.jdbc = jdbc;
        this.links = links;
        this.tokens = tokens;
        this.members = members;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @Test
    void a_password_opens_a_session_whose_secret_is_kept_nowhere() {
        var answer = post("/-/sign-in", null, "name", "kei", "password", Cast.PASSWORD, "next", "/-/settings");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/-/settings");
        var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax");
        var secret = cookie.replaceAll("antipode=([^;]+);.*", "$1");
        assertThat(secret).hasSizeGreaterThanOrEqualTo(43);
        assertThat(jdbc.sql("select session::text from session").query(String.class).list())
                .isNotEmpty().noneMatch(row -> row.contains(secret));
        assertThat(get("/-/settings", "antipode=" + secret).body()).contains("Kei Nakamura");
    }

    @Test
    void each_sign_in_has_a_new_session_and_ends_the_one_before() {
        var first = signIn("ravi");
        var second = session(post("/-/sign-in", first, "name", "ravi@halyard.example", "password", Cast.PASSWORD));
        assertThat(second).isNotEqualTo(first);
        assertThat(get("/-/settings", first).statusCode()).isEqualTo(303);
        assertThat(get("/-/settings", second).statusCode()).isEqualTo(200);
    }

    @Test
    void signing_out_everywhere_ends_every_session_at_once() {
        var one = signIn("ana");
        var other = signIn("ana");
        post("/-/settings/sessions/end", one);
        assertThat(get("/-/settings", one).statusCode()).isEqualTo(303);
        assertThat(get("/-/settings", other).statusCode()).isEqualTo(303);
    }

    @Test
    void nobody_is_led_away_from_this_server() {
        for (var next : List.of("//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)",
                "\\\\evil.example", "/%0d%0aLocation:x\r\n", " //evil.example")) {
            var answer = post("/-/sign-in", null, "name", "ana", "password", Cast.PASSWORD, "next", next);
            assertThat(answer.headers().firstValue("Location")).as(next).contains("/");
        }
    }

    @Test
    void after_five_wrong_passwords_the_sixth_waits_while_others_come_in() {
        for (var i = 0; i < 5; i++) {
            assertThat(post("/-/sign-in", null, "name", "mia", "password", "wrong " + i).statusCode()).isEqualTo(401);
        }
        var sixth = post("/-/sign-in", null, "name", "mia", "password", Cast.PASSWORD);
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(sixth.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 601);
        assertThat(post("/-/sign-in", null, "name", "kei", "password", Cast.PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void a_place_is_an_address_or_a_64_of_them() {
        assertThat(SignInLimits.place("2001:db8::1")).isEqualTo(SignInLimits.place("2001:db8::ffff:1"));
        assertThat(SignInLimits.place("2001:db8:0:1::1")).isNotEqualTo(SignInLimits.place("2001:db8::1"));
        assertThat(SignInLimits.place("192.0.2.1")).isNotEqualTo(SignInLimits.place("192.0.2.2"));
    }

    @Test
    void a_link_survives_being_looked_at_and_works_once() {
        var link = links.create(company.mia().require());
        for (var i = 0; i < 3; i++) assertThat(get(link, null).statusCode()).isEqualTo(200);
        var used = post(link, null);
        assertThat(get("/-/settings", session(used)).body()).contains("Mia Chen");
        assertThat(post(link, null).statusCode()).isEqualTo(404);
        assertThat(get(link, null).statusCode()).isEqualTo(404);
    }

    @Test
    void only_an_unused_workspace_has_a_first_link() {
        assertThat(links.first()).isEmpty();
        assertThat(get("/-/welcome/anything", null).statusCode()).isEqualTo(404);
    }

    @Test
    void who_is_shut_out_is_out_at_once() {
        var member = members.create(new Members.Draft("tom", "Tom Reed", "tom@halyard.example", company.gwen().require().zone()));
        var session = session(post(links.create(member), null));
        var token = tokens.create(member.id(), "x", List.of("api"), null).text();
        members.become(member.id(), Member.State.BLOCKED);
        assertThat(get("/-/settings", session).statusCode()).isEqualTo(303);
        assertThat(api("/api/v4/user", token).statusCode()).isEqualTo(401);
    }

    @Test
    void a_token_does_what_its_scopes_allow() {
        var kei = company.kei().id();
        var reading = tokens.create(kei, "reading", List.of("read_user"), null).text();
        assertThat(api("/api/v4/user", reading).body()).contains("\"username\":\"kei\"");
        assertThat(api("/api/v4/projects", reading).statusCode()).isEqualTo(403);
        assertThat(api("/api/v4/projects", reading).body()).contains("insufficient_scope");
        assertThat(jdbc.sql("select token::text from token").query(String.class).list()).noneMatch(row -> row.contains(reading));
    }

    @Test
    void a_bad_token_is_refused_even_where_anyone_may_look() {
        assertThat(api("/api/v4/projects", "antp-nonsense").statusCode()).isEqualTo(401);
    }

    @Test
    void a_token_ends_on_its_day() {
        var token = tokens.create(company.kei().id(), "short", List.of("api"), LocalDate.of(2026, 11, 5)).text();
        assertThat(api("/api/v4/user", token).statusCode()).isEqualTo(200);
        clock.forward(Duration.ofDays(1));
        var late = api("/api/v4/user", token);
        clock.set(TestClock.START);
        assertThat(late.statusCode()).isEqualTo(401);
    }

    @Test
    void an_administrator_acts_for_another_with_sudo_alone() {
        var ana = tokens.create(company.ana().id(), "sudo", List.of("api", "sudo"), null).text();
        var kei = tokens.create(company.kei().id(), "sudo", List.of("api", "sudo"), null).text();
        assertThat(send(request("/api/v4/user").header("PRIVATE-TOKEN", ana).header("Sudo", "mia")).body()).contains("\"username\":\"mia\"");
        assertThat(send(request("/api/v4/user").header("PRIVATE-TOKEN", kei).header("Sudo", "mia")).statusCode()).isEqualTo(403);
    }

    @Test
    void hours_that_make_no_sense_are_told_what_would() {
        var session = signIn("kei");
        var answer = post("/-/settings/hours", session, "zone", "Asia/Tokyo", "hours", "Mon-Fri nine to five");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Write it like 09:00").contains("Mon-Fri nine to five");
        assertThat(post("/-/settings/hours", session, "zone", "Asia/Tokyo", "hours", "Mon-Thu 08:30-12:00").statusCode())
                .isEqualTo(303);
    }

    private String signIn(String name) {
        return session(post("/-/sign-in", null, "name", name, "password", Cast.PASSWORD));
    }

    private static String session(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith("antipode="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';'))).findFirst().orElseThrow();
    }

    private HttpResponse<String> api(String path, String token) {
        return send(request(path).header("PRIVATE-TOKEN", token));
    }

    private HttpResponse<String> get(String path, @Nullable String cookie) {
        var request = request(path);
        return send(cookie == null ? request : request.header("Cookie", cookie));
    }

    private HttpResponse<String> post(String path, @Nullable String cookie, String... form) {
        var body = Stream.iterate(0, i -> i < form.length, i -> i + 2)
                .map(i -> form[i] + "=" + URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
        var request = request(path).POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/x-www-form-urlencoded").header("Origin", "http://localhost:" + port);
        return send(cookie == null ? request : request.header("Cookie", cookie));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
