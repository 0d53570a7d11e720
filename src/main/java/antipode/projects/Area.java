package antipode.projects;

import org.jspecify.annotations.Nullable;

/// What a delegate stands in for: everything, a team with all below it, or one project.
public record Area(@Nullable Long teamId, @Nullable Long projectId) {

    public static final Area EVERYTHING = new Area(null, null);

    public Area {
        if (teamId != null && projectId != null) {
            throw new IllegalArgumentException("An area is a team or a project, not both.");
        }
    }

    public static Area team(long id) {
        return new Area(id, null);
    }

    public static Area project(long id) {
        return new Area(null, id);
    }
}
