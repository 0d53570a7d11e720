package antipode.mergerequests;

import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.repositories.Merges;
import antipode.threads.QuickAction;
import antipode.threads.QuickAction.Effect;
import antipode.threads.QuickAction.Order;
import antipode.web.Problem;
import antipode.web.Times;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/// What one can order to bring a merge request in.
@Component
class MergeOrders implements QuickAction.Several {

    private final MergeRequests requests;
    private final AutoMerges autos;
    private final Rebases rebases;
    private final Standings standings;
    private final Projects projects;
    private final Access access;
    private final Merges merges;
    private final Clock clock;

    MergeOrders(
            MergeRequests requests, AutoMerges autos, Rebases rebases, Standings standings, Projects projects, Access access,
            Merges merges, Clock clock) {
        this.requests = requests;
        this.autos = autos;
        this.rebases = rebases;
        this.standings = standings;
        this.projects = projects;
        this.access = access;
        this.merges = merges;
        this.clock = clock;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(merge(), rebase());
    }

    private QuickAction merge() {
        return MergeRequestOrders.action("merge", "", "Merges it, now or as soon as its door lets it.", order -> {
            order.noArguments();
            MergeRequestOrders.there(order);
            MergeRequest request = requests.get(order.issuable().id());
            Project project = projects.unrestricted(order.issuable().projectId()).orElseThrow();
            Standing standing = standings.of(order.actor(), request, project);
            Times times = new Times(clock.instant(), order.actor().require().zone());
            List<String> why = standing.whyNotYet(times);
            List<String> door = standing.doorClosed(times);
            boolean later = !why.isEmpty() && why.equals(door) && standing.mayMergeLater();
            if (!why.isEmpty() && !later) {
                throw new Problem(422, String.join(" ", why));
            }
            String into = request.targetBranch() + (later ? " as soon as its door lets it." : ".");
            return Effect.of(
                    "Merges it into " + into, later ? "It merges into " + into : "Merged it into " + into, "merge", request.head(),
                    locked -> autos.set(order.actor(), requests.get(locked.id()), MergeRequestMerges.How.usual()));
        });
    }

    private QuickAction rebase() {
        return MergeRequestOrders.action("rebase", "", "Brings its branch up to date with the target.", order -> {
            order.noArguments();
            MergeRequestOrders.open(order);
            MergeRequestOrders.there(order);
            access.require(order.actor(), order.issuable().projectId(), Role.DEVELOPER);
            MergeRequest request = requests.get(order.issuable().id());
            if (merges.rehearse(order.issuable().projectId(), request.head(), request.targetBranch())
                    instanceof Merges.Conflicting conflicting) {
                throw new Problem(422, "Both branches changed " + String.join(", ", conflicting.paths()) + ".");
            }
            return Effect.of(
                    "Rebases it onto " + request.targetBranch() + ".", "Rebased it onto " + request.targetBranch() + ".",
                    "rebase", true, locked -> rebases.rebase(order.actor(), requests.get(locked.id())));
        });
    }
}
