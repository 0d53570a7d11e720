package antipode.handbook;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.repositories.Commit;
import antipode.threads.Issuable;
import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The commits of a branch, or those that changed a file.
record HistoryPage(ProjectHead head, Placed place, int number, boolean more, List<Told> commits) implements Page {

    record Told(Commit commit, Author author, @Nullable Issuable request) {}

    Project project() {
        return head.project();
    }

    @Nullable String older() {
        return more ? self() + "?page=" + (number + 1) : null;
    }

    @Nullable String newer() {
        return number > 1 ? self() + "?page=" + (number - 1) : null;
    }

    private String self() {
        return Paths.file(project(), "commits", place.revision(), place.path());
    }

    /// How a page read as of a commit.
    @Nullable String then(Told told) {
        return Paths.isPage(place.path()) ? Paths.page(project(), place.path()) + "?at=" + told.commit().id() : null;
    }
}
