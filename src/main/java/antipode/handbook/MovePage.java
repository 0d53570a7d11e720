package antipode.handbook;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form in which a file gets another name, another place, or goes.
///
/// @param onto     a change that is gathered, which it joins; "" for one of its own
/// @param pointing the pages that point to it
record MovePage(
        ProjectHead head, String revision, String path, String onto, List<PageMoves.Pointing> pointing, List<PageEntry> pages, Form form,
        Map<String, String> errors)
        implements Page {

    record Form(String to, String instead, boolean links, String title, String description) {}

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    Project project() {
        return head.project();
    }

    String action() {
        return Paths.file(project(), "move", revision, path);
    }

    String back() {
        return Paths.file(project(), "edit", revision, path);
    }

    int links() {
        return pointing.stream().mapToInt(PageMoves.Pointing::links).sum();
    }

    @Nullable String error(String field) {
        return errors.get(field);
    }
}
