package antipode.incoming;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// By which a member opens issues of a project by mail; mail from others to it waits.
record ProjectAddress(
        long id, long memberId, long projectId, String projectPath, Instant createdAt, @Nullable Instant lastUsedAt) {}
