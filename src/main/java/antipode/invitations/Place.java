package antipode.invitations;

import org.jspecify.annotations.Nullable;

/// Where somebody is invited: a team, a project, or the workspace and no more.
///
/// @param path as it stands in an address; empty for the workspace
/// @param title as people read it
record Place(String path, String title, @Nullable Long teamId, @Nullable Long projectId) {

    static final Place WORKSPACE = new Place("", "the workspace", null, null);

    boolean workspace() {
        return teamId == null && projectId == null;
    }

    /// "the team Booking"
    String named() {
        return workspace() ? title : (teamId != null ? "the team " : "the project ") + title;
    }

    /// Where its members are listed.
    String members() {
        return workspace() ? "/-/admin/members" : projectId != null ? "/" + path + "/-/members" : "/" + path;
    }
}
