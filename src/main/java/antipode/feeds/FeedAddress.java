package antipode.feeds;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An address under which a member reads one list in another program. The secret in it is known to the member alone; it
/// opens this path with this query, for reading, and nothing else.
///
/// @param name  what the list was called when it was subscribed to
/// @param path  of the feed, as browsers send it
/// @param query its filters, in one order
public record FeedAddress(
        long id,
        long memberId,
        Kind kind,
        String name,
        String path,
        String query,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastAddress) {

    /// What reads it: a feed reader, or a calendar.
    public enum Kind {
        ATOM,
        ICS;

        /// As it is kept, and as it ends the path.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String key) {
            return key.equals("ics") ? ICS : ATOM;
        }
    }

    /// Path and query, without the secret.
    public String address() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /// The page that shows the same to people.
    public String page() {
        String page = path.substring(0, path.length() - kind.key().length() - 1);
        return query.isEmpty() ? page : page + "?" + query;
    }

    boolean opens(String askedPath, String askedQuery) {
        return path.equals(askedPath) && query.equals(askedQuery);
    }
}
