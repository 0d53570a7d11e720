package antipode.handbook;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.repositories.Files;
import antipode.web.Crumb;
import antipode.web.Page;
import java.util.List;

/// A folder that has no page of its own.
record HandbookFolderPage(ProjectHead head, Tree tree, String path, String title, List<Tree> parts, List<Files.Entry> entries)
        implements Page {

    Project project() {
        return head.project();
    }

    List<Crumb> crumbs() {
        return List.of(Crumb.of(project().name(), Paths.page(project(), "")), Crumb.here(path));
    }

    /// What isn't a page of it.
    List<Files.Entry> others() {
        return entries.stream()
                .filter(entry -> entry.kind() == Files.Kind.BLOB && !Paths.isPage(entry.path()))
                .toList();
    }
}
