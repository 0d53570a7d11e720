package antipode.handbook;

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
import antipode.repositories.ThreeWay;
import antipode.threads.Attachments;
import antipode.threads.Issuable;
import antipode.threads.Previews;
import antipode.threads.Sendings;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    private final OwnChanges changes;
    private final MergeRequests requests;
    private final Authors authors;
    private final ProjectHeads heads;
    private final Pages pages;
    private final Templates templates;
    private final PagePreviews pagePreviews;
    private final Previews previews;
    private final Attachments attachments;
    private final Sendings sendings;

    EditController(
            Places places, Files files, PageEdits edits, OwnChanges changes, MergeRequests requests, Authors authors, ProjectHeads heads,
            Pages pages, Templates templates, PagePreviews pagePreviews, Previews previews, Attachments attachments, Sendings sendings) {
        this.changes = changes;
        this.pages = pages;
        this.pagePreviews = pagePreviews;
        this.attachments = attachments;
        this.sendings = sendings;
        this.previews = previews;
        this.templates = templates;
        this.places = places;
        this.files = files;
        this.edits = edits;
        this.requests = requests;
        this.authors = authors;
        this.heads = heads;
    }

    /// Whoever may take part but not write proposes; whoever may not even that is told why, and what they can do instead.
    @GetMapping("/{project}/-/edit/{*path}")
    @May(Who.READER)
    View edit(
            @PathVariable String path, @RequestParam Optional<Long> mr, @RequestParam(defaultValue = "0") int line,
            @RequestParam Optional<Long> answers, Project project, Role role, Actor actor) {
        var place = places.find(project, path);
        var head = heads.of(project, role);
        var request = actor.signedIn() ? request(actor, project, place, mr) : null;
        if (!may(actor, role, project, place, request)) {
            return new CannotEditPage(head, place.path(), actor.signedIn());
        }
        var branch = request == null ? place.revision() : request.sourceBranch();
        var file = files.locate(project.id(), branch, place.path()).orElseThrow(() -> Problem.notFound("File"));
        if (file.size() > LARGEST || file.link()) {
            throw Problem.refused("Only texts of at most 1 MiB can be changed here. Use git for this file.");
        }
        var bytes = files.blob(project.id(), file.blob()).orElseThrow(() -> Problem.notFound("File"));
        var content = new String(bytes, StandardCharsets.UTF_8);
        // In another encoding, letters would be lost on the way through the form.
        if (content.indexOf('\0') >= 0 || !Arrays.equals(bytes, content.getBytes(StandardCharsets.UTF_8))) {
            throw Problem.refused("This file is not a text. Use git to change it.");
        }
        var draft = new PageEdits.Draft(branch, place.path(), file.blob(), content, "", answers.map(issue -> "Closes #" + issue).orElse(""), request,
                onto(actor, project, branch, request, ""));
        return around(actor, new EditPage(head, OwnChanges.aimed(project, draft), false, line, Map.of()));
    }

    @GetMapping("/{project}/-/new/{*path}")
    @May(Who.READER)
    View begin(
            @PathVariable String path, @RequestParam(name = "path", defaultValue = "") String name,
            @RequestParam(defaultValue = "") String template, @RequestParam(defaultValue = "") String folder, @RequestParam Optional<Long> mr,
            Project project, Role role, Actor actor) {
        var head = heads.of(project, role);
        if (!actor.signedIn() || !role.atLeast(Role.GUEST)) {
            return new CannotEditPage(head, "", actor.signedIn());
        }
        var place = places.find(project, path);
        var request = request(actor, project, place, mr);
        if (!may(actor, role, project, place.revision(), request)) {
            return new CannotEditPage(head, "", true);
        }
        var branch = request == null ? place.revision() : request.sourceBranch();
        var draft = new PageEdits.Draft(
                branch, name, "", templates.text(project, Templates.Kind.PAGE, template).orElse(""), "", "", request,
                role.atLeast(Role.DEVELOPER) ? onto(actor, project, branch, request, "") : "");
        return around(actor, new EditPage(head, OwnChanges.aimed(project, draft), true, 0, Map.of()).named("", folder));
    }

    /// Who may not write proposes edits of the handbook's pages as they now are, further pages, and more of what they have proposed
    /// already.
    private static boolean may(Actor actor, Role role, Project project, Placed place, @Nullable MergeRequest request) {
        return (Paths.isPage(place.path()) || role.atLeast(Role.DEVELOPER)) && may(actor, role, project, place.revision(), request);
    }

    private static boolean may(Actor actor, Role role, Project project, String revision, @Nullable MergeRequest request) {
        boolean offering = role.atLeast(Role.GUEST)
                && (request == null ? revision.equals(project.defaultBranch()) : request.offeredBy(actor));
        return actor.signedIn() && (offering || role.atLeast(Role.DEVELOPER));
    }

    private String onto(Actor actor, Project project, String branch, @Nullable MergeRequest request, String wished) {
        return request != null ? "" : changes.onto(actor, project, branch, wished);
    }

    /// The merge request that is gone on with: the one named, or that of the branch one is on, if the branch is one's own.
    private @Nullable MergeRequest request(Actor actor, Project project, Placed place, Optional<Long> mr) {
        if (mr.isPresent()) {
            return open(requests.find(actor, project, mr.get()));
        }
        return OwnChanges.owns(actor, place.revision())
                ? requests.openFrom(project.id(), place.revision()).stream().findFirst().orElse(null)
                : null;
    }

    @PostMapping("/{project}/-/edit/{*path}")
    @May(Who.GUEST)
    View save(@PathVariable String path, @RequestParam Map<String, String> form, HttpServletRequest sent, Project project, Role role, Actor actor) {
        var place = places.find(project, path);
        var request = request(actor, project, place, named(form));
        if (!may(actor, role, project, place, request)) {
            return new CannotEditPage(heads.of(project, role), place.path(), true);
        }
        var branch = request == null ? place.revision() : request.sourceBranch();
        return save(draft(form, sent, branch, place.path(), request, project, role, actor), false, form, sent, project, role, actor);
    }

    @PostMapping("/{project}/-/new/{*path}")
    @May(Who.GUEST)
    View create(@PathVariable String path, @RequestParam Map<String, String> form, HttpServletRequest sent, Project project, Role role, Actor actor) {
        var place = places.find(project, path);
        var request = request(actor, project, place, named(form));
        var name = PageNames.path(form.getOrDefault("path", ""), form.getOrDefault("folder", ""), form.getOrDefault("heading", ""));
        if (!may(actor, role, project, place.revision(), request) || !role.atLeast(Role.DEVELOPER) && !name.isEmpty() && !Paths.isPage(name)) {
            return new CannotEditPage(heads.of(project, role), "", true);
        }
        var branch = request == null ? place.revision() : request.sourceBranch();
        return save(draft(form, sent, branch, name, request, project, role, actor), true, form, sent, project, role, actor);
    }

    private PageEdits.Draft draft(
            Map<String, String> form, HttpServletRequest sent, String branch, String path, @Nullable MergeRequest request, Project project, Role role,
            Actor actor) {
        // A browser sends line ends as mail has them.
        var typed = LineEnds.plain(form.getOrDefault("content", ""));
        var attached = attachments.with(actor, project.id(), sent, typed);
        if (attached.refused() != null) {
            throw attached.refused();
        }
        return OwnChanges.aimed(project, new PageEdits.Draft(
                branch, path, form.getOrDefault("base", ""), chosen(project, form, attached.words()),
                form.getOrDefault("title", "").strip(), form.getOrDefault("description", ""), request,
                role.atLeast(Role.DEVELOPER) ? onto(actor, project, branch, request, form.getOrDefault("onto", "")) : ""));
    }

    /// The text with, at each place that both changed, what was chosen there.
    private String chosen(Project project, Map<String, String> form, String typed) {
        if (!"choose".equals(form.get("do")) || form.getOrDefault("base", "").isEmpty()) {
            return typed;
        }
        var began = form.getOrDefault("began", "");
        var both = ThreeWay.of(
                began.isEmpty() ? "" : edits.text(project, began), LineEnds.plain(form.getOrDefault("mine", "")),
                edits.text(project, form.getOrDefault("base", "")));
        return both.settled(both.disputed().stream()
                .map(place -> ThreeWay.Side.of(form.getOrDefault("place-" + place.number(), "")).orElse(ThreeWay.Side.SOURCE))
                .toList());
    }

    /// What would be saved was crossed: nothing of it is kept, not even that it was sent.
    private static final class Crossing extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient PageEdits.Crossed crossed;

        Crossing(PageEdits.Crossed crossed) {
            super(null, null, false, false);
            this.crossed = crossed;
        }
    }

    private View save(
            PageEdits.Draft draft, boolean begins, Map<String, String> form, HttpServletRequest sent, Project project, Role role, Actor actor) {
        var head = heads.of(project, role);
        var page = new EditPage(head, draft, begins, 0, Map.of()).named(form.getOrDefault("heading", ""), form.getOrDefault("folder", ""));
        if ("preview".equals(sent.getParameter("do")) || Previews.asked(sent)) {
            return around(actor, page.previewed(
                    pagePreviews.html(actor, project, draft.where(), draft.path(), draft.content()),
                    previews.hints(actor, Issuable.yetToBe(actor, project, Issuable.Kind.ISSUE), draft.content(), sent)));
        }
        var whole = begins ? draft.saying(PageNames.headed(form.getOrDefault("heading", ""), draft.content())) : draft;
        var titled = whole.title().isEmpty() ? whole.called((begins ? "Add " : "Change ") + Paths.spoken(draft.path())) : whole;
        try {
            boolean offered = page.offered();
            return sendings.leading(actor, sent, () -> switch (offered ? edits.offer(actor, project, titled) : edits.propose(actor, project, titled)) {
                case PageEdits.Proposed proposed -> offered
                        ? Redirect.to(proposed.request().path()).saying(Notice.done("Proposed. Whoever may write here can take it on."))
                        : Redirect.to(proposed.request().path());
                case PageEdits.Gathered gathered -> Redirect.to(ChangePage.path(project, gathered.branch()));
                case PageEdits.Begun _ -> Redirect.to(Paths.page(project, titled.path())).saying(Notice.done("The first page is there."));
                case PageEdits.Crossed crossed -> throw new Crossing(crossed);
            });
        } catch (Crossing crossing) {
            var crossed = crossing.crossed;
            var mine = titled.reading(crossed.both().source(), crossed.blob());
            return around(actor, page.writing(mine).crossed(crossing(actor, project, titled, crossed)));
        } catch (Problem wrong) {
            if (wrong.fields().isEmpty() && wrong.status() != 400) {
                throw wrong;
            }
            var errors = wrong.fields().isEmpty() ? Map.of(begins ? "path" : "content", wrong.message()) : wrong.fields();
            return around(actor, page.wrong(errors));
        }
    }

    /// With what stands around the field.
    private EditPage around(Actor actor, EditPage page) {
        var project = page.project();
        boolean alone = !page.offered() && page.draft().request() == null && page.draft().onto().isEmpty();
        return page.around(
                page.begins() ? templates.names(project, Templates.Kind.PAGE) : List.of(),
                page.begins() ? PageNames.folders(pages.list(project.id())) : List.of(),
                alone ? changes.begun(actor, project) : List.of());
    }

    private EditPage.Crossing crossing(Actor actor, Project project, PageEdits.Draft draft, PageEdits.Crossed crossed) {
        var change = crossed.change();
        var known = authors.of(actor, project.id(), List.of(change.commit()), List.of(change.authorEmail()));
        return new EditPage.Crossing(
                known.author(change.authorName(), change.authorEmail()), change.at(), draft.base(), draft.content(), crossed.both(),
                antipode.markdown.ProseDiff.of(crossed.theirs(), crossed.both().source(), new PageLinks(project, draft.branch(), draft.path())));
    }

    private static MergeRequest open(MergeRequest request) {
        if (!request.open()) {
            throw Problem.conflict("This merge request has ended. Begin a new one from the page.");
        }
        return request;
    }

    /// The merge request that a form goes on with.
    private static Optional<Long> named(Map<String, String> form) {
        if (!form.containsKey("mr")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(form.getOrDefault("mr", "").strip()));
        } catch (NumberFormatException none) {
            throw Problem.notFound("Merge Request");
        }
    }
}
