/// PostgreSQL: brought along or found, migrated, backed up; and the outbox.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package antipode.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
