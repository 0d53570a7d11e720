/// Three times back and forth: when two people have gone three rounds in a thread that isn't resolved, both are offered to talk
/// instead, once. A call that was proposed owes its outcome to the thread.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "jobs", "hours", "markdown", "people", "projects", "threads", "todos"})
package antipode.talks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
