package antipode.handbook;

import antipode.projects.ProjectHead;
import antipode.projects.Role;
import antipode.web.Page;

/// A project whose repository is still empty: how the first page gets there.
record EmptyHandbookPage(ProjectHead head, String path) implements Page {

    boolean mayWrite() {
        return head.role().atLeast(Role.DEVELOPER);
    }
}
