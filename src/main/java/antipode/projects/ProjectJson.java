package antipode.projects;

import static java.nio.charset.StandardCharsets.UTF_8;

import antipode.api.Site;
import antipode.people.Member;
import antipode.people.Namespace;
import antipode.people.UserJson;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// A project in GitLab's form.
public record ProjectJson(
        long id,
        String description,
        String name,
        String nameWithNamespace,
        String path,
        String pathWithNamespace,
        Instant createdAt,
        Instant updatedAt,
        String defaultBranch,
        List<String> tagList,
        List<String> topics,
        @Nullable String sshUrlToRepo,
        String httpUrlToRepo,
        String webUrl,
        @Nullable String readmeUrl,
        int forksCount,
        @Nullable String avatarUrl,
        int starCount,
        Instant lastActivityAt,
        NamespaceJson namespace,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UserJson owner,
        @JsonProperty("_links") Map<String, String> links,
        String visibility,
        boolean archived,
        boolean emptyRepo,
        int openIssuesCount,
        @Nullable Long creatorId,
        String importStatus,
        boolean issuesEnabled,
        boolean mergeRequestsEnabled,
        boolean wikiEnabled,
        boolean jobsEnabled,
        boolean snippetsEnabled,
        String issuesAccessLevel,
        String mergeRequestsAccessLevel,
        String repositoryAccessLevel,
        String wikiAccessLevel,
        String mergeMethod,
        String squashOption,
        boolean onlyAllowMergeIfAllDiscussionsAreResolved,
        boolean removeSourceBranchAfterMerge,
        boolean autocloseReferencedIssues,
        int approvalsBeforeMerge,
        List<Object> sharedWithGroups,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PermissionsJson permissions) {

    public record NamespaceJson(
            long id,
            String name,
            String path,
            String kind,
            String fullPath,
            @Nullable Long parentId,
            @Nullable String avatarUrl,
            String webUrl) {

        static NamespaceJson of(Namespace namespace, Site site) {
            return new NamespaceJson(
                    namespace.id(), namespace.name(), namespace.path(),
                    namespace.kind() == Namespace.Kind.USER ? "user" : "group", namespace.fullPath(), namespace.parentId(),
                    null, site.url("/" + namespace.fullPath()));
        }
    }

    record PermissionsJson(@Nullable AccessJson projectAccess, @Nullable AccessJson groupAccess) {}

    record AccessJson(int accessLevel, int notificationLevel) {}

    /// @param role what the reader is to the project; null where it isn't told
    static ProjectJson of(Project project, Namespace namespace, @Nullable Member owner, @Nullable Role role, ProjectApi.Known known, Site site) {
        var web = site.url(project.url());
        var readme = known.readmes().get(project.id());
        var api = site.url("/api/v4/projects/" + project.id());
        var access = role == null || role == Role.NONE ? null : new AccessJson(role.level(), 3);
        return new ProjectJson(
                project.id(), project.description(), project.name(), namespace.name() + " / " + project.name(), project.path(),
                project.fullPath(), project.createdAt(), project.lastActivityAt(), project.defaultBranch(), List.of(), List.of(),
                null, web + ".git", web,
                readme == null ? null : web + "/-/blob/" + UriUtils.encodePath(project.defaultBranch() + "/" + readme, UTF_8), 0, null, 0, project.lastActivityAt(), NamespaceJson.of(namespace, site),
                owner == null ? null : UserJson.of(owner, site),
                Map.of("self", api, "issues", api + "/issues", "merge_requests", api + "/merge_requests",
                        "repo_branches", api + "/repository/branches", "labels", api + "/labels", "events", api + "/events",
                        "members", api + "/members"),
                project.visibility().word(), false, known.empty().contains(project.id()),
                known.openIssues().getOrDefault(project.id(), 0), project.creatorId(), "none", true, true, false, false, false,
                "enabled", "enabled", "enabled", "disabled", project.merging().method().word(),
                project.merging().squash().word(), project.mustResolve(), project.merging().removesSource(), true,
                project.approvalsRequired(), List.of(), role == null ? null : new PermissionsJson(access, null));
    }
}
