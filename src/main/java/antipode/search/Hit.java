package antipode.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One text that was found.
///
/// @param title the title with the words marked
/// @param path  where it is read, if no thread tells it
public record Hit(
        String kind,
        long id,
        long projectId,
        String projectPath,
        @Nullable Long issuableId,
        String heading,
        Snippet title,
        Snippet snippet,
        @Nullable String path,
        Instant changedAt) {}
