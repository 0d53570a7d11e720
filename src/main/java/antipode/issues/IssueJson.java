package antipode.issues;

import antipode.api.Api;
import antipode.api.Site;
import antipode.people.Member;
import antipode.people.Person;
import antipode.people.UserJson;
import antipode.projects.MilestoneJson;
import antipode.threads.Issuable;
import antipode.threads.LabelLink;
import antipode.threads.Reactions;
import antipode.threads.ReferencesJson;
import antipode.threads.TasksJson;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An issue as GitLab's clients read it. What isn't there yet is told as nothing, never left out.
///
/// @param labels     names, or whole labels if they were asked for
/// @param subscribed only where one issue was asked for
/// @param more       what only its type has, under the type's key: `decision`
public record IssueJson(
        long id,
        int iid,
        long projectId,
        String title,
        String description,
        String state,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant closedAt,
        @Nullable UserJson closedBy,
        List<?> labels,
        @Nullable MilestoneJson milestone,
        List<UserJson> assignees,
        UserJson author,
        String type,
        @Nullable UserJson assignee,
        int userNotesCount,
        int mergeRequestsCount,
        int upvotes,
        int downvotes,
        @Nullable LocalDate dueDate,
        boolean confidential,
        @Nullable Boolean discussionLocked,
        String issueType,
        String webUrl,
        TimeJson timeStats,
        TasksJson taskCompletionStatus,
        @Nullable Integer weight,
        int blockingIssuesCount,
        boolean hasTasks,
        @Nullable String taskStatus,
        @JsonProperty("_links") LinksJson links,
        ReferencesJson references,
        String severity,
        @Nullable Long movedToId,
        boolean imported,
        String importedFrom,
        @Nullable String serviceDeskReplyTo,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean subscribed,
        @JsonAnyGetter Map<String, Object> more) {

    /// Time is not tracked here.
    public record TimeJson(
            int timeEstimate, int totalTimeSpent, @Nullable String humanTimeEstimate, @Nullable String humanTotalTimeSpent) {

        static final TimeJson NONE = new TimeJson(0, 0, null, null);
    }

    /// Where the rest of it is.
    public record LinksJson(String self, String notes, String awardEmoji, String project, @Nullable String closedAsDuplicateOf) {}

    /// A label with all that is known of it.
    record LabelJson(long id, String name, String color, String description, String descriptionHtml, String textColor) {

        static LabelJson of(LabelLink label) {
            return new LabelJson(label.id(), label.name(), label.color(), "", "", "#FFFFFF");
        }
    }

    static IssueJson of(
            Issue issue,
            List<LabelLink> labels,
            boolean details,
            List<Person> assignees,
            @Nullable MilestoneJson milestone,
            IssueLinks.@Nullable Told linked,
            @Nullable Member closedBy,
            @Nullable Boolean subscribed,
            Reactions.Votes votes,
            Map<String, Object> more,
            Site site) {
        Issuable header = issue.header();
        TasksJson tasks = TasksJson.of(header);
        List<UserJson> assigned = assignees.stream().map(person -> UserJson.of(person, site)).toList();
        String project = site.url(Api.ROOT + "/projects/" + header.projectId());
        String self = project + "/issues/" + header.iid();
        return new IssueJson(
                header.id(), header.iid(), header.projectId(), header.title(), header.description(), header.state().key(),
                header.createdAt(), header.updatedAt(), header.closedAt(),
                closedBy == null ? null : UserJson.of(closedBy, site),
                details
                        ? labels.stream().map(LabelJson::of).toList()
                        : labels.stream().map(LabelLink::name).toList(),
                milestone, assigned, UserJson.of(header.author(), site), header.type().toUpperCase(Locale.ROOT),
                assigned.isEmpty() ? null : assigned.getFirst(), header.commentCount(), 0, votes.up(), votes.down(), issue.due(),
                header.confidential(), header.locked(), header.type(), site.url(header.path()), TimeJson.NONE, tasks, issue.weight(),
                linked == null ? 0 : linked.blocks(), tasks.count() > 0, tasks.words(),
                new LinksJson(self, self + "/notes", self + "/award_emoji", project,
                        linked == null || linked.duplicateOf() == null ? null : site.url(Api.ROOT + linked.duplicateOf())),
                ReferencesJson.of(header),
                "UNKNOWN", null, false, "none", null, subscribed, more);
    }
}
