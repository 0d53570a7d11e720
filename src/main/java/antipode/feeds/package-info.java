/// Lists and threads for other programs: as an Atom feed, or as dates in a calendar; and the addresses under which a
/// member reads them there.
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "api", "database", "people", "people :: signin", "projects", "threads"})
package antipode.feeds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
