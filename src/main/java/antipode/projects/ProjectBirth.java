package antipode.projects;

import antipode.people.Actor;

/// Told when a project is made, within the same transaction: a room above may give it its repository or its first page.
public interface ProjectBirth {

    void born(Actor actor, Project project, boolean readme);
}
