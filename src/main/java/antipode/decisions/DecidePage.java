package antipode.decisions;

import antipode.projects.ProjectHead;
import antipode.web.Page;
import antipode.web.Problem;

/// Where a decision that was refused is shown again, with everything that was typed.
record DecidePage(ProjectHead head, DecideForm form, Problem wrong) implements Page {

    @Override
    public int status() {
        return wrong.status();
    }
}
