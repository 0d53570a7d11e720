package antipode.mergerequests;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Problem;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// Approvals and reviewers by API, in GitLab's form.
@Api
class ApprovalApi {

    private static final String ONE = "/projects/{id}/merge_requests/{iid}";

    private final MergeRequests requests;
    private final MergeRequestReviews reviews;
    private final Approvals approvals;
    private final MergeRequestMerges merges;
    private final Verdicts verdicts;

    ApprovalApi(MergeRequests requests, MergeRequestReviews reviews, Approvals approvals, MergeRequestMerges merges, Verdicts verdicts) {
        this.requests = requests;
        this.reviews = reviews;
        this.approvals = approvals;
        this.merges = merges;
        this.verdicts = verdicts;
    }

    @GetMapping(ONE + "/approvals")
    @May(Who.READER)
    MergeRequestJson.Approvals approvals(@PathVariable long iid, Project project, Actor actor, Site site) {
        return approvals(actor, requests.find(actor, project, iid), project, site);
    }

    @PostMapping(ONE + "/approve")
    @May(Who.GUEST)
    MergeRequestJson.Approvals approve(@PathVariable long iid, Parameters parameters, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        if (merges.standing(actor, request, project).approvedByActor()) {
            // As GitLab answers: there is nothing that this token may approve any more.
            throw Refusal.unauthorized();
        }
        try {
            approvals.approve(actor, request, parameters.text("sha", ""));
        } catch (Problem problem) {
            throw problem.status() == 403 ? Refusal.unauthorized() : problem;
        }
        return approvals(actor, requests.get(request.id()), project, site);
    }

    @PostMapping(ONE + "/unapprove")
    @May(Who.GUEST)
    MergeRequestJson.Approvals unapprove(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        approvals.unapprove(actor, request);
        return approvals(actor, requests.get(request.id()), project, site);
    }

    private MergeRequestJson.Approvals approvals(Actor actor, MergeRequest request, Project project, Site site) {
        Standing standing = merges.standing(actor, request, project);
        int needed = request.approvalsNeeded(standing.required());
        long given = request.approvals(standing.approvals());
        var header = request.header();
        return new MergeRequestJson.Approvals(
                request.id(),
                request.iid(),
                header.projectId(),
                request.titleInApi(),
                header.description(),
                header.state().key(),
                header.createdAt(),
                header.updatedAt(),
                standing.unmergeable().isEmpty() ? "can_be_merged" : "cannot_be_merged",
                needed,
                Math.max(0, needed - given),
                given >= needed && given > 0 && (!standing.ownersDecide() || standing.owners().stream().allMatch(OwnerRule::met)),
                standing.approvals().stream()
                        .filter(approval -> approval.head().equals(request.head()))
                        .map(approval -> new MergeRequestJson.Approver(
                                MergeRequestJsons.user(approval.person(), site), approval.at()))
                        .toList(),
                standing.owners().stream().flatMap(rule -> rule.missing().stream()).distinct().map(person -> MergeRequestJsons.user(person, site)).toList(),
                List.of(),
                List.of(),
                standing.approvedByActor(),
                standing.mayApprove() && !standing.approvedByActor(),
                false,
                !standing.owners().isEmpty(),
                false,
                ApprovalRules.of(standing, site).stream().filter(rule -> !rule.approved()).map(Object.class::cast).toList(),
                List.of());
    }

    record State(boolean approvalRulesOverwritten, List<ApprovalRules.Rule> rules) {}

    @GetMapping(ONE + "/approval_state")
    @May(Who.READER)
    State state(@PathVariable long iid, Project project, Actor actor, Site site) {
        return new State(false, ApprovalRules.of(merges.standing(actor, requests.find(actor, project, iid), project), site));
    }

    /// How many the project asks for, and each line of CODEOWNERS that fits.
    @GetMapping(ONE + "/approval_rules")
    @May(Who.READER)
    List<ApprovalRules.Rule> rules(@PathVariable long iid, Project project, Actor actor, Site site) {
        return ApprovalRules.of(merges.standing(actor, requests.find(actor, project, iid), project), site);
    }

    /// Takes all approvals away; for maintainers.
    @PutMapping(ONE + "/reset_approvals")
    @May(Who.MAINTAINER)
    Answer<Map<String, String>> reset(@PathVariable long iid, Project project, Actor actor) {
        approvals.resetAll(actor, requests.find(actor, project, iid));
        return Answer.accepted();
    }

    @GetMapping(ONE + "/reviewers")
    @May(Who.READER)
    List<MergeRequestJson.Reviewer> reviewers(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        List<MergeRequest.Approval> given = approvals.of(request.id());
        List<MergeRequest.Review> said = verdicts.of(request.id());
        return reviews.reviewers(request.id()).stream()
                .map(one -> new MergeRequestJson.Reviewer(
                        MergeRequestJsons.user(one.person(), site),
                        given.stream().anyMatch(approval -> approval.person().id() == one.person().id()
                                        && approval.head().equals(request.head()))
                                ? "approved"
                                : said.stream()
                                        .filter(review -> review.by().id() == one.person().id())
                                        .findFirst()
                                        .map(review -> review.wantsChanges() ? "requested_changes" : "reviewed")
                                        .orElse("unreviewed"),
                        one.since(),
                        one.fairAt()))
                .toList();
    }
}
