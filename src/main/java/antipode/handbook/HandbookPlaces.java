package antipode.handbook;

import antipode.projects.ProjectTab;
import antipode.web.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where one finds the handbook.
@Configuration(proxyBeanMethods = false)
class HandbookPlaces {

    @Bean
    MenuItem handbookPlace() {
        return MenuItem.of("Handbook", "/-/handbook", "handbook", 20);
    }

    @Bean
    ProjectTab handbookTab() {
        return new ProjectTab("Handbook", "handbook", "/-/handbook", 10);
    }

    @Bean
    ProjectTab repositoryTab() {
        return new ProjectTab("Repository", "repository", "/-/tree", 40);
    }
}
