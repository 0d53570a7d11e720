/// Time off nobody approves: stating it and who stands in, telling whom it touches, offering the turns, the brief on return.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "web", "api", "database", "jobs", "mail", "hours", "people", "projects", "threads", "todos", "asks", "handoffs"
        })
package antipode.absences;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
