package antipode.handbook;

import antipode.markdown.ProseDiff;
import antipode.mergerequests.MergeRequests;
import antipode.mergerequests.Proposal;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.repositories.Branches;
import antipode.repositories.Diffs;
import antipode.repositories.Edits;
import antipode.repositories.FileDiff;
import antipode.repositories.Files;
import antipode.repositories.Gatherings;
import antipode.threads.Attachments;
import antipode.threads.Issuable;
import antipode.threads.Previews;
import antipode.threads.Sendings;
import antipode.threads.Sheet;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Several pages in one change: gathered on a branch of the writer's, proposed as one.
@Controller
class ChangeController {

    private static final int SHOWN = 1 << 20;

    private final OwnChanges changes;
    private final Branches branches;
    private final Diffs diffs;
    private final Files files;
    private final Edits edits;
    private final Gatherings gatherings;
    private final Pages pages;
    private final MergeRequests requests;
    private final ProjectHeads heads;
    private final Previews previews;
    private final Attachments attachments;
    private final Sendings sendings;

    ChangeController(
            OwnChanges changes, Branches branches, Diffs diffs, Files files, Edits edits, Gatherings gatherings, Pages pages,
            MergeRequests requests, ProjectHeads heads, Previews previews, Attachments attachments, Sendings sendings) {
        this.changes = changes;
        this.branches = branches;
        this.diffs = diffs;
        this.files = files;
        this.edits = edits;
        this.gatherings = gatherings;
        this.pages = pages;
        this.requests = requests;
        this.heads = heads;
        this.previews = previews;
        this.attachments = attachments;
        this.sendings = sendings;
    }

    /// With `edit`, on to that page. What was proposed meanwhile is its merge request.
    @GetMapping("/{project}/-/changes/{branch}")
    @May(Who.DEVELOPER)
    View show(@PathVariable String branch, @RequestParam Optional<String> edit, Project project, Role role, Actor actor) {
        if (!changes.gathering(actor, project, branch)) {
            return requests.openFrom(project.id(), branch).stream()
                    .findFirst()
                    .map(request -> Redirect.to(request.path()))
                    .orElseThrow(() -> Problem.notFound("Change"));
        }
        if (edit.isPresent() && !edit.get().isBlank()) {
            return Redirect.to(Paths.file(project, "edit", branch, Paths.clean(edit.get().strip())));
        }
        var said = branches.find(project.id(), branch).map(found -> found.commit().message().strip().split("\n", 2)).orElse(new String[] {""});
        return page(project, role, actor, branch, said[0], said.length > 1 ? said[1].strip() : "", Map.of(), sheet(project, actor));
    }

    private Sheet sheet(Project project, Actor actor) {
        return new Sheet(previews.sheet(actor, project, Issuable.Kind.MERGE_REQUEST).desk(), List.of(), null);
    }

    private ChangePage page(
            Project project, Role role, Actor actor, String branch, String title, String description, Map<String, String> errors, Sheet sheet) {
        var comparison = diffs.compare(project.id(), project.defaultBranch(), branch, false);
        var base = comparison.base() == null ? null : comparison.base().id();
        var shown = comparison.diffs().stream()
                .map(diff -> new ChangePage.FileChange(diff, prose(project, base, branch, diff)))
                .toList();
        return new ChangePage(heads.of(project, role), branch, shown, pages.list(project.id()), sheet, title, description, errors);
    }

    private @org.jspecify.annotations.Nullable ProseDiff prose(
            Project project, @org.jspecify.annotations.Nullable String base, String branch, FileDiff diff) {
        if (!Paths.isPage(diff.path()) || diff.binary() || diff.tooLarge()) {
            return null;
        }
        var before = diff.created() || base == null ? "" : text(project, base, diff.oldPath());
        var after = diff.deleted() ? "" : text(project, branch, diff.newPath());
        return ProseDiff.of(before, after, new PageLinks(project, branch, diff.path()));
    }

    private String text(Project project, String revision, String path) {
        return files.locate(project.id(), revision, path)
                .filter(file -> file.size() <= SHOWN)
                .flatMap(file -> files.blob(project.id(), file.blob()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    @PostMapping("/{project}/-/changes/{branch}/proposal")
    @May(Who.DEVELOPER)
    View propose(
            @PathVariable String branch, @RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String description,
            HttpServletRequest sent, Project project, Role role, Actor actor) {
        var attached = attachments.with(actor, project.id(), sent, LineEnds.plain(description));
        if (Previews.asked(sent)) {
            return page(project, role, actor, branch(actor, project, branch), title, attached.words(), Map.of(),
                    previews.sheet(actor, Issuable.yetToBe(actor, project, Issuable.Kind.MERGE_REQUEST), attached.words(), sent));
        }
        var wrong = title.isBlank() ? Map.of("title", "can't be blank")
                : attached.refused() != null ? Map.of("description", String.valueOf(attached.refused().getMessage())) : Map.<String, String>of();
        if (!wrong.isEmpty()) {
            return page(project, role, actor, branch(actor, project, branch), title, attached.words(), wrong, sheet(project, actor));
        }
        return sendings.leading(actor, sent, () -> {
            branch(actor, project, branch);
            var words = attached.words().strip();
            gatherings.asOne(actor, project, branch, project.defaultBranch(), title.strip() + (words.isEmpty() ? "" : "\n\n" + words));
            return Redirect.to(requests.propose(actor, project, Proposal.draft(branch, project.defaultBranch(), title.strip(), words)).path());
        });
    }

    private String branch(Actor actor, Project project, String branch) {
        if (!changes.gathering(actor, project, branch)) {
            throw Problem.notFound("Change");
        }
        return branch;
    }

    /// Takes a file out of it again, as it stands where the change began.
    @PostMapping("/{project}/-/changes/{branch}/withdrawal")
    @May(Who.DEVELOPER)
    Redirect withdraw(@PathVariable String branch, @RequestParam(defaultValue = "") String path, Project project, Actor actor) {
        branch(actor, project, branch);
        var comparison = diffs.compare(project.id(), project.defaultBranch(), branch, false);
        var diff = comparison.diffs().stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("File"));
        var actions = new ArrayList<Edits.Action>();
        if (!diff.deleted() && (diff.created() || diff.renamed())) {
            actions.add(Edits.Action.delete(diff.newPath()));
        }
        if (!diff.created() && comparison.base() != null) {
            var bytes = files.find(project.id(), comparison.base().id(), diff.oldPath()).orElseThrow(() -> Problem.notFound("File")).bytes();
            actions.add(new Edits.Action(
                    diff.deleted() || diff.renamed() ? Edits.Kind.CREATE : Edits.Kind.UPDATE, diff.oldPath(), null, bytes, diff.oldMode().equals("100755")));
        }
        edits.commit(actor, project, branch, null, "Leave " + path + " as it was", actions, null);
        return Redirect.to(ChangePage.path(project, branch)).saying(Notice.done("Taken out of the change."));
    }

    @PostMapping("/{project}/-/changes/{branch}/end")
    @May(Who.DEVELOPER)
    Redirect end(@PathVariable String branch, Project project, Actor actor) {
        branches.delete(actor, project, branch(actor, project, branch));
        return Redirect.to(Paths.page(project, "")).saying(Notice.done("The change is given up; its branch is gone."));
    }
}
