package antipode.projects;

/// Told before a project is deleted, within the same transaction: a room above takes away what it keeps for it, unless
/// its tables follow `project` by themselves.
public interface ProjectDeath {

    void dies(Project project);
}
