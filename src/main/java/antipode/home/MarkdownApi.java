package antipode.home;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Parameters;
import antipode.markdown.Markdown;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.threads.References;
import antipode.web.Problem;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;

/// A text as it would be shown, kept nowhere.
@Api
class MarkdownApi {

    private final Projects projects;
    private final References references;

    MarkdownApi(Projects projects, References references) {
        this.projects = projects;
        this.references = references;
    }

    record Html(String html) {}

    /// References and mentions become links only within a project, as this reader may see it.
    @PostMapping("/markdown")
    @May(Who.ANYONE)
    Answer<Html> render(Parameters parameters, Actor actor) {
        String kept = Markdown.render(parameters.required("text")).html();
        String path = parameters.text("project");
        if (path == null || !parameters.bool("gfm", false)) {
            return Answer.created(new Html(Markdown.unresolved(kept)));
        }
        Project project =
                projects.visibleTo(actor).findByIdOrPath(path).orElseThrow(() -> Problem.notFound("Project"));
        return Answer.created(new Html(references.link(actor, project.fullPath(), List.of(kept)).html(kept)));
    }
}
