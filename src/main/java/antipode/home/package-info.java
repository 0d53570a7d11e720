/// The first page, one's own to-dos, the search page and the demo's clock, with what the API says of them; it knows every
/// other room, since it shows things of all.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "web", "api", "database", "jobs", "mail", "markdown", "hours", "people", "projects", "repositories", "search",
            "threads", "feeds", "todos", "asks", "handoffs", "absences", "issues", "mergerequests", "handbook", "delivery", "onboarding"
        })
package antipode.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
