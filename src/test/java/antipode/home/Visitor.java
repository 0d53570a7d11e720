package antipode.home;

import antipode.people.Actor;
import antipode.people.Tokens;
import antipode.people.signin.Sessions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/// Somebody with a browser, or with a token.
final class Visitor {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String server;
    private final String header;
    private final String secret;

    private Visitor(int port, String header, String secret) {
        this.server = "http://localhost:" + port;
        this.header = header;
        this.secret = secret;
    }

    static Visitor nobody(int port) {
        return new Visitor(port, "X-Nobody", "1");
    }

    static Visitor browsing(int port, Sessions sessions, Actor actor) {
        return new Visitor(port, "Cookie", "antipode=" + sessions.open(actor.require(), "127.0.0.1", "test"));
    }

    static Visitor calling(int port, Tokens tokens, Actor actor) {
        return new Visitor(port, "PRIVATE-TOKEN", tokens.create(actor.id(), "test", List.of("api"), null).text());
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(server + path)).header(header, secret));
    }

    /// The page's text, which has to be there.
    String page(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    HttpResponse<String> post(String path, String form) {
        return send(HttpRequest.newBuilder(URI.create(server + path))
                .header(header, secret)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
