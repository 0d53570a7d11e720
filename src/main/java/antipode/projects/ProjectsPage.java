package antipode.projects;

import antipode.web.Page;
import java.util.List;

/// The projects the reader may see, those last active first.
record ProjectsPage(List<Project> projects, String search, int number, boolean more, boolean mayMake) implements Page {}
