package antipode.feeds;

import antipode.web.Problem;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The filters of a feed's address in one order, and the token beside them: two addresses that ask for the same are the
/// same, whatever a program in between made of them.
///
/// @param token nothing where the address holds none
record FeedQuery(String filters, @Nullable String token) {

    private static final String TOKEN = "feed_token";

    static FeedQuery of(@Nullable String raw) {
        List<String> filters = new ArrayList<>();
        String token = null;
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (name.equals(TOKEN)) {
                token = value;
            } else if (!value.isEmpty()) {
                filters.add(encoded(name) + "=" + encoded(value));
            }
        }
        String[] ordered = filters.toArray(String[]::new);
        Arrays.sort(ordered);
        return new FeedQuery(String.join("&", ordered), token);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Problem.bad("The query string is malformed.");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
