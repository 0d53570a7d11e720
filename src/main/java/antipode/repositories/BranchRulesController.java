package antipode.repositories;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The page on which a project says who may change which branches.
@Controller
@May(Who.MAINTAINER)
class BranchRulesController {

    private final ProtectedBranches rules;
    private final ProjectHeads heads;

    BranchRulesController(ProtectedBranches rules, ProjectHeads heads) {
        this.rules = rules;
        this.heads = heads;
    }

    @GetMapping("/{project}/-/settings/branches")
    Page list(Project project, Role role) {
        return new BranchRulesPage(heads.of(project, role), rules.of(project), Map.of(), Map.of());
    }

    @PostMapping("/{project}/-/settings/branches")
    View protect(Project project, Role role, Actor actor, @RequestParam Map<String, String> form) {
        try {
            var name = form.getOrDefault("name", "");
            var known = rules.find(project, name.strip());
            if (known.isPresent()) {
                rules.change(actor, project, known.get(), level(form, "push"), level(form, "merge"), form.containsKey("rewrite"));
            } else {
                rules.protect(actor, project, name, level(form, "push"), level(form, "merge"), form.containsKey("rewrite"));
            }
            return Redirect.to(project.url() + "/-/settings/branches").saying(Notice.done("The rule holds from now on."));
        } catch (Problem wrong) {
            var errors = wrong.fields().isEmpty() ? Map.of("name", wrong.message()) : wrong.fields();
            return new BranchRulesPage(heads.of(project, role), rules.of(project), form, errors);
        }
    }

    @PostMapping("/{project}/-/settings/branches/removal")
    View remove(Project project, Actor actor, @RequestParam String name) {
        rules.remove(actor, project, rules.find(project, name).orElseThrow(() -> Problem.notFound("Rule")));
        return Redirect.to(project.url() + "/-/settings/branches").saying(Notice.done("The rule is gone."));
    }

    private static Role level(Map<String, String> form, String field) {
        return switch (form.getOrDefault(field, "maintainer")) {
            case "nobody" -> Role.NONE;
            case "developer" -> Role.DEVELOPER;
            case "maintainer" -> Role.MAINTAINER;
            default -> throw Problem.invalid(field, "is not one of the choices");
        };
    }
}
