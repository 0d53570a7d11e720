/// Issues: what is to be done, asked, decided, in writing and with somebody responsible.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "web", "api", "database", "jobs", "hours", "markdown", "people", "projects", "repositories", "search", "threads", "feeds",
            "todos", "asks"
        })
package antipode.issues;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
