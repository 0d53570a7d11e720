package antipode.threads;

import org.jspecify.annotations.Nullable;

/// What a thing still owes before somebody, a merge or silence may close it. The rooms whose things owe something bring one
/// each.
public interface ClosingRule {

    /// As a sentence; nothing if it can be closed.
    @Nullable String whyNotClosed(Issuable issuable);
}
