package antipode.issues;

import org.jspecify.annotations.Nullable;

/// A kind of issue. The rooms whose things are issues with something more bring one each.
public interface IssueType {

    /// As stored and as in the API's `issue_type`.
    String key();

    /// In a sentence: "proposal", "meeting".
    String name();

    /// Why it can't be closed yet, as a sentence; nothing if it can.
    default @Nullable String whyNotClosed(Issue issue) {
        return null;
    }
}
