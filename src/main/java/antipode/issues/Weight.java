package antipode.issues;

import antipode.web.Problem;
import org.jspecify.annotations.Nullable;

/// How much an issue is, as its people reckon: a whole number from 0, or nothing said.
final class Weight {

    private static final int MOST = 1_000_000;

    private Weight() {}

    static @Nullable Integer of(@Nullable Long sent) {
        if (sent == null) {
            return null;
        }
        if (sent < 0 || sent > MOST) {
            throw Problem.invalid("weight", "must be greater than or equal to 0");
        }
        return sent.intValue();
    }

    /// As typed in a form.
    static @Nullable Integer of(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,7}") || Integer.parseInt(text) > MOST) {
            throw Problem.invalid("weight", "“" + text + "” is no weight. Write a whole number from 0, or nothing.");
        }
        return Integer.valueOf(text);
    }
}
