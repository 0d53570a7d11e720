package antipode.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee11.servlet.ServletHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Addresses with parts like `group%2Fproject` and `docs%2Fa%2Emd`: one segment each, decoded once, after the route
/// was found. Jetty and its servlets take them for an attack unless told otherwise; nothing here maps a path to a file.
@Component
final class Addresses implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

    private static final UriCompliance ENCODED_SEGMENTS = UriCompliance.DEFAULT.with(
            "ENCODED_SEGMENTS",
            Violation.AMBIGUOUS_PATH_SEPARATOR,
            Violation.AMBIGUOUS_PATH_SEGMENT,
            Violation.AMBIGUOUS_PATH_ENCODING,
            Violation.SUSPICIOUS_PATH_CHARACTERS);

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.addServerCustomizers(server -> {
            for (var connector : server.getConnectors()) {
                connector.getConnectionFactories().stream()
                        .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
                        .map(HttpConfiguration.ConnectionFactory.class::cast)
                        .forEach(each -> each.getHttpConfiguration().setUriCompliance(ENCODED_SEGMENTS));
            }
            server.getDescendants(ServletHandler.class).forEach(each -> each.setDecodeAmbiguousURIs(true));
            server.setErrorHandler(new Unreadable());
        });
    }

    /// The absolute address the client used, without its query. Whether a proxy is believed about it is the server's
    /// setting (`server.forward-headers-strategy`).
    static String asked(HttpServletRequest request) {
        var scheme = request.getScheme();
        var host = request.getServerName();
        if (host.indexOf(':') >= 0 && !host.startsWith("[")) {
            host = "[" + host + "]";
        }
        var port = request.getServerPort();
        var usual = port <= 0 || port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + (HOST.matcher(host).matches() ? host : "localhost") + (usual ? "" : ":" + port)
                + request.getRequestURI().replace("\"", "%22").replace("<", "%3C").replace(">", "%3E");
    }

    /// Requests that never become one: said briefly, without a word about the server.
    private static final class Unreadable extends ErrorHandler {

        @Override
        protected void generateResponse(
                Request request,
                Response response,
                int code,
                @Nullable String message,
                @Nullable Throwable cause,
                Callback callback)
                throws IOException {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            Content.Sink.write(response, true, "{\"error\":\"" + code + " Bad Request\"}", callback);
        }
    }
}
