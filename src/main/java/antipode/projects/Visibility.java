package antipode.projects;

import java.util.Locale;
import java.util.Optional;

/// Who may read a project: the authorised, every member who is not external, or anyone.
public enum Visibility {
    PRIVATE, INTERNAL, PUBLIC;

    /// The word kept in the database and spoken by the API.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Visibility> of(String word) {
        for (var one : values()) if (one.word().equals(word)) return Optional.of(one);
        return Optional.empty();
    }
}
