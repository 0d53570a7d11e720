/// What issues, merge requests and commits share: header, comments, events, references and subscriptions.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "jobs", "markdown", "hours", "hints", "people", "capacity", "projects", "git", "repositories", "search"})
package antipode.threads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
