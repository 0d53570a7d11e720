/// Help with writing for people who are asleep: what in a text will read differently elsewhere or later, why, and a fix.
/// It suggests, never blocks, and can be silenced.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "markdown", "hours", "people"})
package antipode.hints;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
