package antipode.threads;

import antipode.people.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of a thread: what somebody wrote, or what the record notes. Ids rise in the order in which things happened.
public sealed interface Note permits Comment, Event {

    long id();

    @Nullable Person by();

    Instant createdAt();
}
