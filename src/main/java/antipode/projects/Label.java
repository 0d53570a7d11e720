package antipode.projects;

import org.jspecify.annotations.Nullable;

/// A word that issues and merge requests of a project are sorted by. `kind::bug` belongs to the scope `kind`, of which a
/// thing wears one at a time.
///
/// @param priority the lower, the earlier it stands; nothing for last
public record Label(
        long id, long projectId, String name, String color, String description, @Nullable Integer priority) {

    /// `kind` of `kind::bug`; empty if it has none.
    public String scope() {
        var end = name.lastIndexOf("::");
        return end < 0 ? "" : name.substring(0, end);
    }

    /// `bug` of `kind::bug`.
    public String word() {
        var end = name.lastIndexOf("::");
        return end < 0 ? name : name.substring(end + 2);
    }
}
