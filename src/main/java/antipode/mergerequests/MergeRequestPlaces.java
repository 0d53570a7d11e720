package antipode.mergerequests;

import antipode.projects.ProjectTab;
import antipode.web.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where merge requests stand in the bar and in a project.
@Configuration(proxyBeanMethods = false)
class MergeRequestPlaces {

    @Bean
    MenuItem mergeRequestsItem() {
        return MenuItem.of("Merge requests", "/-/merge_requests", "merge_requests", 40);
    }

    @Bean
    ProjectTab mergeRequestsTab() {
        return new ProjectTab("Merge requests", "merge_requests", "/-/merge_requests", 30);
    }
}
