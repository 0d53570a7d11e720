package antipode.threads;

import antipode.web.Part;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a thread stands within its thing, beside lines of a change say, as a room above knows it.
public interface Place {

    /// What the API tells of it as `position`.
    Object json();

    /// What the API tells of suggestions in a comment of the thread.
    List<Map<String, Object>> suggestions(Comment comment);

    /// "on Customers / Timetables, line 9"
    String words();

    /// What stands above the thread where its place is not in sight.
    Part above();

    /// What stands in a comment instead of each suggestion in its words, in their order; fewer where these stay as written.
    List<Part> instead(Comment comment);

    /// A further button of the field for a reply; nothing where there is none.
    @Nullable Part replying();
}
