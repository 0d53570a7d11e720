package antipode.mergerequests;

import antipode.api.Site;
import antipode.people.UserJson;
import antipode.projects.MilestoneJson;
import antipode.repositories.CommitJson;
import antipode.threads.Issuable;
import antipode.threads.TasksJson;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A merge request in GitLab's form; what we don't have stands there as GitLab has it when it is unused. `door`,
/// `door_reason` and `question` are ours.
public record MergeRequestJson(
        long id,
        int iid,
        long projectId,
        String title,
        String description,
        String state,
        Instant createdAt,
        Instant updatedAt,
        @Nullable UserJson mergedBy,
        @Nullable UserJson mergeUser,
        @Nullable Instant mergedAt,
        @Nullable UserJson closedBy,
        @Nullable Instant closedAt,
        String targetBranch,
        String sourceBranch,
        int userNotesCount,
        int upvotes,
        int downvotes,
        UserJson author,
        List<UserJson> assignees,
        @Nullable UserJson assignee,
        List<UserJson> reviewers,
        long sourceProjectId,
        long targetProjectId,
        List<String> labels,
        boolean draft,
        boolean imported,
        String importedFrom,
        boolean workInProgress,
        @Nullable MilestoneJson milestone,
        boolean mergeWhenPipelineSucceeds,
        String mergeStatus,
        String detailedMergeStatus,
        @Nullable Instant mergeAfter,
        String sha,
        @Nullable String mergeCommitSha,
        @Nullable String squashCommitSha,
        @Nullable Boolean discussionLocked,
        @Nullable Boolean shouldRemoveSourceBranch,
        boolean forceRemoveSourceBranch,
        Instant preparedAt,
        String reference,
        References references,
        String webUrl,
        Spent timeStats,
        boolean squash,
        boolean squashOnMerge,
        TasksJson taskCompletionStatus,
        boolean hasConflicts,
        boolean blockingDiscussionsResolved,
        int approvalsBeforeMerge,
        String door,
        String doorReason,
        String question) {

    record References(String shortName, String relative, String full) {
        @com.fasterxml.jackson.annotation.JsonProperty("short")
        public String shortName() {
            return shortName;
        }
    }

    record Spent(
            int timeEstimate, int totalTimeSpent, @Nullable String humanTimeEstimate, @Nullable String humanTotalTimeSpent) {

        static final Spent NONE = new Spent(0, 0, null, null);
    }

    record DiffRefs(String baseSha, String headSha, String startSha) {}

    /// What only the answer about a single one tells.
    record Single(
            @JsonUnwrapped MergeRequestJson request,
            boolean subscribed,
            String changesCount,
            @Nullable Instant latestBuildStartedAt,
            @Nullable Instant latestBuildFinishedAt,
            @Nullable Instant firstDeployedToProductionAt,
            @Nullable Object pipeline,
            @Nullable Object headPipeline,
            DiffRefs diffRefs,
            @Nullable String mergeError,
            boolean firstContribution,
            boolean rebaseInProgress,
            int divergedCommitsCount,
            Map<String, Boolean> user,
            List<String> whyNotYet) {}

    /// With everything it changes.
    record Changes(@JsonUnwrapped Single single, List<?> changes, boolean overflow) {}

    record Version(
            long id,
            String headCommitSha,
            String baseCommitSha,
            String startCommitSha,
            Instant createdAt,
            long mergeRequestId,
            String state,
            String realSize,
            @Nullable String patchIdSha) {}

    record VersionWithDiffs(@JsonUnwrapped Version version, List<CommitJson> commits, List<?> diffs) {}

    record Approver(UserJson user, Instant approvedAt) {}

    record Approvals(
            long id,
            int iid,
            long projectId,
            String title,
            String description,
            String state,
            Instant createdAt,
            Instant updatedAt,
            String mergeStatus,
            int approvalsRequired,
            long approvalsLeft,
            boolean approved,
            List<Approver> approvedBy,
            List<UserJson> suggestedApprovers,
            List<UserJson> approvers,
            List<Object> approverGroups,
            boolean userHasApproved,
            boolean userCanApprove,
            boolean requirePasswordToApprove,
            boolean hasApprovalRules,
            boolean multipleApprovalRulesAvailable,
            List<Object> approvalRulesLeft,
            List<Object> invalidApproversRules) {}

    /// A to-do about it.
    record ToDo(
            long id,
            InProject project,
            UserJson author,
            String actionName,
            String targetType,
            Single target,
            String targetUrl,
            String body,
            String state,
            Instant createdAt,
            Instant updatedAt) {}

    record InProject(
            long id,
            String name,
            String nameWithNamespace,
            String path,
            String pathWithNamespace,
            String description,
            Instant createdAt) {}

    /// An issue that it closes, as far as one names it here.
    record Issue(
            long id,
            int iid,
            long projectId,
            String title,
            String description,
            String state,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant closedAt,
            UserJson author,
            List<String> labels,
            List<UserJson> assignees,
            boolean confidential,
            String webUrl,
            References references) {

        static Issue of(Issuable issue, Site site) {
            return new Issue(
                    issue.id(),
                    issue.iid(),
                    issue.projectId(),
                    issue.title(),
                    issue.description(),
                    issue.state().key(),
                    issue.createdAt(),
                    issue.updatedAt(),
                    issue.closedAt(),
                    UserJson.of(issue.author(), site),
                    List.of(),
                    List.of(),
                    issue.confidential(),
                    site.url(issue.path()),
                    new References(issue.reference(), issue.reference(), issue.fullReference()));
        }
    }

    record Reviewer(UserJson user, String state, Instant createdAt, @Nullable Instant fairAt) {}
}
