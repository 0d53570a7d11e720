/// What mail that comes in means: an answer, a new issue, or something that waits until its writer says it is theirs.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "web", "api", "database", "jobs", "mail", "mail :: incoming", "people", "projects", "threads", "issues", "delivery",
            "delivery :: letters"
        })
package antipode.incoming;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
