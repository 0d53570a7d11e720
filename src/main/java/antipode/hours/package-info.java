/// Zones, working windows and fair due times: pure functions that know no person.
@NullMarked
@ApplicationModule(allowedDependencies = {"web"})
package antipode.hours;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
