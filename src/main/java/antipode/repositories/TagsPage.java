package antipode.repositories;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.projects.Role;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tags of a project, the newest first.
record TagsPage(ProjectHead head, List<Tags.Tag> tags, int number, boolean more, Map<String, String> values, @Nullable String error)
        implements Page {

    @Override
    public int status() {
        return error == null ? 200 : 422;
    }

    Project project() {
        return head.project();
    }

    String path() {
        return project().url() + "/-/tags";
    }

    boolean mayWrite() {
        return head.role().atLeast(Role.DEVELOPER);
    }

    @Nullable String older() {
        return more ? path() + "?page=" + (number + 1) : null;
    }

    @Nullable String newer() {
        return number > 1 ? path() + "?page=" + (number - 1) : null;
    }
}
