/// Merge requests: a branch proposed, reviewed, merged through a door that tells what it takes, and taken back in one step.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "web", "api", "git", "database", "jobs", "hours", "markdown", "people", "projects", "repositories", "search",
            "threads", "feeds", "todos", "asks", "handoffs"
        })
package antipode.mergerequests;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
