package antipode.projects;

import antipode.capacity.Capacity;
import antipode.people.Namespace;
import antipode.web.Page;
import java.util.List;
import java.util.Map;

/// A team, or a member's own place: its projects and who belongs to it.
///
/// @param capacities what its members broadcast of themselves
record TeamPage(
        Namespace namespace,
        List<Namespace> teams,
        List<Project> projects,
        List<ProjectMembers.Membership> members,
        Map<Long, Capacity> capacities,
        boolean mayMake,
        boolean owner)
        implements Page {

    public boolean team() {
        return namespace.kind() == Namespace.Kind.TEAM;
    }

    /// The levels one can be given.
    public List<Role> roles() {
        return List.of(Role.GUEST, Role.REPORTER, Role.DEVELOPER, Role.MAINTAINER, Role.OWNER);
    }
}
