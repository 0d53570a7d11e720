package antipode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = ProbeServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "antipode.api.longest-body=100000")
class ApiFrameTest {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    // What is answered

    @Test
    void every_answer_is_exactly_application_json_whatever_is_accepted() throws Exception {
        for (var accept : new String[] {"*/*", "text/html,application/xhtml+xml", "image/png", "nonsense"}) {
            var answer = send(request("/_probe/rows/7").header("Accept", accept));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Content-Type")).containsExactly(JSON);
        }
        assertThat(get("/nowhere").headers().allValues("Content-Type")).containsExactly(JSON);
    }

    @Test
    void names_are_in_snake_case_times_have_milliseconds_and_nothing_is_left_out() throws Exception {
        assertThat(get("/_probe/rows/7").body())
                .isEqualTo("{\"id\":7,\"web_url\":\"http://here/7\",\"name\":null,"
                        + "\"created_at\":\"2024-03-01T09:00:00.120Z\",\"due_date\":\"2024-03-02\",\"labels\":[]}");
    }

    @Test
    void each_verb_has_its_status() throws Exception {
        assertThat(body("POST", "/_probe/drafts", JSON, "{\"title\":\"a\"}").statusCode()).isEqualTo(201);
        assertThat(body("PUT", "/_probe/drafts/3", JSON, "{\"title\":\"a\"}").statusCode()).isEqualTo(200);
        var gone = body("DELETE", "/_probe/drafts/3", JSON, "{}");
        assertThat(gone.statusCode()).isEqualTo(204);
        assertThat(gone.body()).isEmpty();
        assertThat(gone.headers().firstValue("Content-Type")).isEmpty();
        assertThat(body("POST", "/_probe/subscribe", JSON, "{}").statusCode()).isEqualTo(304);
    }

