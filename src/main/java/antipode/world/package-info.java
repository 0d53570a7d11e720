/// The day of some people as a picture: everyone's stated hours side by side, what they share, who waits how long for whom.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "hours", "people", "projects"})
package antipode.world;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
