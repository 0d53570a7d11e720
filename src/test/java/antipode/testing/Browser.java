package antipode.testing;

import antipode.people.Actor;
import antipode.people.Tokens;
import antipode.people.signin.Sessions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the running server as somebody: pages with a session, the API with a token. It follows no redirects.
@TestComponent
public class Browser {

    private final Environment environment;
    private final Sessions sessions;
    private final Tokens tokens;
    private final HttpClient client = HttpClient.newHttpClient();

    Browser(Environment environment, Sessions sessions, Tokens tokens) {
        this.environment = environment;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    public String address() {
        return "http://localhost:" + environment.getProperty("local.server.port");
    }

    /// Somebody signed in.
    public Tab as(Actor actor) {
        return new Tab("Cookie", "antipode=" + sessions.open(actor.require(), "127.0.0.1", "test"));
    }

    public Tab asNobody() {
        return new Tab("X-Nobody", "1");
    }

    /// Somebody unknown at a place of their own (`127.0.0.2` and on), whose tries to sign in count apart.
    public Tab asNobodyAt(String place) {
        try {
            return new Tab("X-Nobody", "1", HttpClient.newBuilder().localAddress(InetAddress.getByName(place)).build());
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    /// A program with a token of theirs.
    public Tab program(Actor actor) {
        return new Tab("PRIVATE-TOKEN", tokens.create(actor.id(), "test", List.of("api"), null).text());
    }

    /// Whoever says this of themselves.
    public Tab with(String header, String value) {
        return value.isEmpty() ? asNobody() : new Tab(header, value);
    }

    public final class Tab {

        private final String header;
        private final String value;
        private final HttpClient client;

        private Tab(String header, String value) {
            this(header, value, Browser.this.client);
        }

        private Tab(String header, String value, HttpClient client) {
            this.header = header;
            this.value = value;
            this.client = client;
        }

        public String cookie() {
            return value;
        }

        public Answer get(String path) {
            return send(HttpRequest.newBuilder().GET(), path);
        }

        /// Sends a form of names and values in turn.
        public Answer post(String path, String... fields) {
            return form("POST", path, fields);
        }

        public Answer put(String path, String... fields) {
            return form("PUT", path, fields);
        }

        public Answer delete(String path) {
            return send(HttpRequest.newBuilder().DELETE(), path);
        }

        public Answer postRaw(String path, String type, byte[] body) {
            return raw("POST", path, type, body);
        }

        public Answer raw(String method, String path, String type, byte[] body) {
            return send(
                    HttpRequest.newBuilder().method(method, HttpRequest.BodyPublishers.ofByteArray(body)).header("Content-Type", type),
                    path);
        }

        /// Asks without a body: `HEAD`, `OPTIONS`.
        public Answer ask(String method, String path) {
            return send(HttpRequest.newBuilder().method(method, HttpRequest.BodyPublishers.noBody()), path);
        }

        public Answer json(String method, String path, String body) {
            return send(
                    HttpRequest.newBuilder()
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .header("Content-Type", "application/json"),
                    path);
        }

        private Answer form(String method, String path, String... fields) {
            StringBuilder body = new StringBuilder();
            for (int i = 0; i < fields.length; i += 2) {
                body.append(i == 0 ? "" : "&")
                        .append(URLEncoder.encode(fields[i], StandardCharsets.UTF_8))
                        .append('=')
                        .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
            }
            return send(
                    HttpRequest.newBuilder()
                            .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                            .header("Content-Type", "application/x-www-form-urlencoded"),
                    path);
        }

        private Answer send(HttpRequest.Builder request, String path) {
            try {
                return new Answer(client.send(
                        request.uri(URI.create(path.startsWith("http") ? path : address() + path)).header(header, value).build(),
                        HttpResponse.BodyHandlers.ofString()));
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    /// What the server answered.
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /// The page.
        public Document page() {
            return Jsoup.parse(body());
        }

        /// The words of the first element that matches, or nothing.
        public String text(String selector) {
            var found = page().selectFirst(selector);
            return found == null ? "" : found.text();
        }

        public JsonNode json() {
            return new JsonMapper().readTree(body());
        }
    }
}
