package antipode.handbook;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Redirect;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Whether a handbook is open to the world.
@Controller
@May(Who.MAINTAINER)
class PublicationController {

    private final Projects projects;
    private final ProjectHeads heads;

    PublicationController(Projects projects, ProjectHeads heads) {
        this.projects = projects;
        this.heads = heads;
    }

    @GetMapping("/{project}/-/publication")
    Page show(Project project, Role role) {
        return new PublicationPage(heads.of(project, role));
    }

    @PostMapping("/{project}/-/publication")
    View publish(@RequestParam(defaultValue = "false") boolean published, Project project, Actor actor) {
        projects.publishHandbook(actor, project, published);
        return Redirect.to(project.url() + "/-/publication").saying(Notice.done(
                published ? "Anyone can read this handbook now." : "Only those who may see the project can read this handbook now."));
    }
}
