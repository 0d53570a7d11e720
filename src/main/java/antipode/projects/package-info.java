/// Projects and teams, the levels at which members reach them, and the one rule of what may be seen.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "jobs", "mail", "markdown", "hours", "people", "people :: signin", "capacity"})
package antipode.projects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
