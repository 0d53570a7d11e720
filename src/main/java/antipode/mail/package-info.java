/// Letters: composed, kept, and sent.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "database", "jobs"})
package antipode.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
