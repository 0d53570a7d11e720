/// Guests: people from outside, invited by mail to one issue or one project until a date, who answer by mail without an account.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "web", "api", "mail", "people", "people :: signin", "projects", "threads", "threads :: uploads", "issues", "delivery", "delivery :: letters"
        })
package antipode.guests;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
