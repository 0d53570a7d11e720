package antipode.web;

import org.jspecify.annotations.Nullable;

/// A sentence of the product's own that stands on the page until it is dealt with.
///
/// @param offer what can be done about it with one click; nothing where there is nothing to do
public record Notice(Kind kind, String text, @Nullable Offer offer) {

    /// A button.
    ///
    /// @param path what it posts to, on this server
    public record Offer(String label, String path) {}

    public Notice(Kind kind, String text) {
        this(kind, text, null);
    }

    /// The same with a button, as "Undo".
    public Notice offering(String label, String path) {
        return new Notice(kind, text, new Offer(label, path));
    }

    public enum Kind {
        TURN,
        DONE,
        PROVISIONAL,
        FAILED,
        SUGGESTION;

        /// Its class in the stylesheet.
        public String style() {
            return "notice-" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static Notice done(String text) {
        return new Notice(Kind.DONE, text);
    }

    public static Notice failed(String text) {
        return new Notice(Kind.FAILED, text);
    }

    public static Notice provisional(String text) {
        return new Notice(Kind.PROVISIONAL, text);
    }
}
