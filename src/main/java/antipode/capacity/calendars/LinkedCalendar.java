package antipode.capacity.calendars;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A calendar elsewhere that somebody linked. What opens it is not among what is read here.
///
/// @param shown     whether busy times make them be in focus
/// @param fetchedAt when it was last read
/// @param problem   why it couldn't be, the last time; a sentence
/// @param busy      how many busy times of it lie ahead
public record LinkedCalendar(
        long id, long memberId, String name, String kind, String host, boolean shown, @Nullable Instant fetchedAt,
        @Nullable String problem, int failures, int busy, Instant createdAt) {}
