package antipode.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Where a page of a list begins that is walked by key: the rows after `after`, in this order.
public record Keyset(String orderBy, boolean descending, @Nullable After after, int limit) {

    /// The last row of the page before: its value in the order asked for, and its id, which settles equals.
    public record After(String value, long id) {

        String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((id + ":" + value).getBytes(StandardCharsets.UTF_8));
        }

        static After of(String cursor) {
            try {
                var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                var colon = text.indexOf(':');
                if (colon > 0 && text.indexOf('\0') < 0) {
                    return new After(text.substring(colon + 1), Long.parseLong(text.substring(0, colon)));
                }
            } catch (IllegalArgumentException notOurs) {
                // falls through
            }
            throw Refusal.parameters("cursor is invalid");
        }
    }
}
