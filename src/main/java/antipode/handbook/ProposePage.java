package antipode.handbook;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.web.Page;
import java.util.Map;

/// The form in which a reader proposes an edit.
record ProposePage(ProjectHead head, String path, String base, String content, String title, String why, Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    Project project() {
        return head.project();
    }

    String action() {
        return Paths.file(project(), "propose", project().defaultBranch(), path);
    }
}
