package antipode.projects;

import antipode.capacity.Capacity;
import antipode.web.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Who belongs to a project, with the form to change it.
///
/// @param capacities what they broadcast of themselves, by member
record MembersPage(ProjectHead head, List<ProjectMembers.Membership> members, Map<Long, Capacity> capacities) implements Page {

    /// The levels that the reader can give.
    public List<Role> roles() {
        return Arrays.stream(Role.values()).filter(role -> role != Role.NONE && head.role().atLeast(role)).toList();
    }

    public boolean mayInvite() {
        return head.role() == Role.OWNER;
    }

    public boolean mayChange() {
        return head.role().atLeast(Role.MAINTAINER);
    }
}
