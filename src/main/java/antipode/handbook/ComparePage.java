package antipode.handbook;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one revision brings beside another: its commits and its changes.
///
/// @param straight whether the two are compared as they stand, not from where they parted
/// @param error    why there is nothing to compare
/// @param more     whether there are more files than are shown
record ComparePage(
        ProjectHead head,
        String from,
        String to,
        boolean straight,
        @Nullable String error,
        List<HistoryPage.Told> commits,
        List<CommitPage.FileChange> files,
        int more)
        implements Page {

    @Override
    public int status() {
        return error == null ? 200 : 404;
    }

    Project project() {
        return head.project();
    }

    String path() {
        return project().url() + "/-/compare";
    }

    boolean asked() {
        return !to.isEmpty();
    }

    String otherWay() {
        return path() + "/" + Paths.encoded(to) + (straight ? ".." : "...") + Paths.encoded(from);
    }
}
