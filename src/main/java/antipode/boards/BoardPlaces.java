package antipode.boards;

import antipode.projects.ProjectTab;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where boards stand in a project.
@Configuration(proxyBeanMethods = false)
class BoardPlaces {

    @Bean
    ProjectTab boardsTab() {
        return new ProjectTab("Boards", "boards", "/-/boards", 22);
    }
}
