/// Bringing what a company has elsewhere: projects of GitLab and GitHub, from what those export, with their history, numbers and dates.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "web", "api", "database", "jobs", "git", "markdown", "people", "projects", "repositories", "threads", "issues",
            "mergerequests", "mergerequests :: review"
        })
package antipode.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
