package antipode.web;

/// A sentence of the product's own that stands on the page until it is dealt with.
public record Notice(Kind kind, String text) {

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
