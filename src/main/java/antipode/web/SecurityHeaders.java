package antipode.web;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.internal.ResponseHttpFields;
import org.eclipse.jetty.util.Callback;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/// Tells the browser to be strict, on every answer: given by the server itself, so that not even a request that
/// cannot be read is answered without.
///
/// A handler may set one of these headers otherwise; when the answer is reset, the strict one is back.
@Component
class SecurityHeaders implements WebServerFactoryCustomizer<JettyServletWebServerFactory>, Ordered {

    static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: https:; font-src 'self'; connect-src 'self'; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final List<HttpField> ALWAYS = List.of(
            field("Content-Security-Policy", CONTENT_SECURITY_POLICY),
            field("X-Content-Type-Options", "nosniff"),
            field("Referrer-Policy", "strict-origin-when-cross-origin"),
            field("Cross-Origin-Opener-Policy", "same-origin"),
            field("Cross-Origin-Resource-Policy", "same-origin"),
            field("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
            field("X-Frame-Options", "DENY"));
    private static final HttpField OVER_HTTPS =
            field("Strict-Transport-Security", "max-age=63072000; includeSubDomains");

    private final PublicAddress address;

    SecurityHeaders(PublicAddress address) {
        this.address = address;
    }

    // After those that find out by which scheme the request came to a proxy.
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.addServerCustomizers(server -> {
            server.setErrorHandler(new Unreadable());
            for (Connector connector : server.getConnectors()) {
                for (var protocol : connector.getConnectionFactories()) {
                    if (protocol instanceof HttpConfiguration.ConnectionFactory http) {
                        http.getHttpConfiguration().setSendServerVersion(false);
                        http.getHttpConfiguration().addCustomizer(this::strict);
                    }
                }
            }
        });
    }

    private Request strict(Request request, HttpFields.Mutable headers) {
        ALWAYS.forEach(headers::put);
        if (address.known().startsWith("https:") || request.isSecure()) {
            headers.put(OVER_HTTPS);
        }
        return request;
    }

    private static HttpField field(String name, String value) {
        return new ResponseHttpFields.PersistentHttpField(new HttpField(name, value));
    }

    /// Answers what never reached the application: a sentence, as JSON for programs.
    private final class Unreadable extends ErrorHandler {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            strict(request, response.getHeaders());
            var status = response.getStatus();
            var words = status == 431 || status == 414
                    ? "The request is too long."
                    : status >= 500 ? "Something broke here." : "The request can't be read.";
            // Of an address with %00 nothing is left to look at; no browser sends one.
            var api = request.getMethod().equals("BAD") || Problems.api(request.getHttpURI().getPath());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, api ? "application/json" : "text/html;charset=utf-8");
            Content.Sink.write(response, true, api ? json(status) : page(words), callback);
            return true;
        }

        private static String json(int status) {
            return "{\"error\":\"" + status + " " + HttpStatus.getMessage(status) + "\"}";
        }

        private static String page(String words) {
            return """
                    <!doctype html>
                    <html lang="en">
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <meta name="color-scheme" content="light dark">
                    <title>%1$s</title>
                    <h1>%1$s</h1>
                    <p>Perhaps the address was cut or changed on its way. Nothing was done. <a href="/">Go to the first page</a></p>
                    """.formatted(words);
        }
    }
}
