package antipode.projects;

import antipode.web.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What projects has in the bar, under "New", and among a project's own places.
@Configuration(proxyBeanMethods = false)
class ProjectMenu {

    @Bean
    MenuItem projectsItem() {
        return MenuItem.of("Projects", "/-/projects", "projects", 60);
    }

    @Bean
    MenuItem newProjectItem() {
        return MenuItem.ofNew("Project", "/-/projects/new", 80);
    }

    @Bean
    ProjectTab overviewTab() {
        return new ProjectTab("Overview", "overview", "", 0);
    }

    @Bean
    ProjectTab membersTab() {
        return new ProjectTab("Members", "members", "/-/members", 80, Role.GUEST);
    }

    @Bean
    ProjectTab settingsTab() {
        return new ProjectTab("Settings", "settings", "/-/settings", 90, Role.MAINTAINER);
    }
}
