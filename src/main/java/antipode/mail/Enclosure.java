package antipode.mail;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// What is written into a letter only as it leaves, so that no copy of it is kept: a link that signs somebody in, a key to
/// answer with. The letter says which in the header [#HEADER], which stays here, and holds [#PLACE] where it goes, in its
/// text, its html or its headers. Where one letter encloses several, each has a place of its own, see [#place].
public interface Enclosure {

    /// Holds the enclosure's name and, after a blank, whom or what it is about.
    String HEADER = "X-Antipode-Enclosure";

    String PLACE = "{{enclosed}}";

    /// The place of one of several.
    ///
    /// @param part digits, dots and hyphens
    static String place(String part) {
        return "{{enclosed:" + part + "}}";
    }

    /// The words of others, so that none of them is taken for a place.
    static String harmless(String words) {
        return words.replace("{{enclosed", "{\u2060{enclosed");
    }

    String name();

    /// Anew at each try.
    String written(String about);

    /// The same for each of several parts; the part of [#PLACE] is empty.
    default Map<String, String> written(String about, Collection<String> parts) {
        Map<String, String> all = new HashMap<>();
        parts.forEach(part -> all.put(part, written(about)));
        return all;
    }

    /// Whether the letter may still leave: what its reader may see can change while it waits.
    default boolean due(String about) {
        return true;
    }
}
