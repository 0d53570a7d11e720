package antipode.delivery;

import antipode.people.Namespace;
import antipode.projects.Project;
import antipode.threads.Issuable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a member says of how much they want to hear: a team, a project, or one thing.
///
/// @param title what it is called
/// @param path  where it is read
record Place(@Nullable Long team, @Nullable Long project, @Nullable Long thing, String title, String path) {

    static Place of(Namespace team) {
        return new Place(team.id(), null, null, team.name(), "/" + team.fullPath());
    }

    static Place of(Project project) {
        return new Place(null, project.id(), null, project.name(), project.url());
    }

    static Place of(Issuable thing) {
        return new Place(null, null, thing.id(), thing.title(), thing.path());
    }

    /// The levels that make sense there.
    List<Level> levels() {
        return thing == null
                ? List.of(Level.values())
                : List.of(Level.GLOBAL, Level.WATCH, Level.MENTION, Level.DISABLED);
    }

    /// Where the form is.
    String form() {
        return team == null ? (project == null ? path + "/notices" : path + "/-/notices") : "/-/teams/" + team + "/notices";
    }
}
