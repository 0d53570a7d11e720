package antipode.issues;

import antipode.projects.Project;
import antipode.web.Page;
import java.util.List;

/// Where a new issue goes: the projects that the writer may open issues in, their own first.
///
/// @param type of which type it will be
record NewIssuePage(List<Project> projects, IssueType type) implements Page {

    String path(Project project) {
        return project.url() + "/-/issues/new" + (type.key().equals(PlainIssue.KEY) ? "" : "?type=" + type.key());
    }
}
