package antipode.database;

import org.jspecify.annotations.Nullable;

/// A row of the outbox that was given up after many tries, for an administrator to read.
public record DeadRow(long id, String consumer, String key, String payload, int attempts, @Nullable String problem) {}
