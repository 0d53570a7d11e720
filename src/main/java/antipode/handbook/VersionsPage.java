package antipode.handbook;

import antipode.markdown.ProseDiff;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.web.Page;
import org.jspecify.annotations.Nullable;

/// What changed on a page between two of its versions.
///
/// @param path what it is called in the later one
/// @param then what it was called in the earlier one; nothing if it wasn't there
record VersionsPage(ProjectHead head, String path, @Nullable String then, HistoryPage.Told before, HistoryPage.Told after, ProseDiff diff)
        implements Page {

    Project project() {
        return head.project();
    }

    String as(HistoryPage.Told told, String name) {
        return Paths.page(project(), name) + "?at=" + told.commit().id();
    }

    String historyPath() {
        return Paths.file(project(), "commits", project().defaultBranch(), path);
    }

    /// "12 words in, 3 out"
    String count() {
        return diff.wordsIn() + (diff.wordsIn() == 1 ? " word" : " words") + " in, " + diff.wordsOut() + " out";
    }
}
