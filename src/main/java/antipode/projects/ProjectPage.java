package antipode.projects;

import antipode.web.Page;
import java.util.List;

/// A project at a glance: what it is for, who may read it, how to clone it, what goes on in it, and who belongs to it.
///
/// @param address where it is cloned from
record ProjectPage(
        ProjectHead head,
        List<ProjectOverviewPart.Prose> texts,
        List<ProjectOverviewPart.Rows> lists,
        List<ProjectMembers.Membership> members,
        String address)
        implements Page {

    /// Who belongs to it is shown up to so many; the rest stands on its own page.
    private static final int FACES = 12;

    List<ProjectMembers.Membership> faces() {
        return members.subList(0, Math.min(FACES, members.size()));
    }

    String readers() {
        return switch (head.project().visibility()) {
            case PUBLIC -> "Public: anyone reads it, even without an account.";
            case INTERNAL -> "Internal: every member reads it and may comment; who is from outside has to be invited.";
            case PRIVATE -> "Private: only its own members know that it exists.";
        };
    }
}
