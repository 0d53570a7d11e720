package antipode.decisions;

import antipode.projects.ProjectHead;
import antipode.web.Page;
import antipode.web.Problem;
import org.jspecify.annotations.Nullable;

/// Where a decision that was refused, or is looked over, is shown again, with everything that was typed.
record DecidePage(ProjectHead head, DecideForm form, @Nullable Problem wrong) implements Page {

    @Override
    public int status() {
        return wrong == null ? 200 : wrong.status();
    }
}
