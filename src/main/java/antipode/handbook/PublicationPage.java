package antipode.handbook;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.web.Page;

/// Publishing a handbook, or taking it back.
record PublicationPage(ProjectHead head) implements Page {

    Project project() {
        return head.project();
    }
}
