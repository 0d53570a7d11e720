package antipode.mergerequests;

import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.threads.Issuable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What follows when a branch has moved: merge requests whose head has come in are merged, and what commits of the default
/// branch say they close is closed. It comes after the push, since headers are locked before refs.
@Component
class Arrivals implements OutboxConsumer {

    static final String NAME = "arrival";

    /// Older commits of one push close nothing: that is somebody's imported history.
    private static final int READ = 100;

    /// A branch that moved.
    record Arrived(
            long project, String branch, String before, String after, @Nullable Long actor, @Nullable Long token) {}

    private final MergeRequests requests;
    private final MergeRequestMerges merges;
    private final ClosedIssues closing;
    private final Members members;
    private final Projects projects;
    private final Commits commits;

    Arrivals(
            MergeRequests requests,
            MergeRequestMerges merges,
            ClosedIssues closing,
            Members members,
            Projects projects,
            Commits commits) {
        this.requests = requests;
        this.merges = merges;
        this.closing = closing;
        this.members = members;
        this.projects = projects;
        this.commits = commits;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void accept(OutboxRow row) {
        Arrived arrived = row.payload(Arrived.class);
        Project project = projects.unrestricted(arrived.project()).orElse(null);
        Long id = arrived.actor();
        Actor actor = id == null
                ? Actor.nobody()
                : members.find(id).map(member -> new Actor(member, Set.of("api"), arrived.token())).orElse(Actor.nobody());
        if (project == null || !actor.signedIn()) {
            return;
        }
        List<MergeRequest> open = requests.openInto(project.id(), arrived.branch());
        // What was there before is left out: a branch just begun from the target has brought nothing yet.
        Set<String> brought = commits.brought(
                project.id(), arrived.before(), arrived.after(), open.stream().map(MergeRequest::head).toList());
        for (MergeRequest request : open) {
            if (brought.contains(request.head())) {
                merges.arrived(actor, request.id(), arrived.before(), arrived.after());
            }
        }
        if (arrived.branch().equals(project.defaultBranch())) {
            closeNamed(actor, project, arrived);
        }
    }

    private void closeNamed(Actor actor, Project project, Arrived arrived) {
        if (commits.count(project.id(), arrived.before(), arrived.after()) > READ) {
            return;
        }
        for (Commit commit : commits.between(project.id(), arrived.before(), arrived.after(), READ)) {
            List<Issuable> closed = closing.lockInOrder(closing.named(actor, project.fullPath(), commit.message()));
            closed.forEach(issue -> closing.close(actor, issue, "commit " + commit.shortId() + " says so"));
        }
    }
}
