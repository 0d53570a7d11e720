/// What those who run it need: backups by plan, and figures for whoever watches over it.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "database", "jobs", "mail", "people"})
package antipode.upkeep;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
