/// Whose turn it is, and each member's list of it: obligations, bookmarks and news.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "jobs", "hours", "markdown", "people", "capacity", "projects", "threads"})
package antipode.todos;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
