package antipode.onboarding;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Where the first administrator arrives, and comes back to until the workspace runs.
@Controller
@May(Who.ADMINISTRATOR)
class GettingStartedController {

    static final String HERE = "/-/getting-started";

    private final Workspace workspace;
    private final Checklist checklist;

    GettingStartedController(Workspace workspace, Checklist checklist) {
        this.workspace = workspace;
        this.checklist = checklist;
    }

    @GetMapping(HERE)
    Page show(Actor actor) {
        return page(actor, workspace.name().orElse(""), true, null);
    }

    @PostMapping(HERE)
    View begin(
            @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "false") boolean handbook, Actor actor) {
        try {
            Optional<Project> begun = workspace.begin(actor, name, handbook);
            return begun.map(project -> Redirect.to("/" + project.fullPath() + "/-/handbook")
                            .saying(Notice.done("This is your handbook now. Change a sentence, and see what a change is like.")))
                    .orElseGet(() -> Redirect.to(HERE));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) {
                throw problem;
            }
            return page(actor, name, handbook, String.join("; ", problem.fields().values()));
        }
    }

    private GettingStartedPage page(Actor actor, String name, boolean handbook, @Nullable String error) {
        return new GettingStartedPage(workspace.name().orElse(null), checklist.of(actor), name, handbook, error);
    }
}
