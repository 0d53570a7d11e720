package antipode.handbook;

import antipode.hints.Fix;
import antipode.markdown.Markdown;
import antipode.markdown.ProseDiff;
import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequests;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.repositories.Files;
import antipode.repositories.Templates;
import antipode.threads.Issuable;
import antipode.threads.Previews;
import antipode.threads.References;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Editing a page in the browser.
@Controller
class EditController {

    private static final int LARGEST = 1 << 20;

    private final Places places;
    private final Files files;
    private final PageEdits edits;
    private final MergeRequests requests;
    private final Authors authors;
    private final ProjectHeads heads;
    private final Templates templates;
    private final References references;
    private final Previews previews;

    EditController(
            Places places, Files files, PageEdits edits, MergeRequests requests, Authors authors, ProjectHeads heads, Templates templates,
            References references, Previews previews) {
        this.previews = previews;
        this.templates = templates;
        this.references = references;
        this.places = places;
        this.files = files;
        this.edits = edits;
        this.requests = requests;
        this.authors = authors;
        this.heads = heads;
    }

    /// Whoever may not edit is told why, and what they can do instead.
    @GetMapping("/{project}/-/edit/{*path}")
    @May(Who.READER)
    View edit(
            @PathVariable String path, @RequestParam Optional<Long> mr, @RequestParam(defaultValue = "0") int line,
            @RequestParam Optional<Long> answers, Project project, Role role, Actor actor) {
        var place = places.find(project, path);
        var head = heads.of(project, role);
        if (!role.atLeast(Role.DEVELOPER)) {
            return new CannotEditPage(head, place.path(), actor.signedIn());
        }
        var request = mr.map(iid -> requests.find(actor, project, iid)).orElse(null);
        var branch = request == null ? place.revision() : open(request).sourceBranch();
        var file = files.locate(project.id(), branch, place.path()).orElseThrow(() -> Problem.notFound("File"));
        if (file.size() > LARGEST || file.link()) {
            throw Problem.refused("Only texts of at most 1 MiB can be changed here. Use git for this file.");
        }
        var bytes = files.blob(project.id(), file.blob()).orElseThrow(() -> Problem.notFound("File"));
        var content = new String(bytes, StandardCharsets.UTF_8);
        // In another encoding, letters would be lost on the way through the form.
        if (content.indexOf('\0') >= 0 || !java.util.Arrays.equals(bytes, content.getBytes(StandardCharsets.UTF_8))) {
            throw Problem.refused("This file is not a text. Use git to change it.");
        }
        var draft = new PageEdits.Draft(
                branch, place.path(), file.blob(), content, "", answers.map(issue -> "Closes #" + issue).orElse(""), request);
        return new EditPage(head, draft, false, line, Map.of(), null, null);
    }

    @GetMapping("/{project}/-/new/{*path}")
    @May(Who.READER)
    View begin(
            @PathVariable String path, @RequestParam(name = "path", defaultValue = "") String name,
            @RequestParam(defaultValue = "") String template, Project project, Role role, Actor actor) {
        var head = heads.of(project, role);
        if (!role.atLeast(Role.DEVELOPER)) {
            return new CannotEditPage(head, "", actor.signedIn());
        }
        var place = places.find(project, path);
        var draft = new PageEdits.Draft(
                place.revision(), name, "", templates.text(project, Templates.Kind.PAGE, template).orElse(""), "", "", null);
        return new EditPage(head, draft, true, 0, Map.of(), null, null)
                .offering(templates.names(project, Templates.Kind.PAGE));
    }

    @PostMapping("/{project}/-/edit/{*path}")
    @May(Who.DEVELOPER)
    View save(@PathVariable String path, @RequestParam Map<String, String> form, HttpServletRequest sent, Project project, Role role, Actor actor) {
        var place = places.find(project, path);
        var request = form.containsKey("mr") ? requests.find(actor, project, number(form.get("mr"))) : null;
        var branch = request == null ? place.revision() : open(request).sourceBranch();
        return save(draft(form, branch, place.path(), request), false, sent, project, role, actor);
    }

