/// What is asked of whom, until when, and what silence means.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "jobs", "hours", "markdown", "people", "capacity", "projects", "threads", "todos"})
package antipode.asks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
