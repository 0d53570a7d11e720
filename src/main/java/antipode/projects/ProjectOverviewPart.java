package antipode.projects;

import antipode.people.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What another room shows on a project's own page: its README, its newest issues. Each room that has something declares
/// it as a bean.
public interface ProjectOverviewPart {

    /// Where it stands: README 10, issues 20, merge requests 30.
    int order();

    /// As this reader sees it; nothing where there is nothing to say.
    Optional<Part> of(Actor reader, ProjectHead head);

    sealed interface Part {}

    /// A text.
    ///
    /// @param path where it is read
    /// @param html sanitised, with links for this reader
    /// @param more whether it goes on there
    record Prose(String title, String path, String html, boolean more) implements Part {}

    /// A short list.
    ///
    /// @param path where the rest is
    /// @param none what is said where there is none
    record Rows(String title, String path, List<Row> rows, String none) implements Part {}

    /// @param reason "Kei’s turn"
    /// @param mine   whether it is the reader's turn
    record Row(
            String reason, boolean mine, String title, String path, String reference, boolean confidential, String author, Instant at) {}
}
