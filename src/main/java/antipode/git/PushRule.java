package antipode.git;

import org.jspecify.annotations.Nullable;

/// May refuse that a ref changes.
public interface PushRule {

    /// Why this ref may not change so, in a sentence for people; null if it may.
    @Nullable String refusal(long repository, RefChange change, PushOrigin origin);
}
