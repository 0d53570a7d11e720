package antipode.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What projects lie under: a member's own, named as they are, or a team's, which may lie in another team.
public record Namespace(
        long id,
        String path,
        String fullPath,
        String name,
        Kind kind,
        @Nullable Long parentId,
        @Nullable Long memberId,
        String description,
        Instant createdAt) {

    public enum Kind {
        USER, TEAM
    }

    static final String COLUMNS = """
            namespace.id, namespace.path, namespace.full_path, namespace.name, namespace.kind, namespace.parent_id,
            namespace.member_id, namespace.description, namespace.created_at
            """;

    /// First parts of addresses that are the product's own.
    private static final Set<String> RESERVED = Set.of(
            "-", "admin", "api", "assets", "dashboard", "decisions", "explore", "favicon.ico", "files", "git", "groups", "health",
            "help", "home", "import", "invites", "issues", "jwt", "login", "mail", "merge_requests", "oauth", "outbox", "people", "profile", "projects", "public", "robots.txt",
            "s", "search", "sign-in", "sitemap", "snippets", "static", "style", "t", "teams", "todos", "unsubscribes", "uploads", "user", "users",
            "v2", "webjars", "world", "all", "here", "everyone");

    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    /// What is wrong with a path segment chosen for a member, a team or a project; null if nothing is.
    public static @Nullable String complaint(String path) {
        if (path.isBlank()) return "can't be blank";
        if (path.length() > 100) return "is longer than 100 characters";
        var lower = path.toLowerCase(Locale.ROOT);
        if (!PATH.matcher(path).matches() || path.contains("..") || path.endsWith(".") || lower.endsWith(".git")
                || lower.endsWith(".atom")) {
            return "can have letters, digits, '_', '-' and '.', can't begin with '-' or '.', nor end in '.', '.git' or '.atom'";
        }
        return null;
    }

    /// The same for what stands first in an address, where some names are taken by the product.
    public static @Nullable String complaintFirst(String path) {
        return RESERVED.contains(path.toLowerCase(Locale.ROOT)) ? "is a reserved name" : complaint(path);
    }

    static Namespace read(ResultSet row, int number) throws SQLException {
        return new Namespace(
                row.getLong("id"), row.getString("path"), row.getString("full_path"), row.getString("name"),
                row.getString("kind").equals("user") ? Kind.USER : Kind.TEAM,
                (Long) row.getObject("parent_id"), (Long) row.getObject("member_id"), row.getString("description"),
                row.getTimestamp("created_at").toInstant());
    }
}
