package antipode.projects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A project: issues, merge requests, and exactly one git repository, under a namespace.
///
/// @param fullPath `namespace/path`, where the project's pages are
/// @param handbookPublished whether anyone may read its pages, whoever may see the rest
/// @param approvalsRequired how many must approve a merge request before it merges
/// @param mustResolve       whether all its threads must be resolved before
/// @param merging how it merges then
public record Project(
        long id,
        long namespaceId,
        String path,
        String fullPath,
        String name,
        String description,
        Visibility visibility,
        String defaultBranch,
        int approvalsRequired,
        boolean mustResolve,
        Merging merging,
        @Nullable Long creatorId,
        Instant createdAt,
        Instant lastActivityAt,
        boolean handbookPublished) {

    /// What a query selects so that `read` can make a project of its row.
    public static final String COLUMNS = """
            project.id, project.namespace_id, project.path, project.full_path, project.name, project.description,
            project.visibility, project.default_branch, project.approvals_required, project.must_resolve, project.creator_id,
            project.merge_method, project.squash_option, project.removes_source, project.owners_approve,
            project.created_at, project.last_activity_at, project.handbook_published
            """;

    public String url() {
        return "/" + fullPath;
    }

    /// The namespace's part of the full path.
    public String namespace() {
        return fullPath.substring(0, fullPath.length() - path.length() - 1);
    }

    /// Reads the columns of [#COLUMNS].
    public static Project read(ResultSet row, int number) throws SQLException {
        return new Project(
                row.getLong("id"), row.getLong("namespace_id"), row.getString("path"), row.getString("full_path"),
                row.getString("name"), row.getString("description"),
                Visibility.valueOf(row.getString("visibility").toUpperCase(java.util.Locale.ROOT)),
                row.getString("default_branch"), row.getInt("approvals_required"), row.getBoolean("must_resolve"), Merging.read(row),
                (Long) row.getObject("creator_id"),
                row.getTimestamp("created_at").toInstant(), row.getTimestamp("last_activity_at").toInstant(),
                row.getBoolean("handbook_published"));
    }
}
