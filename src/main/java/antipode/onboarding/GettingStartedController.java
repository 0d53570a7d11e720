package antipode.onboarding;

import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.PublicAddress;
import antipode.web.Redirect;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
    private final PublicAddress address;

    GettingStartedController(Workspace workspace, Checklist checklist, PublicAddress address) {
        this.workspace = workspace;
        this.checklist = checklist;
        this.address = address;
    }

    @GetMapping(HERE)
    Page show(Actor actor, Site site) {
        return page(actor, workspace.name().orElse(""), address.known().isEmpty() ? site.address() : address.known(), true, Map.of());
    }

    @PostMapping(HERE)
    View begin(
            @RequestParam(defaultValue = "") String name, @RequestParam(name = "address", defaultValue = "") String typed,
            @RequestParam(defaultValue = "false") boolean handbook, Actor actor) {
        try {
            Optional<Project> begun = workspace.begin(actor, name, typed, handbook);
            return begun.map(project -> Redirect.to("/" + project.fullPath() + "/-/handbook")
                            .saying(Notice.done("This is your handbook now. Change a sentence, and see what a change is like.")))
                    .orElseGet(() -> Redirect.to(HERE));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) {
                throw problem;
            }
            var errors = new LinkedHashMap<>(problem.fields());
            if (!errors.containsKey("address")) {
                errors.put("name", String.join("; ", problem.fields().values()));
            }
            return page(actor, name, typed, handbook, errors);
        }
    }

    private GettingStartedPage page(Actor actor, String name, String typed, boolean handbook, Map<String, String> errors) {
        return new GettingStartedPage(
                workspace.name().orElse(null), checklist.of(actor), name, typed, address.fixed(), handbook, errors);
    }
}
