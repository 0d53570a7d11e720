package antipode.threads;

/// Where somebody writes: in a thread, or in the form of a thing still to be opened. It tells the helpers of a
/// `threads/WritingField` whom and what they may offer.
///
/// @param thing the thing's id, or 0
public record Desk(long project, Issuable.Kind kind, long thing) {

    public static Desk of(Issuable issuable) {
        return new Desk(issuable.projectId(), issuable.kind(), issuable.id());
    }

    /// As the addresses of the helpers name it.
    String query() {
        return "project=" + project + "&kind=" + kind.key() + (thing == 0 ? "" : "&thing=" + thing);
    }
}
