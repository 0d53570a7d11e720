/// What leaves: every notice is held until its reader's day begins, merged into one letter, or dropped with a reason.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "jobs", "mail", "hours", "markdown", "people", "projects", "threads", "todos", "asks", "capacity", "outgoing"})
package antipode.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
