package antipode.projects;

/// A place within a project: its issues, its handbook. Each room that has one declares it as a bean.
///
/// @param label what the tab says
/// @param place the word a page hands to `ProjectHead` to say that it belongs there
/// @param path what follows the project's own address, like `/-/issues`
/// @param order where it stands: handbook 10, issues 20, merge requests 30, repository 40, members 80, settings 90
/// @param least the role from which on it is shown
public record ProjectTab(String label, String place, String path, int order, Role least) {

    /// One for everyone who may see the project.
    public ProjectTab(String label, String place, String path, int order) {
        this(label, place, path, order, Role.NONE);
    }
}
