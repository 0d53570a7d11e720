package antipode.mergerequests;

import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.repositories.Branches;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Removes the branch of what was merged, where that was wished for. It follows the merge, since other merge requests of the
/// same branch are locked before the ref; a branch that somebody still needs stays.
@Component
class MergedBranches implements OutboxConsumer {

    static final String NAME = "merged-branch";

    /// What was merged, and by whom.
    record Merged(long request, long by, @Nullable Long token) {}

    private final MergeRequests requests;
    private final Members members;
    private final Projects projects;
    private final Access access;
    private final Branches branches;

    MergedBranches(MergeRequests requests, Members members, Projects projects, Access access, Branches branches) {
        this.requests = requests;
        this.members = members;
        this.projects = projects;
        this.access = access;
        this.branches = branches;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void accept(OutboxRow row) {
        Merged merged = row.payload(Merged.class);
        MergeRequest request = requests.still(merged.request()).orElse(null);
        var member = members.find(merged.by()).orElse(null);
        if (request == null || member == null) {
            return;
        }
        Actor actor = new Actor(member, Set.of("api"), merged.token());
        Project project = projects.unrestricted(request.header().projectId()).orElse(null);
        if (project != null && access.level(actor, project).atLeast(Role.DEVELOPER) && unneeded(project, request)) {
            branches.delete(actor, project, request.sourceBranch());
        }
    }

    private boolean unneeded(Project project, MergeRequest request) {
        String branch = request.sourceBranch();
        List<MergeRequest> others = requests.openFrom(project.id(), branch);
        return !branch.equals(project.defaultBranch())
                && others.isEmpty()
                && requests.openInto(project.id(), branch).isEmpty()
                && branches.find(project.id(), branch)
                        .filter(there -> there.commit().id().equals(request.head()))
                        .isPresent();
    }
}
