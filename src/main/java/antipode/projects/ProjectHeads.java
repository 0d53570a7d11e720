package antipode.projects;

import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/// Makes the head of a project's pages.
@Component
public class ProjectHeads {

    private final List<ProjectTab> tabs;

    ProjectHeads(List<ProjectTab> tabs) {
        this.tabs = tabs.stream().sorted(Comparator.comparingInt(ProjectTab::order)).toList();
    }

    /// @param role what the reader is to the project; a handler takes it as a parameter
    public ProjectHead of(Project project, Role role) {
        return new ProjectHead(project, role, tabs.stream().filter(tab -> role.atLeast(tab.least())).toList());
    }
}
