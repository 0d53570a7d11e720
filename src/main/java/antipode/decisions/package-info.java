/// Decisions: what stood to choose, what was chosen and why, through which door, and when it is looked at again.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "web", "api", "database", "jobs", "hours", "markdown", "hints", "people", "projects", "git", "repositories", "search", "threads", "feeds",
            "todos", "asks", "issues"
        })
package antipode.decisions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
