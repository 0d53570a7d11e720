package antipode.web;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Where the workspace is reached from outside: as the server was started with (`ANTIPODE_URL`), else as an administrator said.
/// Without a slash at its end.
@Component
public class PublicAddress {

    private final String given;
    private final String near;
    private volatile String said = "";

    /// @param given as the server was started with; empty if it wasn't
    /// @param near  where it is reached from this machine
    public PublicAddress(
            @Value("${antipode.address:}") String given, @Value("${antipode.url:http://localhost:8080}") String near) {
        this.given = bare(given);
        this.near = bare(near);
    }

    /// As it was given or said on purpose; empty if nobody did.
    public String known() {
        return given.isEmpty() ? said : given;
    }

    /// What links in letters begin with: the best that is known.
    public String base() {
        var known = known();
        return known.isEmpty() ? near : known;
    }

    /// A link for a letter, to a path.
    public String link(String path) {
        return base() + path;
    }

    /// Whether the server was started with it, so that nobody changes it here.
    public boolean fixed() {
        return !given.isEmpty();
    }

    /// What counts from now on, unless the server was started with another.
    public void say(String address) {
        said = bare(address);
    }

    /// An address as somebody types it, made plain.
    ///
    /// @throws Problem 422 at `address` if it is none
    public static String checked(String text) {
        var typed = bare(text.strip());
        var uri = uri(typed);
        if (uri == null || uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().matches("(?i)https?")) {
            throw Problem.invalid("address", "is no web address; one looks like https://work.example.org");
        }
        if (!uri.getRawPath().isEmpty() || uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw Problem.invalid("address", "can only be https://, a name, and a port if need be: nothing behind it");
        }
        if (uri.getPort() > 65_535) throw Problem.invalid("address", "has a port that no server has");
        return typed.toLowerCase(Locale.ROOT);
    }

    private static @Nullable URI uri(String text) {
        try {
            return text.length() > 255 ? null : URI.create(text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static String bare(String address) {
        return address.replaceAll("/+$", "");
    }
}