    @Test
    void a_client_that_has_the_answer_is_told_so() throws Exception {
        var answer = get("/_probe/rows/7");
        var tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).startsWith("W/\"");
        var again = send(request("/_probe/rows/7").header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void head_answers_what_get_would() throws Exception {
        var get = get("/_probe/rows/7");
        var head = send(request("/_probe/rows/7").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag")).isEqualTo(get.headers().firstValue("ETag"));
        assertThat(head.headers().firstValue("Content-Length")).isEqualTo(get.headers().firstValue("Content-Length"));
    }

    @Test
    void every_answer_can_be_traced_and_is_kept_private() throws Exception {
        for (var path : new String[] {"/_probe/rows/7", "/nowhere", "/_probe/problems/crash"}) {
            var headers = get(path).headers();
            assertThat(headers.firstValue("X-Request-Id")).isPresent();
            assertThat(headers.firstValue("X-Runtime").orElseThrow()).matches("\\d+\\.\\d{6}");
            assertThat(headers.firstValue("Cache-Control")).contains("max-age=0, private, must-revalidate");
            assertThat(headers.allValues("Vary").toString()).contains("Origin");
        }
    }

    @Test
    void a_trailing_slash_means_nothing() throws Exception {
        assertThat(get("/version/").statusCode()).isEqualTo(200);
        assertThat(get("/version").body()).isEqualTo("{\"version\":\"17.0.0\",\"revision\":\"antipode\"}");
        assertThat(get("/metadata").body()).contains("\"kas\":{\"enabled\":false,\"externalUrl\":null");
    }

    // What is sent

    @Test
    void parameters_come_from_the_query_a_form_json_or_multipart() throws Exception {
        assertThat(get("/_probe/echo?text=a%20b").body()).contains("\"text\":\"a b\"");
        for (var method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
            assertThat(body(method, "/_probe/echo?integer=4", FORM, "text=a+b").body())
                    .contains("\"text\":\"a b\"", "\"integer\":4");
            assertThat(body(method, "/_probe/echo?integer=4", JSON, "{\"text\":\"a b\"}").body())
                    .contains("\"text\":\"a b\"", "\"integer\":4");
            assertThat(body(method, "/_probe/echo", "multipart/form-data; boundary=x", """
                            --x\r
                            Content-Disposition: form-data; name="text"\r
                            \r
                            Zürich\r
                            --x\r
                            Content-Disposition: form-data; name="position[base_sha]"\r
                            \r
                            abc\r
                            --x\r
                            Content-Disposition: form-data; name="position[new_line]"\r
                            \r
                            12\r
                            --x\r
                            Content-Disposition: form-data; name="file"; filename="a.txt"\r
                            Content-Type: text/plain\r
                            \r
                            hello\r
                            --x--\r
                            """).body()).contains("\"text\":\"Zürich\"", "\"sha\":\"abc\"", "\"line\":12", "\"a.txt 5\"");
        }
    }

    @Test
    void the_body_outweighs_the_query_and_the_path_both() throws Exception {
        assertThat(body("PUT", "/_probe/echo?text=query", JSON, "{\"text\":\"body\"}").body())
                .contains("\"text\":\"body\"");
        assertThat(body("PUT", "/_probe/drafts/3?id=4", JSON, "{\"id\":5,\"title\":\"a\"}").body())
                .isEqualTo("{\"id\":\"3\"}");
    }

    @Test
    void odd_content_types_and_empty_bodies_are_fine() throws Exception {
        assertThat(send(request("/_probe/rows/7").header("Content-Type", JSON)).statusCode()).isEqualTo(200);
        for (var type : new String[] {"text/plain", JSON, FORM, "application/xml", "nonsense", "a/b; charset=x"}) {
            assertThat(body("PUT", "/_probe/drafts/3?title=a", type, "").statusCode()).as(type).isEqualTo(200);
        }
        assertThat(body("PUT", "/_probe/drafts/3?title=a", "application/xml", "<a/>").statusCode()).isEqualTo(200);
        assertThat(body("POST", "/_probe/echo", "text/plain", "{\"text\":\"x\"}").body()).contains("\"text\":\"x\"");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "True,true", "1,true", "t,true", "yes,true", "on,true", "false,false", "0,false", "f,false"})
    void booleans_have_many_spellings(String sent, boolean meant) throws Exception {
        assertThat(get("/_probe/echo?bool=" + sent).body()).contains("\"bool\":" + meant);
    }

    @Test
    void an_empty_value_is_null_but_was_sent() throws Exception {
        assertThat(get("/_probe/echo?text=&integer=&bool=&date=&state=").body())
                .contains("\"text\":null", "\"integer\":null", "\"bool\":null", "\"date\":null", "\"has_text\":true");
        assertThat(get("/_probe/echo").body()).contains("\"has_text\":false", "\"labels\":null");
        assertThat(get("/_probe/echo?labels=").body()).contains("\"labels\":[]");
    }

    @Test
    void lists_come_with_commas_with_brackets_or_as_json() throws Exception {
        assertThat(get("/_probe/echo?labels=a,%20b").body()).contains("\"labels\":[\"a\",\"b\"]");
        assertThat(get("/_probe/echo?labels[]=a&labels%5B%5D=b").body()).contains("\"labels\":[\"a\",\"b\"]");
        assertThat(body("POST", "/_probe/echo", JSON, "{\"labels\":[\"a\",\"b\"],\"ids\":\"1,2\"}").body())
                .contains("\"labels\":[\"a\",\"b\"]", "\"ids\":[1,2]");
        assertThat(body("POST", "/_probe/echo", JSON, "{\"ids\":[1,\"2\"]}").body()).contains("\"ids\":[1,2]");
    }

    @Test
    void a_repeated_key_begins_the_next_hash_of_a_list() throws Exception {
        var answer = body(
                "POST",
                "/_probe/echo",
                FORM,
                "actions[][action]=create&actions[][file_path]=a&actions[][action]=delete"
                        + "&actions[][action]=move&actions[][file_path]=c");
        assertThat(answer.body())
                .contains("[{\"action\":\"create\",\"path\":\"a\"},{\"action\":\"delete\",\"path\":null},"
                        + "{\"action\":\"move\",\"path\":\"c\"}]");
        assertThat(body("POST", "/_probe/echo", JSON, "{\"actions\":[{\"action\":\"create\"},{}]}").body())
                .isEqualTo("{\"error\":\"actions[1][action] is missing\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-01T09:00:00.12Z,2024-03-01T09:00:00.120Z",
        "2024-03-01T09:00:00+02:00,2024-03-01T07:00:00.000Z",
        "2024-03-01T09:00:00%2B0200,2024-03-01T07:00:00.000Z",
        "2024-03-01T09:00:00-05:30,2024-03-01T14:30:00.000Z",
        "2024-03-01%2009:00,2024-03-01T09:00:00.000Z",
        "2024-03-01,2024-03-01T00:00:00.000Z"
    })
    void times_come_with_offsets_even_where_the_plus_became_a_space(String sent, String meant) throws Exception {
        assertThat(get("/_probe/echo?instant=" + sent).body()).contains("\"instant\":\"" + meant + "\"");
    }

    @Test
    void what_is_missing_or_makes_no_sense_is_named() throws Exception {
        refused(body("POST", "/_probe/pair", JSON, "{}"), "a is missing, b is missing");
        refused(
                body("POST", "/_probe/drafts", FORM, "state=asleep&due_date=tomorrow"),
                "title is missing, due_date is invalid, state does not have a valid value");
        refused(
                body("PUT", "/_probe/drafts/3", JSON, "{}"),
                "title, description are missing, at least one parameter must be provided");
        refused(get("/_probe/rows?per_page=many"), "per_page is invalid");
        refused(get("/_probe/rows/seven"), "id is invalid");
        refused(get("/_probe/echo?state=asleep"), "state does not have a valid value");
        refused(get("/_probe/echo?date=2024-02-31"), "date is invalid");
        refused(get("/_probe/echo?integer=99999999999999999999"), "integer is invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{", "{\"text\":\"a\",\"text\":\"b\"}", "[1]", "\"text\"", "{\"text\":tru}", "{} {}", "{\"integer\":01}",
                "{\"text\":\"\\u0000\"}", "{\"text\":\"\\ud800\"}", "{\"\\ud800\":1}", "{\"integer\":1e999999999}",
                "{\"text\":{\"a\":1}}", "{\"integer\":[1]}", "{\"bool\":{}}", "{\"actions\":[1]}", "{\"position\":[]}"
            })
    void json_that_cannot_be_meant_is_refused(String json) throws Exception {
        var answer = body("POST", "/_probe/echo", JSON, json);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":\"");
    }

