/// Requests to other servers, by the one client that cannot reach inside.
@NullMarked
@ApplicationModule(allowedDependencies = {"database"})
package antipode.outgoing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
