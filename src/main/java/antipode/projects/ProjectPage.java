package antipode.projects;

import antipode.web.Page;
import java.util.List;

/// A project at a glance: what it is for, how to clone it, and who belongs to it.
record ProjectPage(ProjectHead head, List<ProjectMembers.Membership> members, String address) implements Page {}
