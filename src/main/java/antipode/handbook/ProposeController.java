package antipode.handbook;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.repositories.Files;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Proposing an edit without the right to write: it becomes a merge request that bears one's name, from a branch that only
/// this form writes to. Whoever may write adopts it, by taking it on and merging it.
@Controller
class ProposeController {

    private static final int LARGEST = 1 << 20;

    private final Places places;
    private final Files files;
    private final PageEdits edits;
    private final ProjectHeads heads;

    ProposeController(Places places, Files files, PageEdits edits, ProjectHeads heads) {
        this.places = places;
        this.files = files;
        this.edits = edits;
        this.heads = heads;
    }

    @GetMapping("/{project}/-/propose/{*path}")
    @May(Who.GUEST)
    View form(@PathVariable String path, @RequestParam(defaultValue = "0") long answers, Project project, Role role) {
        var place = places.find(project, path);
        if (role.atLeast(Role.DEVELOPER)) {
            return Redirect.to(Paths.file(project, "edit", place.revision(), place.path()));
        }
        var file = file(project, place);
        var bytes = files.blob(project.id(), file.blob()).orElseThrow(() -> Problem.notFound("Page"));
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\0') >= 0 || !Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
            throw Problem.refused("This file is not a text.");
        }
        return new ProposePage(
                heads.of(project, role), place.path(), file.blob(), text, "", answers > 0 ? "An answer to #" + answers + "." : "", Map.of());
    }

    private Files.Located file(Project project, Placed place) {
        var file = files.locate(project.id(), place.revision(), place.path()).orElseThrow(() -> Problem.notFound("Page"));
        boolean page = Paths.isPage(file.path()) && !file.link() && place.revision().equals(project.defaultBranch());
        if (!page || file.size() > LARGEST) {
            throw Problem.refused("Edits can be proposed to the pages of the handbook as it now is.");
        }
        return file;
    }

    @PostMapping("/{project}/-/propose/{*path}")
    @May(Who.GUEST)
    View propose(@PathVariable String path, @RequestParam Map<String, String> form, Project project, Role role, Actor actor) {
        var place = places.find(project, path);
        file(project, place);
        var content = form.getOrDefault("content", "").replace("\r\n", "\n");
        var ended = content.isEmpty() || content.endsWith("\n") ? content : content + "\n";
        var title = form.getOrDefault("title", "").isBlank() ? "Change " + Paths.spoken(place.path()) : form.getOrDefault("title", "").strip();
        var why = form.getOrDefault("description", "");
        var base = form.getOrDefault("base", "");
        try {
            var draft = new PageEdits.Draft(project.defaultBranch(), place.path(), base, ended, title, why, null);
            return switch (edits.offer(actor, project, draft)) {
                case PageEdits.Proposed proposed -> Redirect.to(proposed.request().path())
                        .saying(Notice.done("Proposed. Whoever may write here can take it on."));
                case PageEdits.Begun _, PageEdits.Gathered _ -> Redirect.to(Paths.page(project, place.path()));
                case PageEdits.Crossed crossed -> new ProposePage(
                        heads.of(project, role), place.path(), crossed.blob(), crossed.both().source(), title, why,
                        Map.of("content", "crosses a change somebody else made to the same lines meanwhile. Compare with the page and save again"));
            };
        } catch (Problem wrong) {
            if (wrong.fields().isEmpty()) {
                throw wrong;
            }
            return new ProposePage(heads.of(project, role), place.path(), base, ended, title, why, wrong.fields());
        }
    }
}
