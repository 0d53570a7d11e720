package antipode.threads;

import antipode.people.Person;
import java.util.List;

/// A text as written, as kept, and whom and what it speaks of.
///
/// @param html      sanitised, with marks where it cites
/// @param mentioned the members named who may see the thread; its writer is never among them
public record Text(String source, String html, List<Person> mentioned) {

    /// Whether it asks something: then whom it names holds the turn. A question mark outside quotations and code decides.
    public boolean asks() {
        return source.lines()
                .filter(line -> !line.startsWith(">") && !line.startsWith("    "))
                .anyMatch(line -> line.contains("?") && !line.contains("`"));
    }
}
