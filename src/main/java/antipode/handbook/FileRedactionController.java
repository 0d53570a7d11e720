package antipode.handbook;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.repositories.FileRedactions;
import antipode.repositories.Files;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Where a maintainer takes a file out of the history: first what becomes another by it, then why.
@Controller
@May(Who.MAINTAINER)
class FileRedactionController {

    private final Places places;
    private final Files files;
    private final FileRedactions redactions;
    private final ProjectHeads heads;

    FileRedactionController(Places places, Files files, FileRedactions redactions, ProjectHeads heads) {
        this.places = places;
        this.files = files;
        this.redactions = redactions;
        this.heads = heads;
    }

    @GetMapping("/{project}/-/redact/{*path}")
    Page ask(@PathVariable String path, Project project, Role role) {
        var place = places.find(project, path);
        file(project, place);
        return page(project, role, place, new FileRedactionPage.Form(false, "", ""), Map.of());
    }

    @PostMapping("/{project}/-/redact/{*path}")
    View redact(
            @PathVariable String path, @RequestParam(defaultValue = "all") String which, @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String because, Project project, Role role, Actor actor) {
        var place = places.find(project, path);
        var file = file(project, place);
        var form = new FileRedactionPage.Form(which.equals("one"), words, because);
        try {
            int commits = redactions.redact(actor, project, new FileRedactions.Redaction(place.path(), form.one() ? file.blob() : null, words, because));
            return Redirect.to(project.url() + "/-/commits")
                    .saying(Notice.done("It is redacted; " + (commits == 1 ? "one commit has" : commits + " commits have") + " a new id."));
        } catch (Problem wrong) {
            if (wrong.fields().isEmpty()) throw wrong;
            return page(project, role, place, form, wrong.fields());
        }
    }

    private Files.Located file(Project project, Placed place) {
        return files.locate(project.id(), place.revision(), place.path()).orElseThrow(() -> Problem.notFound("File"));
    }

    private FileRedactionPage page(Project project, Role role, Placed place, FileRedactionPage.Form form, Map<String, String> errors) {
        return new FileRedactionPage(heads.of(project, role), place, redactions.versions(project, place.path()).size(), form, errors);
    }
}
