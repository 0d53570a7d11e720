/// How people come in: invited by mail, many at a time, or by a link, into the workspace, a team or a project.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"web", "api", "database", "mail", "hours", "people", "people :: signin", "projects", "onboarding"})
package antipode.invitations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
