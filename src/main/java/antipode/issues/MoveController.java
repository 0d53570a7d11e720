package antipode.issues;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.threads.Words;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Moves an issue in the browser: choose a project, see what changes, move it.
@Controller
class MoveController {

    private final Issues issues;
    private final IssueLists lists;
    private final IssueMoves moves;
    private final Projects projects;

    MoveController(Issues issues, IssueLists lists, IssueMoves moves, Projects projects) {
        this.issues = issues;
        this.lists = lists;
        this.moves = moves;
        this.projects = projects;
    }

    @GetMapping("/{project}/-/issues/{iid}/move")
    @May(Who.REPORTER)
    Page choose(@PathVariable long iid, @RequestParam(defaultValue = "") String to, Project project, Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        List<Project> others = others(actor, project);
        if (to.isBlank()) {
            return new MovePage(issue, project, others, null, null);
        }
        String path = Words.line(to);
        return others.stream()
                .filter(other -> other.fullPath().equals(path))
                .findFirst()
                .map(target -> new MovePage(issue, project, others, moves.plan(issue, target), null))
                .orElseGet(() -> new MovePage(issue, project, others, null, "You are no reporter of a project " + path + "."));
    }

    @PostMapping("/{project}/-/issues/{iid}/move")
    @May(Who.REPORTER)
    View move(@PathVariable long iid, @RequestParam(defaultValue = "") String to, Project project, Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        String path = Words.line(to);
        Project target = projects.visibleTo(actor).find(path).orElse(null);
        try {
            if (target == null) {
                throw Problem.notFound("Project");
            }
            Issue moved = moves.move(actor, issue, target);
            return Redirect.to(moved.path()).saying(Notice.done("It has moved. Its old address leads here."));
        } catch (Problem wrong) {
            String error = wrong.fields().isEmpty() ? wrong.message() : "It " + String.join("; ", wrong.fields().values()) + ".";
            return new MovePage(issue, project, others(actor, project), null, error);
        }
    }

    private List<Project> others(Actor actor, Project here) {
        return lists.reported(actor).stream().filter(project -> project.id() != here.id()).toList();
    }
}
