/// The clock, and what is due at a time.
@NullMarked
@ApplicationModule(allowedDependencies = {"database"})
package antipode.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
