package antipode.handbook;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.repositories.Commit;
import antipode.threads.Issuable;
import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file line by line, with who wrote each.
record BlamePage(ProjectHead head, Placed place, List<Run> runs) implements Page {

    /// Lines that one commit wrote.
    record Run(Commit commit, Author author, @Nullable Issuable request, List<Line> lines) {}

    record Line(int number, String text) {}

    Project project() {
        return head.project();
    }

    String at(String kind) {
        return Paths.file(project(), kind, place.revision(), place.path());
    }
}
