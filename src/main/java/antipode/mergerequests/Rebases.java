package antipode.mergerequests;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.repositories.Branches;
import antipode.repositories.Merges;
import antipode.web.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Brings what is proposed up to date: its commits are made once more on top of the target. As the change stays the same,
/// approvals hold.
@Component
public class Rebases {

    private final MergeRequests requests;
    private final Access access;
    private final Projects projects;
    private final Branches branches;
    private final Merges merges;

    Rebases(MergeRequests requests, Access access, Projects projects, Branches branches, Merges merges) {
        this.requests = requests;
        this.access = access;
        this.projects = projects;
        this.branches = branches;
        this.merges = merges;
    }

    /// Changes nothing where it is up to date.
    @Transactional
    public MergeRequest rebase(Actor actor, MergeRequest seen) {
        MergeRequest request = requests.lock(seen.id());
        Project project = projects.unrestricted(request.header().projectId()).orElseThrow();
        access.require(actor, project, Role.DEVELOPER);
        MergeRequests.requireOpen(request);
        if (branches.find(project.id(), request.sourceBranch()).isEmpty()) {
            throw Problem.conflict("The branch " + request.sourceBranch() + " is gone, so it can’t be rebased.");
        }
        if (branches.find(project.id(), request.targetBranch()).isEmpty()) {
            throw Problem.conflict("The branch " + request.targetBranch() + " is gone. Choose another target.");
        }
        if (merges.rebase(actor, project, request.sourceBranch(), request.head(), request.targetBranch())
                instanceof Merges.Conflicting conflicting) {
            throw Problem.conflict("Both branches changed " + String.join(", ", conflicting.paths())
                    + ". Settle that first, then no rebase is needed.");
        }
        return requests.get(request.id());
    }
}
