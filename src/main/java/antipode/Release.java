package antipode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/// Which Antipode this is.
final class Release {

    private Release() {}

    static String version() {
        try (var in = Release.class.getResourceAsStream("/application.properties")) {
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("antipode.version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
