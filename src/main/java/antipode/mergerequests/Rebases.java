package antipode.mergerequests;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.repositories.Branches;
import antipode.repositories.Merges;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Brings what is proposed up to date: its commits are made once more on top of the target. As the change stays the same,
/// approvals hold.
@Component
public class Rebases {

    private final JdbcClient jdbc;
    private final MergeRequests requests;
    private final Threads threads;
    private final Access access;
    private final Projects projects;
    private final Branches branches;
    private final Merges merges;

    Rebases(
            JdbcClient jdbc, MergeRequests requests, Threads threads, Access access, Projects projects, Branches branches, Merges merges) {
        this.jdbc = jdbc;
        this.threads = threads;
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
        keep(request, null);
        return requests.get(request.id());
    }

    /// Keeps why it could not be rebased, until it can or something else is proposed.
    @Transactional
    public void fail(MergeRequest request, String why) {
        threads.lock(request.id());
        keep(request, why);
    }

    private void keep(MergeRequest request, @Nullable String why) {
        jdbc.sql("update merge_request set merge_error = :why where id = :id")
                .param("why", why, Types.VARCHAR)
                .param("id", request.id())
                .update();
    }
}
