package antipode.invitations;

import antipode.people.Actor;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.projects.Teams;
import antipode.web.Problem;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Where an actor may invite: administrators everywhere, owners to their own team or project.
@Component
class Places {

    private final Teams teams;
    private final Projects projects;
    private final Namespaces namespaces;
    private final Access access;

    Places(Teams teams, Projects projects, Namespaces namespaces, Access access) {
        this.access = access;
        this.teams = teams;
        this.projects = projects;
        this.namespaces = namespaces;
    }

    /// The team or project of this path, if the actor may know of it; the workspace for an empty one.
    Optional<Place> find(Actor actor, String path) {
        var plain = path.strip().replaceAll("^/+|/+$", "");
        if (plain.isEmpty()) return Optional.of(Place.WORKSPACE);
        if (plain.matches("\\d+")) return Optional.empty();
        return projects.visibleTo(actor).find(plain).map(Places::of)
                .or(() -> teams.find(actor, plain).filter(found -> found.kind() == Namespace.Kind.TEAM).map(Places::of));
    }

    /// The same, for whoever invites there.
    ///
    /// @throws Problem 404 if there is none, 403 if others invite there
    Place own(Actor actor, String path) {
        var place = find(actor, path).orElseThrow(() -> Problem.notFound("Team or project"));
        require(actor, place);
        return place;
    }

    void require(Actor actor, Place place) {
        if (may(actor, place)) return;
        throw Problem.refused(place.workspace()
                ? "People are invited into the workspace by its administrators."
                : "People are invited to " + place.named() + " by its owners.");
    }

    boolean may(Actor actor, Place place) {
        if (actor.administrator()) return true;
        return !place.workspace() && role(actor, place).atLeast(Role.OWNER);
    }

    private Role role(Actor actor, Place place) {
        if (place.teamId() != null) return namespaces.find(place.teamId()).map(team -> teams.role(actor, team)).orElse(Role.NONE);
        return place.projectId() == null ? Role.NONE : access.level(actor, place.projectId());
    }

    static Place of(Project project) {
        return new Place(project.fullPath(), project.name(), null, project.id());
    }

    static Place of(Namespace team) {
        return new Place(team.fullPath(), team.name(), team.id(), null);
    }
}
