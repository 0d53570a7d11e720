package antipode;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;

class ProxiesTest {

    /// Who asks, as the server sees it, when this machine asks with these headers.
    private static String seen(List<String> proxies, String... headers) throws Exception {
        var factory = new JettyServletWebServerFactory();
        new Proxies(proxies).customize(factory);
        var server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        factory.getServerCustomizers().forEach(each -> each.customize(server));
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Content.Sink.write(
                        response,
                        true,
                        Request.getRemoteAddr(request) + " " + request.getHttpURI().getScheme() + "://"
                                + Request.getServerName(request),
                        callback);
                return true;
            }
        });
        server.start();
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort()));
            request.headers(headers);
            return client.send(request.build(), BodyHandlers.ofString()).body();
        } finally {
            server.stop();
        }
    }

    private static final String[] SAID = {
        "X-Forwarded-For", "6.6.6.6, 203.0.113.7, 10.1.2.3", "X-Forwarded-Proto", "https",
        "X-Forwarded-Host", "antipode.example", "Forwarded", "for=7.7.7.7"
    };

    @Test
    void nobody_is_believed_unless_named() throws Exception {
        assertThat(seen(List.of(), SAID)).isEqualTo("127.0.0.1 http://127.0.0.1");
        assertThat(seen(List.of("10.0.0.0/8"), SAID)).isEqualTo("127.0.0.1 http://127.0.0.1");
    }

    @Test
    void a_named_proxy_tells_who_asks_but_cannot_be_made_to_lie_by_who_asks() throws Exception {
        assertThat(seen(List.of("127.0.0.1", "10.0.0.0/8"), SAID)).isEqualTo("203.0.113.7 https://antipode.example");
    }
}
