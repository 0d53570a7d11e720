package antipode.mergerequests;

import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Merging;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.repositories.Branches;
import antipode.repositories.Commits;
import antipode.repositories.Merges;
import antipode.repositories.ProtectedBranches;
import antipode.threads.Resolutions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Works out whether a merge request may merge now, and by whom: with a rehearsal of the merge itself where it is open.
@Component
class Standings {

    private final MergeRequestReviews reviews;
    private final Approvals given;
    private final Verdicts verdicts;
    private final Owners owners;
    private final Asks asks;
    private final Access access;
    private final Branches branches;
    private final ProtectedBranches protectedBranches;
    private final Commits commits;
    private final Merges merges;
    private final Resolutions resolutions;
    private final Clock clock;

    Standings(
            MergeRequestReviews reviews,
            Approvals given,
            Verdicts verdicts,
            Owners owners,
            Asks asks,
            Access access,
            Branches branches,
            ProtectedBranches protectedBranches,
            Commits commits,
            Merges merges,
            Resolutions resolutions,
            Clock clock) {
        this.reviews = reviews;
        this.given = given;
        this.verdicts = verdicts;
        this.owners = owners;
        this.asks = asks;
        this.access = access;
        this.branches = branches;
        this.protectedBranches = protectedBranches;
        this.commits = commits;
        this.merges = merges;
        this.resolutions = resolutions;
        this.clock = clock;
    }

    Standing of(Actor actor, MergeRequest request, Project project) {
        boolean open = request.open();
        boolean targetThere = !open || branches.find(project.id(), request.targetBranch()).isPresent();
        List<String> conflicts = open
                        && targetThere
                        && merges.rehearse(project.id(), request.head(), request.targetBranch())
                                instanceof Merges.Conflicting conflicting
                ? conflicting.paths()
                : List.of();
        boolean straight = project.merging().method() != Merging.Method.MERGE
                && !project.merging().squash().applies(request.squash());
        boolean behind = open && targetThere && straight
                && !commits.reaches(project.id(), request.head(), request.targetBranch());
        Role role = access.level(actor, project);
        List<MergeRequest.Approval> approvals = given.counting(request.id());
        return new Standing(
                request,
                reviews.reviewers(request.id()),
                approvals,
                project.approvalsRequired(),
                actor,
                role,
                conflicts,
                targetThere,
                behind,
                project.merging(),
                open && targetThere ? owners.of(request, approvals) : List.of(),
                asks.of(request.header()).stream()
                        .filter(Ask::open)
                        .filter(ask -> ask.asked().stream().anyMatch(Ask.Asked::silent))
                        .map(Ask::takesEffectAt)
                        .toList(),
                verdicts.of(request.id()),
                resolutions.unresolved(List.of(request.id())).getOrDefault(request.id(), 0),
                project.mustResolve(),
                protectedBranches.mergeRefusal(project, request.targetBranch(), role),
                clock.instant());
    }
}
