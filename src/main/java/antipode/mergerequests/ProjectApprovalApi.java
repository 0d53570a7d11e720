package antipode.mergerequests;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Merging;
import antipode.projects.Project;
import antipode.projects.Projects;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// What a project asks of approvals, in GitLab's form. What is not to be chosen here stands as it is.
@Api
class ProjectApprovalApi {

    private final Projects projects;

    ProjectApprovalApi(Projects projects) {
        this.projects = projects;
    }

    /// `code_owners_approve_two_way_doors` is ours.
    record Settings(
            List<Object> approvers,
            List<Object> approverGroups,
            int approvalsBeforeMerge,
            boolean resetApprovalsOnPush,
            boolean selectiveCodeOwnerRemovals,
            boolean disableOverridingApproversPerMergeRequest,
            boolean mergeRequestsAuthorApproval,
            boolean mergeRequestsDisableCommittersApproval,
            boolean requirePasswordToApprove,
            boolean requireReauthenticationToApprove,
            boolean codeOwnersApproveTwoWayDoors) {

        static Settings of(Project project) {
            return new Settings(
                    List.of(), List.of(), project.approvalsRequired(), true, false, true, false, false, false, false,
                    project.merging().ownersApprove());
        }
    }

    @GetMapping("/projects/{id}/approvals")
    @May(Who.READER)
    Settings show(Project project) {
        return Settings.of(project);
    }

    @PostMapping("/projects/{id}/approvals")
    @May(Who.MAINTAINER)
    Settings change(Project project, Parameters parameters) {
        int needed = (int) Math.clamp(parameters.integer("approvals_before_merge", project.approvalsRequired()), -1, 1000);
        Project described = projects.describe(
                project, project.name(), project.description(), project.visibility(), project.defaultBranch(), needed,
                project.mustResolve());
        Merging now = described.merging();
        boolean owners = parameters.bool("code_owners_approve_two_way_doors", now.ownersApprove());
        return Settings.of(projects.mergeBy(described, new Merging(
                now.method(), now.squash(), now.removesSource(), owners)));
    }

    record Rule(long id, String name, String ruleType, int approvalsRequired, List<Object> eligibleApprovers, List<Object> users, List<Object> groups) {}

    @GetMapping("/projects/{id}/approval_rules")
    @May(Who.READER)
    List<Rule> rules(Project project) {
        return project.approvalsRequired() == 0
                ? List.of()
                : List.of(new Rule(project.id(), "All Members", "any_approver", project.approvalsRequired(), List.of(), List.of(), List.of()));
    }
}
