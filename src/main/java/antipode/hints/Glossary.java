package antipode.hints;

import antipode.people.Actor;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the workspace explains its abbreviations: brought by the room that knows pages.
public interface Glossary {

    /// The setting that names the page: `group/project:path/of/page.md`, or nothing for the usual one.
    String SETTING = "glossary";

    /// What such a name looks like.
    Pattern NAMED = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)+:[^:\\p{Cntrl}]{1,500}\\.md");

    /// What a reader finds explained.
    ///
    /// @param words the abbreviations, as they are written
    /// @param path  where one adds to them; nothing where there is no such page
    record Explained(Set<String> words, @Nullable String path) {}

    Explained of(Actor reader);
}
