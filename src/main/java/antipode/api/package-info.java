/// The frame of the REST API: GitLab's ways of passing parameters, paging through lists and reporting errors.
@NullMarked
@ApplicationModule(allowedDependencies = {"web"})
package antipode.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
