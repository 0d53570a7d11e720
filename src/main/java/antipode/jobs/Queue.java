package antipode.jobs;

import java.time.Instant;
import java.util.Optional;

/// Many things of one kind, each due at a time of its own, done many at once. Its rows are its own; whatever works on them
/// takes them `for update skip locked`, so that several can beside one another, on any node.
public interface Queue {

    /// When the first of them is due, which may have passed; nothing if none is.
    Optional<Instant> next();

    /// Does some of what is due, longest due first, in a transaction of its own.
    ///
    /// @return how many; 0 if nothing is due
    int batch();
}