    @PostMapping("/{project}/-/new/{*path}")
    @May(Who.DEVELOPER)
    View create(@PathVariable String path, @RequestParam Map<String, String> form, HttpServletRequest sent, Project project, Role role, Actor actor) {
        var branch = places.find(project, path).revision();
        return save(draft(form, branch, Paths.clean(form.getOrDefault("path", "").strip()), null), true, sent, project, role, actor);
    }

    private static PageEdits.Draft draft(Map<String, String> form, String branch, String path, @Nullable MergeRequest request) {
        // A browser sends line ends as mail has them.
        var content = Fix.made(form.get("preview"), form.getOrDefault("content", "").replace("\r\n", "\n"));
        var ended = content.isEmpty() || content.endsWith("\n") ? content : content + "\n";
        return new PageEdits.Draft(
                branch, path, form.getOrDefault("base", ""), ended,
                form.getOrDefault("title", "").strip(), form.getOrDefault("description", ""), request);
    }

    private View save(PageEdits.Draft draft, boolean begins, HttpServletRequest sent, Project project, Role role, Actor actor) {
        var head = heads.of(project, role);
        if ("preview".equals(sent.getParameter("do")) || Previews.asked(sent)) {
            var rendered = Markdown.render(draft.content(), new PageLinks(project, draft.branch(), draft.path()));
            return new EditPage(head, draft, begins, 0, Map.of(), references.link(actor, project.fullPath(), List.of(rendered.html())).html(rendered.html()), null)
                    .hinting(previews.hints(actor, Issuable.yetToBe(actor, project, Issuable.Kind.ISSUE), draft.content(), sent));
        }
        var titled = draft.title().isEmpty() ? titled(draft, begins) : draft;
        try {
            return switch (edits.propose(actor, project, titled)) {
                case PageEdits.Proposed proposed -> Redirect.to(proposed.request().path());
                case PageEdits.Begun _ -> Redirect.to(Paths.page(project, draft.path())).saying(Notice.done("The first page is there."));
                case PageEdits.Crossed crossed -> new EditPage(
                        head, titled.reading(titled.content(), crossed.blob()), begins, 0, Map.of(), null,
                        crossing(actor, project, titled, crossed));
            };
        } catch (Problem wrong) {
            if (wrong.fields().isEmpty() && wrong.status() != 400) {
                throw wrong;
            }
            var errors = wrong.fields().isEmpty() ? Map.of(begins ? "path" : "content", wrong.message()) : wrong.fields();
            return new EditPage(head, draft, begins, 0, errors, null, null);
        }
    }

    /// A change that says nothing of itself is called after its page.
    private static PageEdits.Draft titled(PageEdits.Draft draft, boolean begins) {
        var title = (begins ? "Add " : "Change ") + Paths.spoken(draft.path());
        return new PageEdits.Draft(
                draft.branch(), draft.path(), draft.base(), draft.content(), title, draft.description(), draft.request());
    }

    private EditPage.Crossing crossing(Actor actor, Project project, PageEdits.Draft draft, PageEdits.Crossed crossed) {
        var change = crossed.change();
        var known = authors.of(actor, project.id(), List.of(change.commit()), List.of(change.authorEmail()));
        return new EditPage.Crossing(
                known.author(change.authorName(), change.authorEmail()), change.at(),
                ProseDiff.of(crossed.theirs(), draft.content(), new PageLinks(project, draft.branch(), draft.path())));
    }

    private static MergeRequest open(MergeRequest request) {
        if (!request.open()) {
            throw Problem.conflict("This merge request has ended. Begin a new one from the page.");
        }
        return request;
    }

    private static long number(@Nullable String text) {
        try {
            return Long.parseLong(text == null ? "" : text.strip());
        } catch (NumberFormatException none) {
            throw Problem.notFound("Merge Request");
        }
    }
}
