package antipode.handbook;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.repositories.Commit;
import antipode.threads.Issuable;
import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The commits of a branch, or those that changed a file.
///
/// @param begun whether newer ones stand on a page before
/// @param last  after which one the older ones follow, if there are any
record HistoryPage(ProjectHead head, Placed place, List<Version> versions, boolean begun, @Nullable String last) implements Page {

    record Told(Commit commit, Author author, @Nullable Issuable request) {}

    /// @param path     what the file was called from then on
    /// @param older    the version before, if there is one
    /// @param wasPath  what it was called until then, if otherwise
    /// @param behind   what stands behind the merge request that brought it
    record Version(Told told, String path, @Nullable String older, @Nullable String wasPath, List<Why.Behind> behind) {}

    Project project() {
        return head.project();
    }

    @Nullable String olderPath() {
        return last == null ? null : self() + "?after=" + last;
    }

    @Nullable String newestPath() {
        return begun ? self() : null;
    }

    private String self() {
        return Paths.file(project(), "commits", place.revision(), place.path());
    }

    boolean page() {
        return Paths.isPage(place.path());
    }

    String versionsPath() {
        return project().url() + "/-/versions/" + Paths.encoded(place.path());
    }

    boolean is(Version version, int place) {
        return versions.indexOf(version) == place;
    }

    /// What a version changed, in words.
    @Nullable String changes(Version version) {
        return page() && version.older() != null
                ? versionsPath() + "?from=" + version.older() + "&to=" + version.told().commit().id()
                : null;
    }

    /// How a page read as of a commit.
    @Nullable String then(Version version) {
        return page() ? Paths.page(project(), version.path()) + "?at=" + version.told().commit().id() : null;
    }
}
