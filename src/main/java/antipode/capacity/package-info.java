/// What members broadcast of themselves: open, in focus, limited, at capacity, away; by hand, from their hours, from a calendar.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "jobs", "mail", "markdown", "outgoing", "hours", "people"})
package antipode.capacity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
