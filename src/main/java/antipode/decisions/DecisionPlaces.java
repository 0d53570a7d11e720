package antipode.decisions;

import antipode.projects.ProjectTab;
import antipode.web.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where decisions stand in the bar, under "New" and in a project.
@Configuration(proxyBeanMethods = false)
class DecisionPlaces {

    @Bean
    MenuItem decisionsItem() {
        return MenuItem.of("Decisions", "/-/decisions", "decisions", 50);
    }

    @Bean
    MenuItem newDecisionItem() {
        return MenuItem.ofNew("Decision", "/-/issues/new?type=decision", 20);
    }

    @Bean
    ProjectTab decisionsTab() {
        return new ProjectTab("Decisions", "decisions", "/-/decisions", 35);
    }
}