    @Test
    void depth_length_and_bytes_that_are_not_text_are_refused() throws Exception {
        assertThat(body("POST", "/_probe/echo", JSON, "{\"a\":" + "[".repeat(2000)).statusCode()).isEqualTo(400);
        assertThat(body("POST", "/_probe/echo", JSON, "{\"integer\":" + "9".repeat(5000) + "}").statusCode())
                .isEqualTo(400);
        assertThat(get("/_probe/echo?a" + "[b]".repeat(100) + "=1").statusCode()).isEqualTo(400);
        assertThat(get("/_probe/echo?text=%FF").statusCode()).isEqualTo(400);
        assertThat(get("/_probe/echo?text=%00").statusCode()).isEqualTo(400);
        assertThat(get("/_probe/echo?text=1&text[a]=2").statusCode()).isEqualTo(400);
        var bytes = HttpRequest.newBuilder(uri("/_probe/echo")).header("Content-Type", JSON)
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}));
        assertThat(send(bytes).statusCode()).isEqualTo(400);
        assertThat(body("POST", "/_probe/echo", JSON, "{\"text\":\"" + "x".repeat(200_000) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(body("POST", "/_probe/echo", "multipart/form-data; boundary=x", "no parts").statusCode())
                .isEqualTo(400);
        assertThat(body("POST", "/_probe/echo", "multipart/form-data", "no boundary").statusCode()).isEqualTo(400);
    }

    // Addresses

    @ParameterizedTest
    @CsvSource({
        "halyard%2Fferry%2Dbookings,docs%2Fa%2Emd,halyard/ferry-bookings,docs/a.md",
        "7,notes%2F%C3%BCmlaut%20file.md,7,notes/ümlaut file.md",
        "a%5Fb,100%25,a_b,100%",
        "7,a%252Fb,7,a%2Fb",
        "7,%2e%2e%2f%2e%2e%2fetc%2fpasswd,7,../../etc/passwd",
        "7,%252e%252e%252fetc,7,%2e%2e%2fetc",
        "7,a%5Cb,7,a\\b",
        "7,%2E%2E,7,.."
    })
    void an_encoded_segment_is_decoded_once_after_routing(String id, String path, String project, String file)
            throws Exception {
        var answer = get("/_probe/projects/" + id + "/files/" + path + "/raw");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"" + project + "\"", "\"" + file.replace("\\", "\\\\") + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v4/%zz", "/api/v4/_probe/projects/1/files/%00/raw", "/api/v4/_probe/rows/%ff", "/api/v4/../..;/x", "/api//v4", "/api/v4/\u0001"})
    void an_address_that_is_none_is_refused_without_a_word_about_the_server(String path) throws Exception {
        var answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).containsPattern("^HTTP/1.1 40[04] ").doesNotContainIgnoringCase("jetty").doesNotContain("<html");
    }

    // Errors

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "missing|404|{\"message\":\"404 Issue Not Found\"}",
        "refused|403|{\"message\":\"403 Forbidden\"}",
        "unauthorized|401|{\"message\":\"401 Unauthorized\"}",
        "conflict|409|{\"message\":\"Label already exists\"}",
        "invalid|400|{\"message\":{\"title\":[\"can't be blank\"]}}",
        "bad|400|{\"message\":\"400 Bad request - too strange\"}",
        "unprocessable|422|{\"message\":\"422 Branch cannot be merged\"}",
        "method|405|{\"message\":\"405 Method Not Allowed\"}",
        "crash|500|{\"message\":\"500 Internal Server Error\"}"
    }, quoteCharacter = '`')
    void a_problem_has_gitlabs_form(String kind, int status, String body) throws Exception {
        var answer = get("/_probe/problems/" + kind);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void a_token_without_the_scope_is_told_which_one() throws Exception {
        var answer = get("/_probe/problems/scope");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).startsWith("{\"error\":\"insufficient_scope\",\"error_description\":").endsWith("\"scope\":\"api\"}");
    }

    @Test
    void a_client_that_comes_too_often_is_told_when_to_return() throws Exception {
        var answer = get("/_probe/problems/often");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).isEqualTo("Retry later\n");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.headers().firstValue("RateLimit-Remaining")).contains("0");
        assertThat(answer.headers().firstValue("RateLimit-Reset")).contains("1709283600");
        assertThat(answer.headers().firstValue("RateLimit-ResetTime")).contains("Fri, 1 Mar 2024 09:00:00 GMT");
    }

    @Test
    void an_unknown_route_or_method_is_said_so() throws Exception {
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(get("/nowhere").body()).isEqualTo("{\"error\":\"404 Not Found\"}");
        assertThat(get("").body()).isEqualTo("{\"error\":\"404 Not Found\"}");
        var answer = body("PATCH", "/_probe/rows/7", JSON, "{}");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).isEqualTo("{\"message\":\"405 Method Not Allowed\"}");
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    // Pages

    @Test
    void a_middle_page_leads_to_its_neighbours() throws Exception {
        var answer = get("/_probe/rows?per_page=10&page=2&labels[]=a%20b");
        assertThat(answer.body()).isEqualTo("[10,11,12,13,14,15,16,17,18,19]");
        header(answer, "X-Page", "2");
        header(answer, "X-Per-Page", "10");
        header(answer, "X-Total", "45");
        header(answer, "X-Total-Pages", "5");
        header(answer, "X-Next-Page", "3");
        header(answer, "X-Prev-Page", "1");
        var here = "<http://localhost:" + port + "/api/v4/_probe/rows?labels%5B%5D=a+b&page=";
        header(answer, "Link", here + "1&per_page=10>; rel=\"prev\", " + here + "3&per_page=10>; rel=\"next\", "
                + here + "1&per_page=10>; rel=\"first\", " + here + "5&per_page=10>; rel=\"last\"");
    }

    @Test
    void at_the_ends_the_neighbours_are_present_and_empty() throws Exception {
        header(get("/_probe/rows"), "X-Prev-Page", "");
        header(get("/_probe/rows?page=3"), "X-Next-Page", "");
        assertThat(get("/_probe/rows?page=99").body()).isEqualTo("[]");
        header(get("/_probe/rows?total=0"), "X-Total-Pages", "1");
    }

    @Test
    void a_page_has_at_most_a_hundred_rows() throws Exception {
        header(get("/_probe/rows?per_page=5000"), "X-Per-Page", "100");
        header(get("/_probe/rows?per_page=0"), "X-Per-Page", "20");
        header(get("/_probe/rows?per_page=-3&page=-1"), "X-Page", "1");
        assertThat(get("/_probe/rows?page=9223372036854775807").body()).isEqualTo("[]");
    }

    @Test
    void beyond_ten_thousand_rows_nobody_counts() throws Exception {
        var answer = get("/_probe/rows?total=20000&page=2");
        assertThat(answer.headers().firstValue("X-Total")).isEmpty();
        assertThat(answer.headers().firstValue("X-Total-Pages")).isEmpty();
        header(answer, "X-Next-Page", "3");
        assertThat(answer.headers().firstValue("Link").orElseThrow()).contains("rel=\"next\"").doesNotContain("last");
        header(get("/_probe/rows?total=10000"), "X-Total", "10000");
    }

    @Test
    void links_keep_the_host_the_client_used_and_believe_no_stranger() throws Exception {
        var answer = raw("GET /api/v4/_probe/rows HTTP/1.1\r\nHost: git.halyard.test\r\nX-Forwarded-Proto: https\r\n"
                + "X-Forwarded-Host: evil.test\r\nConnection: close\r\n\r\n");
        assertThat(answer).contains("Link: <http://git.halyard.test/api/v4/_probe/rows?page=2&per_page=20>; rel=\"next\"");
    }

    @Test
    void a_list_can_be_walked_by_key() throws Exception {
        var next = "/_probe/keyed?pagination=keyset&order_by=id&sort=asc&per_page=2";
        var seen = new StringBuilder();
        for (var pages = 0; !next.isEmpty(); pages++) {
            assertThat(pages).isLessThan(4);
            var answer = get(next);
            seen.append(answer.body());
            assertThat(answer.headers().firstValue("X-Total")).isEmpty();
            var link = answer.headers().firstValue("Link").orElse("");
            assertThat(link).satisfiesAnyOf(l -> assertThat(l).isEmpty(), l -> assertThat(l).endsWith(">; rel=\"next\""));
            next = link.replaceAll("^<http://[^/]*/api/v4|>.*$", "");
        }
        assertThat(seen.toString()).isEqualTo("[{\"id\":1},{\"id\":2}][{\"id\":3},{\"id\":4}][{\"id\":5}]");
        assertThat(get("/_probe/keyed?pagination=keyset&order_by=id&sort=asc&id_after=4").body()).isEqualTo("[{\"id\":5}]");
        var other = get("/_probe/keyed?pagination=keyset&order_by=name");
        assertThat(other.statusCode()).isEqualTo(405);
        assertThat(other.body()).isEqualTo("{\"error\":\"Keyset pagination is not yet available for this type of request\"}");
        refused(get("/_probe/keyed?pagination=keyset&cursor=%21"), "cursor is invalid");
    }

    // Everything at once

    @Test
    void whatever_is_sent_the_server_does_not_stumble() throws Exception {
        var random = new Random(20_241_123);
        var names = new String[] {
            "text", "integer", "bool", "instant", "date", "labels", "labels[]", "ids", "state", "position", "position[base_sha]",
            "position[]", "actions", "actions[][action]", "actions[0][action]", "actions[]", "file", "page", "per_page", "[", "]", "a[[", "", "[]"
        };
        var values = new String[] {
            "", "1", "-1", "99999999999999999999", "1e400000000", "true", "null", "2024-02-31", "2024-03-01T25:00", "0000-00-00",
            "2024-03-01T09:00:00 99:99", "\u0000", "\ud83d\ude00", "%", "%zz", "a,b,,", "../..", "'; drop", "x".repeat(3000), "[]", "{}", "\"", "\\"
        };
        var json = new String[] {
            "1", "-0", "1e999999", "1.5", "true", "null", "\"\"", "\"x\"", "[]", "{}", "[null]", "[[1]]", "{\"0\":null}", "{\"a\":{\"b\":[]}}",
            "\"\\ud800\"", "[{\"action\":null}]", "NaN", "{", "\"2024-13-01\"", "[1e99]"
        };
        var methods = new String[] {"GET", "POST", "PUT", "PATCH", "DELETE"};
        var paths = new String[] {"/_probe/echo", "/_probe/rows", "/_probe/keyed", "/_probe/drafts", "/_probe/drafts/7"};
        var types = new String[] {JSON, FORM, "text/plain", "multipart/form-data; boundary=x", "application/octet-stream"};
        for (var i = 0; i < 3000; i++) {
            var query = new StringBuilder();
            var form = new StringBuilder();
            var object = new StringBuilder("{");
            var multipart = new StringBuilder();
            for (var n = random.nextInt(4); n >= 0; n--) {
                query.append(encode(pick(random, names))).append('=').append(encode(pick(random, values))).append('&');
                form.append(pick(random, names).replace("%", "")).append('=').append(encode(pick(random, values))).append('&');
                object.append(object.length() > 1 ? "," : "").append('"').append(pick(random, names)).append("\":").append(pick(random, json));
                multipart.append("--x\r\nContent-Disposition: form-data; name=\"").append(pick(random, names)).append('"')
                        .append(random.nextInt(4) == 0 ? "; filename=\"f\"" : "").append("\r\n\r\n").append(pick(random, values)).append("\r\n");
            }
            var type = pick(random, types);
            var body = switch (type) {
                case FORM -> form.toString();
                case String t when t.startsWith("multipart") -> multipart + (random.nextInt(5) == 0 ? "" : "--x--\r\n");
                default -> object.append(random.nextInt(20) == 0 ? "" : "}").toString();
            };
            var method = pick(random, methods);
            var path = pick(random, paths) + "?" + query;
            var answer = body(method, path, type, method.equals("GET") ? "" : body);
            assertThat(answer.statusCode()).as(method + " " + path + "\n" + type + "\n" + body).isLessThan(500);
            assertThat(answer.headers().firstValue("Content-Type").orElse(JSON)).isEqualTo(JSON);
        }
    }

    private static String pick(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void refused(HttpResponse<String> answer, String error) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
    }

    private static void header(HttpResponse<String> answer, String name, String value) {
        assertThat(answer.headers().firstValue(name)).as(name).contains(value);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<String> body(String method, String path, String type, String body) throws Exception {
        return send(request(path).header("Content-Type", type).method(method, BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + "/api/v4" + path.replace("[", "%5B").replace("]", "%5D"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
