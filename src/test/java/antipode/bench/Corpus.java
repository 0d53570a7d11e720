package antipode.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a workspace is filled with, in the order in which it happened: made up, or read from files.
interface Corpus {

    /// People are spoken of by their place in this list.
    List<Person> people();

    List<String> labels();

    /// How many projects the issues lie in; the first is the large one.
    int projects();

    /// Oldest first.
    Stream<Issue> issues();

    /// A repository of pages to push, whose default branch is read; nothing means that one is made up.
    @Nullable Path handbook();

    /// @param hours as members state them: `Mon-Fri 09:00-17:00`
    record Person(String username, String name, String email, String zone, String hours, boolean external) {}

    /// @param project its place among the projects, not an id
    /// @param closed  nothing while it is open
    record Issue(
            int project,
            String title,
            String description,
            int author,
            List<Integer> assignees,
            List<Integer> labels,
            boolean confidential,
            Instant opened,
            List<Said> comments,
            @Nullable Instant closed,
            int closer) {}

    record Said(int author, Instant at, String body) {}
}
