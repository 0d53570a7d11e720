package antipode.markdown;

/// A heading of a text, with the anchor GitLab would give it. `line` is where it begins in the source.
public record Heading(int level, String text, String anchor, int line) {
    /// What the element is called on the page. The prefix keeps a heading from taking a name that the page itself uses;
    /// links to `#anchor` written in a text are led here when it is rendered, so no script is needed.
    public String id() {
        return Sanitiser.ID_PREFIX + anchor;
    }
}
