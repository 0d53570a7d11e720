/// The index of everything that can be found by its words; knows nothing of what it indexes.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "markdown", "people", "projects"})
package antipode.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
