package antipode.mergerequests;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.repositories.Branches;
import antipode.repositories.Merges;
import antipode.threads.Citations;
import antipode.threads.Events;
import antipode.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes back what was merged.
@Component
public class MergeRequestReverts {

    private final MergeRequests requests;
    private final MergeRequestMerges landing;
    private final Citations citations;
    private final Events events;
    private final Access access;
    private final Projects projects;
    private final Branches branches;
    private final Merges merges;

    MergeRequestReverts(
            MergeRequests requests,
            MergeRequestMerges landing,
            Citations citations,
            Events events,
            Access access,
            Projects projects,
            Branches branches,
            Merges merges) {
        this.requests = requests;
        this.landing = landing;
        this.citations = citations;
        this.events = events;
        this.access = access;
        this.projects = projects;
        this.branches = branches;
        this.merges = merges;
    }

    /// Prepares to take back what was merged: a branch with the reverting commit and a draft that proposes it. If one is open
    /// already, it is that one.
    @Transactional
    public MergeRequest revert(Actor actor, MergeRequest seen) {
        MergeRequest request = requests.lock(seen.id());
        Project project = projects.unrestricted(request.header().projectId()).orElseThrow();
        access.require(actor, project, Role.DEVELOPER);
        if (!request.merged()) {
            throw Problem.conflict("It isn’t merged, so there is nothing to take back. Close it instead.");
        }
        Optional<MergeRequest> open = openRevert(actor, request);
        if (open.isPresent()) {
            return open.get();
        }
        if (branches.find(project.id(), request.targetBranch()).isEmpty()) {
            throw Problem.conflict("The branch " + request.targetBranch() + " is gone, and all that was merged into it.");
        }
        String branch = freeBranch(project, "revert-" + request.iid());
        if (undo(actor, project, request, branch) instanceof Merges.Conflicting conflicting) {
            throw new Problem(422, "It can’t be taken back by itself any more: "
                    + String.join(", ", conflicting.paths()) + " changed since. Edit by hand.");
        }
        MergeRequest revert = requests.propose(actor, project, Proposal.draft(
                branch,
                request.targetBranch(),
                "Revert “" + shortened(request.title()) + "”",
                "This takes back " + request.reference() + "."));
        long note = events.append(actor, request.header(), "reverted", Map.of("in", revert.reference()));
        citations.reverts(revert.id(), request.id(), note);
        return revert;
    }

    /// Takes it back at once, if the actor may merge that alone: through a two-way door, with no approval missing. Otherwise
    /// nothing changes, and the refusal says what is in the way.
    @Transactional
    public MergeRequest revertNow(Actor actor, MergeRequest seen) {
        MergeRequest draft = revert(actor, seen);
        MergeRequest ready = draft.draft() ? requests.ready(actor, draft) : draft;
        return landing.merge(actor, ready, new MergeRequestMerges.How(null, null, false, null, true, ""));
    }

    private Merges.Outcome undo(Actor actor, Project project, MergeRequest request, String branch) {
        String message = "Revert \"" + request.title() + "\"\n\nThis reverts merge request " + request.header().fullReference() + ".\n";
        String commit = request.mergeCommit();
        if (request.landedFrom() != null) {
            return merges.revert(
                    actor, project, request.landedFrom(), commit == null ? request.head() : commit, branch, request.targetBranch(), message);
        }
        return commit == null
                ? merges.revert(actor, project, request.base(), request.head(), branch, request.targetBranch(), message)
                : merges.revert(actor, project, commit, branch, request.targetBranch(), message);
    }

    private Optional<MergeRequest> openRevert(Actor actor, MergeRequest request) {
        return of(actor, request).stream()
                .filter(link -> !link.outgoing() && link.other().open())
                .map(link -> requests.get(link.other().id()))
                .findFirst();
    }

    /// What takes this back, and what this takes back.
    public List<Citations.Link> of(Actor actor, MergeRequest request) {
        return citations.of(actor, request.id()).stream()
                .filter(link -> link.kind().equals("reverts"))
                .toList();
    }

    private String freeBranch(Project project, String wished) {
        Set<String> taken = branches.list(project.id()).stream().map(Branches.Branch::name).collect(Collectors.toSet());
        String name = wished;
        for (int number = 2; taken.contains(name); number++) {
            name = wished + "-" + number;
        }
        return name;
    }

    private static String shortened(String title) {
        return title.length() <= 200 ? title : title.substring(0, 199) + "…";
    }
}
