package antipode.projects;

import antipode.web.Page;
import java.util.Arrays;
import java.util.List;

/// Who belongs to a project, with the form to change it.
record MembersPage(ProjectHead head, List<ProjectMembers.Membership> members) implements Page {

    /// The levels that the reader can give.
    public List<Role> roles() {
        return Arrays.stream(Role.values()).filter(role -> role != Role.NONE && head.role().atLeast(role)).toList();
    }

    public boolean mayChange() {
        return head.role().atLeast(Role.MAINTAINER);
    }
}
