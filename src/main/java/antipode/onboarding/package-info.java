/// How a workspace begins: its name, a handbook to start from, and what leads from empty to the first merged change.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "mail", "people", "people :: signin", "projects", "repositories"})
package antipode.onboarding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
