package antipode.delivery;

import antipode.web.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// When a member wishes to be told.
public enum Mode {
    DIGEST("One letter when my working day begins"),
    AS_IT_HAPPENS("As it happens, within my working hours"),
    WEEKLY("One letter on the first working day of my week"),
    NONE("Nothing; I look myself");

    private final String words;

    Mode(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /// As stored and in the API.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Mode of(String key) {
        for (Mode mode : values()) {
            if (mode.key().equals(key)) {
                return mode;
            }
        }
        throw Problem.invalid("mode", "is one of " + String.join(", ", keys()));
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Mode::key).toList();
    }
}
