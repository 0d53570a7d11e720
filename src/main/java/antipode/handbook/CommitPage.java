package antipode.handbook;

import antipode.markdown.ProseDiff;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.repositories.FileDiff;
import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One commit: what it says and what it changed.
record CommitPage(ProjectHead head, HistoryPage.Told told, List<FileChange> files) implements Page {

    /// @param prose for a page; other files are told line by line
    record FileChange(FileDiff diff, @Nullable ProseDiff prose) {

        String what() {
            return diff.created() ? "new" : diff.deleted() ? "removed" : diff.renamed() ? "was " + diff.oldPath() : "";
        }
    }

    Project project() {
        return head.project();
    }

    /// What it says beyond its first line.
    String words() {
        var commit = told.commit();
        return commit.message().substring(Math.min(commit.message().length(), commit.title().length())).strip();
    }
}
