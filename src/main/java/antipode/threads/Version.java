package antipode.threads;

import antipode.people.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a text said until somebody changed it.
///
/// @param title nothing where it stayed the same
/// @param body  nothing where it stayed the same
record Version(long id, @Nullable String title, @Nullable String body, Person editor, Instant editedAt) {}
