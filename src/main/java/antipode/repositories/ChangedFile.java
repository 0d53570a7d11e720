package antipode.repositories;

import org.jspecify.annotations.Nullable;

/// A file that differs between two revisions, before its lines are compared.
///
/// @param oldBlob what it held; nothing where it is new
/// @param newBlob what it holds; nothing where it is gone
public record ChangedFile(
        String oldPath, String newPath, String oldMode, String newMode, @Nullable String oldBlob, @Nullable String newBlob, Kind kind) {

    public enum Kind { ADDED, CHANGED, REMOVED, RENAMED, COPIED }

    /// The path it has, or had if it is gone.
    public String path() {
        return kind == Kind.REMOVED ? oldPath : newPath;
    }

    /// Whether it is a commit of another repository that is named here.
    boolean submodule() {
        return oldMode.equals("160000") || newMode.equals("160000");
    }
}
