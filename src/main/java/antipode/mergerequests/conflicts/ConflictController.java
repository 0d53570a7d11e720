package antipode.mergerequests.conflicts;

import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequests;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.repositories.Branches;
import antipode.repositories.Conflict;
import antipode.repositories.Conflicts;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Shows what stands between the two branches of a merge request, and settles it.
@Controller
class ConflictController {

    private static final String ALL = "/{project}/-/merge_requests/{iid}/conflicts";

    private final MergeRequests requests;
    private final Conflicts conflicts;
    private final Branches branches;

    ConflictController(MergeRequests requests, Conflicts conflicts, Branches branches) {
        this.requests = requests;
        this.conflicts = conflicts;
        this.branches = branches;
    }

    @GetMapping(ALL)
    @May(Who.READER)
    View show(@PathVariable long iid, Project project, Role role, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        return page(project, role, request, SettlingForm.EMPTY, Map.of(), null);
    }

    private View page(
            Project project, Role role, MergeRequest request, SettlingForm form, Map<String, String> wrong, @Nullable Problem refused) {
        String target = head(project, request.targetBranch());
        boolean shown = request.open() && !target.isEmpty();
        String source = head(project, request.sourceBranch());
        List<Conflict> found = shown ? conflicts.between(project.id(), request.head(), target) : List.of();
        boolean may = role.atLeast(Role.DEVELOPER) && source.equals(request.head());
        return new ConflictsPage(project, request, request.head(), target, found, may, form, wrong, refused);
    }

    private String head(Project project, String branch) {
        return branches.find(project.id(), branch).map(one -> one.commit().id()).orElse("");
    }

    /// Ends in a merge of the target into the source. Where either has moved since, or something is left open, nothing changes
    /// and all that was typed stands in the form again.
    @PostMapping(ALL)
    @May(Who.DEVELOPER)
    View settle(@PathVariable long iid, @RequestParam Map<String, String> fields, Project project, Role role, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        SettlingForm form = SettlingForm.of(fields);
        if (!request.open()) {
            return page(project, role, request, form, Map.of(), Problem.conflict("It is " + (request.merged() ? "merged" : "closed") + " already."));
        }
        if (!form.source().equals(request.head()) || !form.target().equals(head(project, request.targetBranch()))) {
            return page(project, role, request, form, Map.of(), Problem.conflict(
                    (form.source().equals(request.head()) ? request.targetBranch() : request.sourceBranch())
                            + " has moved meanwhile. Here is how it stands now; what you chose and wrote is kept."));
        }
        List<Conflict> found = conflicts.between(project.id(), form.source(), form.target());
        Map<String, String> wrong = form.wrong(found);
        if (!wrong.isEmpty()) {
            return page(project, role, request, form, wrong, null);
        }
        if (found.isEmpty()) {
            return Redirect.to(request.path()).saying(Notice.done("There is nothing to settle any more."));
        }
        String message = form.message().isBlank() ? ConflictsPage.usual(request) : form.message();
        try {
            conflicts.solve(
                    actor, project, request.sourceBranch(), form.source(), request.targetBranch(), form.target(), message,
                    form.solutions(found));
        } catch (Problem refused) {
            return page(project, role, requests.find(actor, project, iid), form, Map.of(), refused);
        }
        return Redirect.to(request.path()).saying(Notice.done(
                "It is settled: " + request.targetBranch() + " is merged into " + request.sourceBranch() + ", which is a new version."));
    }
}
