package antipode.web;

import java.time.Duration;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// A server that stops waits for what has begun. Somebody whose line is silent for a moment meanwhile isn't cut off, and
/// whoever only keeps a line open doesn't hold it up for long.
@Component
class SlowLines implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

    private static final Duration SILENCE = Duration.ofSeconds(4);

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.addServerCustomizers(server -> {
            for (Connector connector : server.getConnectors()) {
                if (connector instanceof AbstractConnector stopping) {
                    stopping.setShutdownIdleTimeout(SILENCE.toMillis());
                }
            }
        });
    }
}
