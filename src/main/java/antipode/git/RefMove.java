package antipode.git;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of a ref's log.
public record RefMove(String ref, @Nullable String before, @Nullable String after, String name, String email, String message, Instant at) {}
