package antipode.mergerequests;

import antipode.asks.Ask;
import antipode.asks.AskEffect;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.threads.Issuable;
import antipode.web.Problem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Silence lets the asker merge what they could merge alone: through a two-way door, with no approval missing. It may be a
/// draft when this is said, for then it is often not ready yet; when it is due it may not.
@Component
class MergeEffect implements AskEffect {

    static final String KEY = "merge";

    private final ObjectProvider<MergeRequests> requests;
    private final ObjectProvider<MergeRequestMerges> merges;
    private final ObjectProvider<MergeRequestReverts> reverts;
    private final ObjectProvider<Approvals> approvals;
    private final Projects projects;
    private final Access access;

    MergeEffect(
            ObjectProvider<MergeRequests> requests,
            ObjectProvider<MergeRequestMerges> merges,
            ObjectProvider<MergeRequestReverts> reverts,
            ObjectProvider<Approvals> approvals,
            Projects projects,
            Access access) {
        this.requests = requests;
        this.merges = merges;
        this.reverts = reverts;
        this.approvals = approvals;
        this.projects = projects;
        this.access = access;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String deed() {
        return "merge it";
    }

    @Override
    public boolean fits(Issuable issuable) {
        return issuable.kind() == Issuable.Kind.MERGE_REQUEST && issuable.open();
    }

    @Override
    public void check(Actor asker, Issuable issuable) {
        MergeRequest request = requests.getObject().get(issuable.id());
        if (request.merged()) {
            throw Problem.conflict("It is merged already.");
        }
        if (request.oneWay()) {
            throw Problem.refused("Silence opens no one-way door: it needs approvals and a window in which every reviewer had "
                    + "fair time.");
        }
        Role role = access.level(asker, issuable.projectId());
        if (!role.atLeast(Role.DEVELOPER)) {
            throw Problem.refused("Merging takes a developer of the project.");
        }
        if (!asker.is(issuable.dri().id()) && !role.atLeast(Role.MAINTAINER)) {
            throw Problem.refused(issuable.dri().firstName() + " decides this one, so only they can say what silence means.");
        }
        int required = projects.unrestricted(issuable.projectId()).orElseThrow().approvalsRequired();
        if (request.approvals(approvals.getObject().counting(request.id())) < required) {
            throw Problem.refused("The project asks for " + required + (required == 1 ? " approval" : " approvals")
                    + " first, and silence is none.");
        }
    }

    @Override
    public void takeEffect(Actor asker, Issuable locked, Ask ask, String because) {
        merges.getObject()
                .merge(asker, requests.getObject().get(locked.id()), MergeRequestMerges.How.of(null, because));
    }

    /// Prepares the revert, if they may; otherwise the asker goes on from their words.
    @Override
    public void takeBack(Actor actor, Issuable locked, Ask ask) {
        if (access.level(actor, locked.projectId()).atLeast(Role.DEVELOPER)) {
            reverts.getObject().revert(actor, requests.getObject().get(locked.id()));
        }
    }
}
