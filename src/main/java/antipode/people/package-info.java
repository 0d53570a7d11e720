/// Members, their hours, how they sign in, and who is asking.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "jobs", "mail", "markdown", "outgoing", "hours"})
package antipode.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
