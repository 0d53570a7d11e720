package antipode.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Where a database is, and how to enter it.
public record Address(String url, String user, String password) {

    /// Reads `postgresql://user:password@host:port/name?options`, or a JDBC address.
    public static Address parse(String text) {
        if (text.startsWith("jdbc:postgresql:")) {
            return new Address(text, "", "");
        }
        if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
            throw notAnAddress();
        }
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw notAnAddress();
        }
        if (uri.getRawAuthority() == null) {
            throw notAnAddress();
        }
        var authority = uri.getRawAuthority();
        var at = authority.lastIndexOf('@');
        var account = at < 0 ? "" : authority.substring(0, at);
        var colon = account.indexOf(':');
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new Address(
                "jdbc:postgresql://" + authority.substring(at + 1) + uri.getRawPath() + query,
                decoded(colon < 0 ? account : account.substring(0, colon)),
                decoded(colon < 0 ? "" : account.substring(colon + 1)));
    }

    private static CannotStart notAnAddress() {
        return new CannotStart(
                CannotStart.Reason.CONFIGURATION,
                "ANTIPODE_DATABASE_URL is no address of a PostgreSQL database:"
                        + " write it as postgresql://user:password@host:5432/name.");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// A connection of one's own, outside the pool.
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, properties());
    }

    Address named(String database) {
        return new Address(url.replaceFirst("/[^/?]*(\\?|$)", "/" + database + "$1"), user, password);
    }

    /// Host, port and name without the secrets, for messages.
    public String place() {
        return url.replaceFirst("^jdbc:postgresql:(//)?", "").replaceFirst("\\?.*$", "");
    }

    private Properties properties() {
        var properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "antipode");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("tcpKeepAlive", "true");
        if (!url.contains("connectTimeout=")) {
            properties.setProperty("connectTimeout", "5");
        }
        return properties;
    }
}
