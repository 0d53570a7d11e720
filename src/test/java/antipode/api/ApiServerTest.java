package antipode.api;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The frame within the whole server, beside the pages.
@AntipodeTest
class ApiServerTest {

    @LocalServerPort
    int port;

    @Test
    void the_api_tells_its_version() throws Exception {
        assertThat(get("/api/v4/version").body()).contains("\"version\":\"17.0.0\"");
    }

    @Test
    void an_unknown_route_is_not_taken_for_a_page() throws Exception {
        for (var path : new String[] {"/api", "/api/v4", "/api/v4/nowhere", "/api/v3/projects", "/api/v4/a/b/-/issues/1"}) {
            var answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
            assertThat(answer.body()).isEqualTo("{\"error\":\"404 Not Found\"}");
        }
    }

    @Test
    void a_bad_token_is_refused_in_json() throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v4/version?private_token=x"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"message\":\"401 Unauthorized\"}");
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(), BodyHandlers.ofString());
    }
}
