package antipode.database;

import java.util.Optional;

/// Knows from where the work of this moment comes, where [Origin#bound] says nothing.
public interface Origins {

    Optional<Origin> now();
}
