package antipode.web;

/// One of the values a select offers, and the words for it.
public record Choice(String value, String label) {

    public static Choice of(String value) {
        return new Choice(value, value);
    }
}
