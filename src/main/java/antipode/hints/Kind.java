package antipode.hints;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a text is for. Other texts get no hints.
public enum Kind {
    PROPOSAL,
    DECISION,
    ASK;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
