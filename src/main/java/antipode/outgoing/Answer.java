package antipode.outgoing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What another server answered, whatever its status; unpacked.
///
/// @param address where the answer came from, after all redirects; it may hold a secret
/// @param headers by their names in lower case; of several, the first
public record Answer(int status, String address, Map<String, String> headers, byte[] body) {

    private static final Pattern CHARSET = Pattern.compile("(?i).*;\\s*charset=\"?([^\";\\s]+).*");

    /// 200 to 299.
    public boolean well() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The body in the charset it says it is in, or UTF-8; what cannot be read is replaced.
    public String text() {
        var said = CHARSET.matcher(headers.getOrDefault("content-type", ""));
        Charset charset = StandardCharsets.UTF_8;
        try {
            charset = said.matches() ? Charset.forName(said.group(1)) : charset;
        } catch (IllegalArgumentException e) {
            // A charset nobody knows.
        }
        return new String(body, charset);
    }
}
