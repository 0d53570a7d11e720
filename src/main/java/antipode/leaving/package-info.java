/// How people go: what they hold is listed and passed on, their account is closed, and on demand they become a pseudonym.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "web", "api", "people", "people :: signin", "projects", "repositories", "threads", "todos", "asks", "handoffs", "mergerequests",
            "invitations"
        })
package antipode.leaving;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
