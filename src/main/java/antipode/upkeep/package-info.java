/// What those who run it need: backups by plan.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "database", "jobs", "mail", "people"})
package antipode.upkeep;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
