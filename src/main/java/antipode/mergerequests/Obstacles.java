package antipode.mergerequests;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Merging;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.repositories.Merges;
import antipode.repositories.ProtectedBranches;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What stands in the way of merge requests that lists offer for merging: what only their files tell. Rehearsals are remembered,
/// and a branch rarely has rules, so a list of them asks few questions.
@Component
public class Obstacles {

    private static final String HEADS = "refs/heads/";

    private final JdbcClient jdbc;
    private final MergeRequests requests;
    private final Approvals approvals;
    private final Owners owners;
    private final Projects projects;
    private final ProtectedBranches protectedBranches;
    private final Access access;
    private final Merges merges;

    Obstacles(
            JdbcClient jdbc,
            MergeRequests requests,
            Approvals approvals,
            Owners owners,
            Projects projects,
            ProtectedBranches protectedBranches,
            Access access,
            Merges merges) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.approvals = approvals;
        this.owners = owners;
        this.projects = projects;
        this.protectedBranches = protectedBranches;
        this.access = access;
        this.merges = merges;
    }

    /// @param words "conflicts with main"
    /// @param mine  whether whoever may merge it can clear it away alone
    public record Obstacle(String words, boolean mine) {}

    /// By the id of the merge request; nothing for those in whose way nothing stands.
    public Map<Long, Obstacle> of(Actor actor, Collection<Long> ids) {
        List<MergeRequest> all = requests.visible(actor, ids);
        if (all.isEmpty()) {
            return Map.of();
        }
        Map<Long, Project> in = projects.visibleTo(actor).byIds(all.stream().map(request -> request.header().projectId()).distinct().toList());
        Map<String, String> heads = heads(all);
        Map<Long, Obstacle> found = new HashMap<>();
        for (MergeRequest request : all) {
            Project project = in.get(request.header().projectId());
            if (project != null) {
                obstacle(actor, project, request, heads.get(project.id() + ":" + request.targetBranch()))
                        .ifPresent(obstacle -> found.put(request.id(), obstacle));
            }
        }
        return found;
    }

    private Map<String, String> heads(List<MergeRequest> all) {
        Map<String, String> heads = new HashMap<>();
        jdbc.sql("""
                        select repository, name, object from git_ref
                        where (repository, name) in (select project, name from unnest(:projects, :names) as target (project, name))""")
                .param("projects", all.stream().map(request -> request.header().projectId()).toArray(Long[]::new))
                .param("names", all.stream().map(request -> HEADS + request.targetBranch()).toArray(String[]::new))
                .query(row -> {
                    heads.put(row.getLong("repository") + ":" + row.getString("name").substring(HEADS.length()), row.getString("object"));
                });
        return heads;
    }

    private Optional<Obstacle> obstacle(Actor actor, Project project, MergeRequest request, @Nullable String target) {
        if (target == null) {
            return Optional.of(new Obstacle("the branch " + request.targetBranch() + " is gone", true));
        }
        if (merges.rehearse(project.id(), request.head(), target) instanceof Merges.Conflicting) {
            return Optional.of(new Obstacle("conflicts with " + request.targetBranch(), true));
        }
        boolean straight = project.merging().method() != Merging.Method.MERGE && !project.merging().squash().applies(request.squash());
        if (straight && !request.base().equals(target)) {
            return Optional.of(new Obstacle("needs a rebase onto " + request.targetBranch(), true));
        }
        Optional<String> protection = protectedBranches.mergeRefusal(project, request.targetBranch(), access.level(actor, project));
        if (protection.isPresent()) {
            return protection.map(why -> new Obstacle(why, false));
        }
        boolean waits = project.merging().ownersApprove()
                && owners.of(request, approvals.counting(request.id())).stream().anyMatch(rule -> !rule.met());
        return waits ? Optional.of(new Obstacle("waits for its code owners", false)) : Optional.empty();
    }
}
