package antipode.projects;

import java.util.List;

/// What stands at the head of every page of a project: its name and its places. Its template is `projects/Head.jte`.
public record ProjectHead(Project project, Role role, List<ProjectTab> tabs) {

    public String team() {
        return project.namespace();
    }
}
