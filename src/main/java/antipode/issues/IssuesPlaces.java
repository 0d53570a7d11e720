package antipode.issues;

import antipode.projects.ProjectTab;
import antipode.web.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where issues stand in the bar, under "New" and in a project.
@Configuration(proxyBeanMethods = false)
class IssuesPlaces {

    @Bean
    MenuItem issuesItem() {
        return MenuItem.of("Issues", "/-/issues", "issues", 30);
    }

    @Bean
    MenuItem newIssueItem() {
        return MenuItem.ofNew("Issue", "/-/issues/new", 10);
    }

    @Bean
    ProjectTab issuesTab() {
        return new ProjectTab("Issues", "issues", "/-/issues", 20);
    }

    @Bean
    ProjectTab milestonesTab() {
        return new ProjectTab("Milestones", "milestones", "/-/milestones", 25);
    }
}
