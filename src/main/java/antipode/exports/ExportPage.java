package antipode.exports;

import antipode.projects.ProjectHead;
import antipode.web.Page;
import org.jspecify.annotations.Nullable;

/// What can be taken away of a project, and the last archive of it.
record ExportPage(ProjectHead head, @Nullable Export export) implements Page {

    String path() {
        return head.project().url() + "/-/export";
    }

    boolean running() {
        return export != null && export.running();
    }
}
