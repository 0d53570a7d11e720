/// Taking away what is here: projects, in the form in which GitLab exports them.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "jobs", "git", "people", "projects", "repositories", "threads"})
package antipode.exports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
