package antipode.incoming;

import antipode.mail.ReplyAddress;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.web.Page;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// The address by which a member opens issues of a project by mail.
@Controller
class ProjectAddressController {

    private static final String PATH = "/{project}/-/issues/by-mail";

    private final ProjectAddresses addresses;
    private final ProjectHeads heads;
    private final ReplyAddress replies;

    ProjectAddressController(ProjectAddresses addresses, ProjectHeads heads, ReplyAddress replies) {
        this.addresses = addresses;
        this.heads = heads;
        this.replies = replies;
    }

    @GetMapping(PATH)
    @May(Who.GUEST)
    Page show(Project project, Role role, Actor actor) {
        return new ProjectAddressPage(
                heads.of(project, role), replies.exists(), addresses.of(actor, project).orElse(null), "");
    }

    /// Answers with the page itself, not with a redirect: the address is shown once.
    @PostMapping(PATH)
    @May(Who.GUEST)
    Page make(Project project, Role role, Actor actor, HttpServletResponse response) {
        String address = addresses.make(actor, project);
        response.setHeader("Cache-Control", "no-store");
        return new ProjectAddressPage(heads.of(project, role), true, addresses.of(actor, project).orElse(null), address);
    }
}
