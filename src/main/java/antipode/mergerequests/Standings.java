package antipode.mergerequests;

import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Merging;
import antipode.projects.Project;
import antipode.repositories.Branches;
import antipode.repositories.Commits;
import antipode.repositories.Merges;
import antipode.threads.Resolutions;
import antipode.threads.Threads;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Works out whether a merge request may merge now, and by whom: with a rehearsal of the merge itself where it is open.
@Component
class Standings {

    private final JdbcClient jdbc;
    private final MergeRequestReviews reviews;
    private final Verdicts verdicts;
    private final Owners owners;
    private final Asks asks;
    private final Access access;
    private final Branches branches;
    private final Commits commits;
    private final Merges merges;
    private final Resolutions resolutions;
    private final Clock clock;

    Standings(
            JdbcClient jdbc,
            MergeRequestReviews reviews,
            Verdicts verdicts,
            Owners owners,
            Asks asks,
            Access access,
            Branches branches,
            Commits commits,
            Merges merges,
            Resolutions resolutions,
            Clock clock) {
        this.jdbc = jdbc;
        this.reviews = reviews;
        this.verdicts = verdicts;
        this.owners = owners;
        this.asks = asks;
        this.access = access;
        this.branches = branches;
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
        List<MergeRequest.Approval> approvals = counting(request.id());
        return new Standing(
                request,
                reviews.reviewers(request.id()),
                approvals,
                project.approvalsRequired(),
                actor,
                access.level(actor, project),
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
                clock.instant());
    }

    /// The approvals of those who could still give one: an approval is worth no more than its giver's rights now.
    List<MergeRequest.Approval> counting(long request) {
        return jdbc.sql("""
                        select approval.head, approval.approved_at, member.id, member.username, member.name, member.zone
                        from approval join member on member.id = approval.member_id
                        join merge_request on merge_request.id = approval.merge_request_id
                        join project on project.id = merge_request.project_id
                        where approval.merge_request_id = :request and member.state = 'active'
                          and (member.administrator
                            or exists (select from project_authorization
                                       where project_authorization.project_id = project.id
                                         and project_authorization.member_id = member.id
                                         and project_authorization.access_level >= 30
                                         and (project_authorization.expires_on is null
                                              or project_authorization.expires_on > :actor_today))
                            or exists (select from merge_request_reviewer reviewer
                                       where reviewer.merge_request_id = approval.merge_request_id
                                         and reviewer.member_id = member.id)
                              and\s""" + Access.MEMBER_SEES_PROJECT + ") order by approval.approved_at, member.id")
                .param("request", request)
                .param("actor_today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query((row, _) -> new MergeRequest.Approval(
                        Threads.person(row, ""), row.getString("head"), row.getTimestamp("approved_at").toInstant()))
                .list();
    }
}
