/// Git repositories kept in PostgreSQL, spoken to over HTTP; knows no product word.
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "web", "jobs"})
package antipode.git;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
