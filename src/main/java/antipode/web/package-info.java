/// The frame of every page: layout, times as the reader has them, notices, and how a request is refused.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package antipode.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
