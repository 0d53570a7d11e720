package antipode.hints;

import antipode.people.Actor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the workspace explains its abbreviations: brought by the room that knows pages.
public interface Glossary {

    /// What a reader finds explained.
    ///
    /// @param words the abbreviations, as they are written
    /// @param path  where one adds to them; nothing where there is no such page
    record Explained(Set<String> words, @Nullable String path) {}

    Explained of(Actor reader);
}
