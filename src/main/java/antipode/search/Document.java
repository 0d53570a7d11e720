package antipode.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A text that can be found.
///
/// @param kind       the product's word: `issue`, `merge_request`, `comment`, `page`
/// @param id         unique within the kind
/// @param issuableId the thing whose visibility it shares, besides that of its project
/// @param body       plain text or Markdown as written
public record Document(
        String kind, long id, long projectId, @Nullable Long issuableId, String title, String body, Instant changedAt) {}
