package antipode.handbook;

import antipode.markdown.ProseDiff;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.repositories.FileDiff;
import antipode.threads.Sheet;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A change that somebody gathers: the pages in it and what it does to each, to be proposed as one.
record ChangePage(
        ProjectHead head, String branch, List<FileChange> files, List<PageEntry> pages, Sheet sheet, String title, String description,
        Map<String, String> errors)
        implements Page {

    /// @param prose nothing where it is no page
    record FileChange(FileDiff diff, @Nullable ProseDiff prose) {

        String what() {
            if (diff.renamed()) {
                return "moved from " + diff.oldPath();
            }
            if (diff.created()) {
                return "new";
            }
            return diff.deleted() ? "deleted" : prose != null ? words() : "+" + diff.additions() + " −" + diff.deletions();
        }

        private String words() {
            return prose == null ? "" : prose.wordsIn() + (prose.wordsIn() == 1 ? " word in, " : " words in, ") + prose.wordsOut() + " out";
        }
    }

    static String path(Project project, String branch) {
        return project.url() + "/-/changes/" + branch;
    }

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    Project project() {
        return head.project();
    }

    String path() {
        return path(project(), branch);
    }

    @Nullable String error(String field) {
        return errors.get(field);
    }
}
