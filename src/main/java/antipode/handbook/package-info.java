/// Reading a project's pages as a handbook, knowing why each paragraph stands there, and changing it in one step.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "web", "api", "git", "database", "jobs", "hours", "markdown", "hints", "people", "projects", "repositories", "search", "threads",
            "todos", "issues", "decisions", "mergerequests"
        })
package antipode.handbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
