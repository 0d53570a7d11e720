package antipode.threads;

import antipode.people.Actor;
import antipode.people.Person;
import java.util.List;

/// A text as written, as kept, and whom and what it speaks of.
///
/// @param html      sanitised, with marks where it cites
/// @param mentioned the members named who may see the thread, in the order in which they are named and never more than
///                  [#MOST_TOLD]; its writer is never among them
/// @param teams     the teams named
/// @param untold    the usernames of members named who may not see it, and so hear nothing
/// @param beyond    how many more are named than are told
public record Text(
        String source, String html, List<Person> mentioned, List<Team> teams, List<String> untold, int beyond) {

    /// So many people are told when they are named in one text, and no more.
    public static final int MOST_TOLD = 50;

    /// Somebody was named in a text only when it was changed.
    public record NamedLater(Issuable issuable, Actor actor, long noteId, List<Person> people) {}

    /// A team as it is named: `@halyard/support`.
    public record Team(long id, String path, String name) {}

    /// Whether it asks something: then whom it names holds the turn. A question mark outside quotations and code decides.
    public boolean asks() {
        return source.lines()
                .filter(line -> !line.startsWith(">") && !line.startsWith("    "))
                .anyMatch(line -> line.contains("?") && !line.contains("`"));
    }
}
