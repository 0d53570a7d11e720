package antipode.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A text that can be found.
///
/// @param kind       the product's word: `issue`, `merge_request`, `comment`, `page`
/// @param id         unique within the kind
/// @param issuableId the thing whose visibility it shares, besides that of its project
/// @param body       plain text or Markdown as written
/// @param path       where it is read, behind the project's path, if no thread tells it: `/-/handbook/fares`
public record Document(
        String kind,
        long id,
        long projectId,
        @Nullable Long issuableId,
        String title,
        String body,
        Instant changedAt,
        @Nullable String path) {

    public Document(
            String kind, long id, long projectId, @Nullable Long issuableId, String title, String body, Instant changedAt) {
        this(kind, id, projectId, issuableId, title, body, changedAt, null);
    }
}
