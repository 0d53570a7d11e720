package antipode.threads;

import java.time.Instant;

/// What stands one below the other on the page of a thread: what people said together, and what the record notes.
public sealed interface Entry permits Discussion, Event {

    long id();

    Instant createdAt();
}
