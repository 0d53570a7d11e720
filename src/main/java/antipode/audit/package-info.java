/// What was done here, by whom and from where, as the database wrote it down; read, exported and sealed.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "jobs", "people", "projects", "threads"})
package antipode.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
