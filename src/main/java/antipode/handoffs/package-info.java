/// What passes from hand to hand as the world turns: hand-offs, take-overs, and going on without whoever is waited for.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "web", "api", "database", "hours", "markdown", "people", "projects", "threads", "todos", "asks"
        })
package antipode.handoffs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
