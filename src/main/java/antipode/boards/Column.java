package antipode.boards;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What stands side by side on a board: first what is open and in no list, then each list, last what is closed.
///
/// @param key  `open`, `closed`, or the number of the list
/// @param list nothing for the first and the last
record Column(String key, @Nullable BoardList list) {

    static final String OPEN_KEY = "open";
    static final String CLOSED_KEY = "closed";
    static final Column BACKLOG = new Column(OPEN_KEY, null);
    static final Column CLOSED = new Column(CLOSED_KEY, null);

    static Column of(BoardList list) {
        return new Column(Long.toString(list.id()), list);
    }

    boolean closed() {
        return key.equals(CLOSED_KEY);
    }

    String title() {
        return list != null ? list.title() : closed() ? "Closed" : "Open";
    }

    /// The list of issues that holds all of it.
    String query() {
        if (list == null) {
            return closed() ? "?state=closed" : "";
        }
        return "?" + list.kind() + "=" + URLEncoder.encode(list.key(), StandardCharsets.UTF_8);
    }
}
