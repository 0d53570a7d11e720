package antipode.handbook;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.web.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The links of a handbook that lead to nothing, page by page.
///
/// @param next where the list goes on
record BrokenLinksPage(ProjectHead head, BrokenLinks.Count count, List<OnPage> pages, @Nullable String next) implements Page {

    record OnPage(String path, String title, List<Row> rows) {}

    /// @param touched who wrote the line last; nothing where that can't be told
    record Row(BrokenLinks.Broken link, @Nullable Touched touched) {}

    record Touched(Author author, Instant at) {}

    Project project() {
        return head.project();
    }

    String edit(BrokenLinks.Broken link) {
        return Paths.file(project(), "edit", project().defaultBranch(), link.page()) + "?line=" + link.line() + "#content";
    }

    String there(BrokenLinks.Broken link) {
        return Paths.page(project(), link.page()) + "?why=" + link.line() + "#L" + link.line();
    }
}
