/// A project's files and history: reading, writing, comparing, merging, and who wrote which line.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "git", "database", "jobs", "people", "projects"})
package antipode.repositories;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
