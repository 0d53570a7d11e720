package antipode.web;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What every answer says to the browser, and what is refused before any room hears of it.
@AntipodeTest
class StrictnessTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    StrictnessTest(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /-/style",
                "GET /nowhere/at/all",
                "GET /assets/0/antipode.css",
                "GET /assets/0/nothing.css",
                "GET /api/nowhere",
                "TRACE /",
                "PROPFIND /",
                "GET /%",
                "GET /a%00b",
                "GET /a%ff%feb",
                "GET /a%2fb",
                "GET /?q=%ff%zz",
                "GET /search?q=%ff",
                "POST /nowhere"
            })
    void every_answer_is_strict_and_none_breaks(String line) throws IOException {
        var answer = raw(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).contains("Content-Security-Policy: default-src 'self'");
        assertThat(answer).contains("X-Content-Type-Options: nosniff").contains("Referrer-Policy:");
        assertThat(answer).contains("Cross-Origin-Opener-Policy: same-origin");
        assertThat(answer).doesNotContain("Server:").doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(status(answer)).isLessThan(500);
    }

    @Test
    void what_is_no_http_at_all_is_answered_strictly_too() throws IOException {
        var answer = raw("GET /\1\2 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(status(answer)).isEqualTo(400);
        assertThat(answer).contains("Content-Security-Policy:");
    }

    @Test
    void what_cannot_be_read_is_told_to_people_as_a_page_and_to_programs_as_json() throws IOException {
        var page = raw("GET /a%ff%feb HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(page).contains("400 Bad Request", "Content-Type: text/html", "<h1>The request can't be read.</h1>");
        var json = raw("GET /api/v4/projects/%ff%fe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(json).contains("Content-Type: application/json\r\n").endsWith("{\"error\":\"400 Bad Request\"}");
        var nul = raw("GET /api/v4/projects/1/repository/files/a%00b?ref=main HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(nul).contains("400 Bad Request", "Content-Type: application/json\r\n").endsWith("{\"error\":\"400 Bad Request\"}");
    }

    @Test
    void unknown_methods_are_refused() throws IOException {
        assertThat(status(raw("TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))).isEqualTo(405);
        assertThat(status(raw("BREW / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))).isEqualTo(405);
    }

    @Test
    void another_site_cannot_make_a_browser_act_here() throws Exception {
        assertThat(post("Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
        assertThat(post("Sec-Fetch-Site", "same-site").statusCode()).isEqualTo(403);
        assertThat(post("Origin", "https://elsewhere.example").statusCode()).isEqualTo(403);
        assertThat(post("Origin", "null").statusCode()).isEqualTo(403);
        assertThat(post("Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(405);
        assertThat(post("Origin", "http://localhost:" + port).statusCode()).isEqualTo(405);
        assertThat(post("X-None", "of this").statusCode()).isEqualTo(405);
    }

    @Test
    void a_form_of_three_megabytes_is_too_large() throws Exception {
        var large = "a=" + "b".repeat(3 << 20);
        var request = to("/nowhere").header("Content-Type", "application/x-www-form-urlencoded");
        assertThat(send(request.POST(BodyPublishers.ofString(large))).statusCode()).isEqualTo(413);
    }

    @Test
    void an_unknown_page_says_what_to_do_and_the_api_says_it_in_json() throws Exception {
        var page = send(to("/nowhere").GET());
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Nothing stands here").contains("<header class=\"bar\">");
        var api = send(to("/api/nowhere").GET());
        assertThat(api.statusCode()).isEqualTo(404);
        assertThat(api.body()).startsWith("{").contains("404 Not Found");
    }

    @Test
    void a_page_runs_no_script_and_wears_no_style_of_its_own() throws Exception {
        var style = send(to("/-/style").GET());
        assertThat(style.statusCode()).isEqualTo(200);
        var page = style.body();
        assertThat(page).doesNotContain("style=\"").doesNotContain("<style").doesNotContain("onclick");
        assertThat(Pattern.compile("<script(?![^>]*src=)").matcher(page).find()).isFalse();
        assertThat(page).contains("<html lang=\"en\"").contains("id=\"main\"").contains("href=\"#main\"");
    }

    @Test
    void files_are_kept_for_good_under_the_hash_of_their_content() throws Exception {
        var page = send(to("/-/style").GET()).body();
        var addresses = Pattern.compile("\"(/assets/[^\"]+)\"").matcher(page);
        while (addresses.find()) {
            var file = send(to(addresses.group(1)).GET());
            assertThat(file.statusCode()).as(addresses.group(1)).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
            var again = to(addresses.group(1)).header("If-None-Match", file.headers().firstValue("ETag").orElse(""));
            assertThat(send(again.GET()).statusCode()).isEqualTo(304);
        }
        var outdated = send(to("/assets/0/antipode.css").GET());
        assertThat(outdated.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(outdated.body()).contains("url(\"/assets/").doesNotContain("url(\"fonts/");
        assertThat(send(to("/assets/0/../application.properties").GET()).statusCode()).isGreaterThanOrEqualTo(400);
    }

    private HttpResponse<String> post(String header, String value) throws Exception {
        return send(to("/nowhere").header(header, value).POST(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }
}
