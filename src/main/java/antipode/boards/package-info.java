/// Boards: a project's issues in columns, moved from one to the next by hand.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "people", "projects", "threads", "todos", "issues"})
package antipode.boards;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
