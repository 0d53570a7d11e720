package antipode;

import antipode.database.CannotStart;
import antipode.database.CannotStart.Reason;
import java.net.InetAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.InetAddressSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Proxies in front of us, named in `ANTIPODE_PROXIES`: they alone are believed about who asks, and by which address.
@Component
final class Proxies implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

    private final InetAddressSet believed = new InetAddressSet();

    Proxies(@Value("${antipode.proxies:}") List<String> proxies) {
        for (var proxy : proxies) {
            try {
                believed.add(proxy.strip());
            } catch (IllegalArgumentException e) {
                throw new CannotStart(
                        Reason.CONFIGURATION,
                        "ANTIPODE_PROXIES names " + proxy + ", which is no address: write them as 127.0.0.1,10.0.0.0/8.");
            }
        }
    }

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        if (believed.isEmpty()) {
            return;
        }
        factory.addServerCustomizers(server -> {
            for (var connector : server.getConnectors()) {
                connector.getConnectionFactories().stream()
                        .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
                        .map(HttpConfiguration.ConnectionFactory.class::cast)
                        .forEach(each -> each.getHttpConfiguration().addCustomizer(new Believing()));
            }
        });
    }

    private boolean believes(String address) {
        try {
            return believed.test(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Each proxy appends the address it was asked from, so the first from the right that is no proxy of ours is who
    /// asks; what stands to its left is hearsay.
    private final class Believing extends ForwardedRequestCustomizer {

        @Override
        public Request customize(Request request, HttpFields.Mutable answer) {
            if (!believes(Request.getRemoteAddr(request))) {
                return request;
            }
            var asked = request.getHeaders();
            var headers = HttpFields.build(asked);
            headers.remove(HttpHeader.FORWARDED);
            var chain = asked.getCSV(HttpHeader.X_FORWARDED_FOR, false);
            if (!chain.isEmpty()) {
                headers.put(HttpHeader.X_FORWARDED_FOR, chain.reversed().stream()
                        .filter(address -> !believes(address))
                        .findFirst()
                        .orElse(chain.getFirst()));
            }
            for (var header : List.of(HttpHeader.X_FORWARDED_PROTO, HttpHeader.X_FORWARDED_HOST, HttpHeader.X_FORWARDED_PORT)) {
                var said = asked.getCSV(header, false);
                if (!said.isEmpty()) {
                    headers.put(new HttpField(header, said.getLast()));
                }
            }
            var told = headers.asImmutable();
            return super.customize(
                    new Request.Wrapper(request) {
                        @Override
                        public HttpFields getHeaders() {
                            return told;
                        }
                    },
                    answer);
        }
    }
}
