package antipode.handbook;

import antipode.mergerequests.MergeRequests;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.repositories.Edits;
import antipode.repositories.Files;
import antipode.threads.Sendings;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Giving a page another name or place, or taking it away, with what points to it.
@Controller
class MoveController {

    private final Places places;
    private final Files files;
    private final PageMoves moves;
    private final PageEdits edits;
    private final OwnChanges changes;
    private final Pages pages;
    private final MergeRequests requests;
    private final ProjectHeads heads;
    private final Sendings sendings;

    MoveController(
            Places places, Files files, PageMoves moves, PageEdits edits, OwnChanges changes, Pages pages, MergeRequests requests,
            ProjectHeads heads, Sendings sendings) {
        this.places = places;
        this.files = files;
        this.moves = moves;
        this.edits = edits;
        this.changes = changes;
        this.pages = pages;
        this.requests = requests;
        this.heads = heads;
        this.sendings = sendings;
    }

    @GetMapping("/{project}/-/move/{*path}")
    @May(Who.DEVELOPER)
    View form(@PathVariable String path, Project project, Role role, Actor actor) {
        var place = places.find(project, path);
        return page(project, role, actor, place, file(project, place), new MovePage.Form(place.path(), "", true, "", ""), Map.of());
    }

    private Files.Located file(Project project, Placed place) {
        return files.locate(project.id(), place.revision(), place.path()).orElseThrow(() -> Problem.notFound("File"));
    }

    private MovePage page(
            Project project, Role role, Actor actor, Placed place, Files.Located file, MovePage.Form form, Map<String, String> errors) {
        return new MovePage(
                heads.of(project, role), place.revision(), place.path(), changes.onto(actor, project, place.revision(), ""),
                moves.pointing(project, file.commit(), file.path(), file.path() + "?"), pages.list(project.id()), form, errors);
    }

    @PostMapping("/{project}/-/move/{*path}")
    @May(Who.DEVELOPER)
    View save(@PathVariable String path, @RequestParam Map<String, String> sent, HttpServletRequest request, Project project, Role role, Actor actor) {
        var place = places.find(project, path);
        var file = file(project, place);
        boolean deletes = "delete".equals(sent.get("do"));
        var form = new MovePage.Form(
                Paths.clean(sent.getOrDefault("to", "").strip()), Paths.clean(sent.getOrDefault("instead", "").strip()),
                sent.containsKey("links"), sent.getOrDefault("title", "").strip(), sent.getOrDefault("description", ""));
        var wrong = deletes ? wrongInstead(project, place, form) : wrongTarget(place, form);
        if (!wrong.isEmpty()) {
            return page(project, role, actor, place, file, form, wrong);
        }
        var open = OwnChanges.owns(actor, place.revision())
                ? requests.openFrom(project.id(), place.revision()).stream().findFirst().orElse(null)
                : null;
        var title = !form.title().isEmpty() ? form.title()
                : deletes ? "Delete " + Paths.spoken(place.path()) : "Move " + place.path() + " to " + form.to();
        var onto = open != null ? "" : changes.onto(actor, project, place.revision(), sent.getOrDefault("onto", ""));
        var draft = OwnChanges.aimed(project, new PageEdits.Draft(
                place.revision(), place.path(), file.blob(), "", title, form.description(), open, onto));
        try {
            return sendings.leading(actor, request, () -> switch (edits.bring(actor, project, draft, actions(project, file, form, deletes), file.commit())) {
                case PageEdits.Proposed proposed -> Redirect.to(proposed.request().path());
                case PageEdits.Gathered gathered -> Redirect.to(ChangePage.path(project, gathered.branch()));
                case PageEdits.Begun _, PageEdits.Crossed _ -> Redirect.to(Paths.page(project, ""));
            });
        } catch (Problem refused) {
            if (refused.fields().isEmpty() && refused.status() != 400) {
                throw refused;
            }
            var message = String.valueOf(refused.getMessage());
            return page(project, role, actor, place, file, form, refused.fields().isEmpty() ? Map.of(deletes ? "instead" : "to", message) : refused.fields());
        }
    }

    private List<Edits.Action> actions(Project project, Files.Located file, MovePage.Form form, boolean deletes) {
        @Nullable String to = deletes ? form.instead().isEmpty() ? null : form.instead() : form.to();
        var with = form.links() && to != null ? moves.pointing(project, file.commit(), file.path(), to) : List.<PageMoves.Pointing>of();
        return deletes
                ? moves.delete(project, file.commit(), file.path(), to, with)
                : moves.move(project, file.commit(), file.path(), form.to(), with);
    }

    private Map<String, String> wrongInstead(Project project, Placed place, MovePage.Form form) {
        if (form.instead().isEmpty()) {
            return Map.of();
        }
        boolean there = !form.instead().equals(place.path()) && form.instead().indexOf('\0') < 0
                && files.locate(project.id(), place.revision(), form.instead()).isPresent();
        return there ? Map.of() : Map.of("instead", "There is no such other page.");
    }

    private static Map<String, String> wrongTarget(Placed place, MovePage.Form form) {
        return form.to().isEmpty() ? Map.of("to", "Say where it goes.")
                : form.to().equals(place.path()) ? Map.of("to", "There it lies already.") : Map.of();
    }
}
