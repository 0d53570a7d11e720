package antipode.handbook;

import antipode.markdown.Markdown;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.threads.References;
import java.util.List;
import org.springframework.stereotype.Component;

/// Shows a page before it is kept.
@Component
class PagePreviews {

    private final References references;

    PagePreviews(References references) {
        this.references = references;
    }

    /// As it will look, with links for its writer.
    String html(Actor actor, Project project, String branch, String path, String text) {
        var html = Markdown.render(text, new PageLinks(project, branch, path)).html();
        return references.link(actor, project.fullPath(), List.of(html)).html(html);
    }
}
