package antipode.issues;

import antipode.projects.Project;
import antipode.web.Page;
import java.util.List;

/// Where a new issue goes: the projects that the writer may open issues in, their own first.
record NewIssuePage(List<Project> projects) implements Page {}
