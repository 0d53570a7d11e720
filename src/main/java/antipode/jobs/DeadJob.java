package antipode.jobs;

import org.jspecify.annotations.Nullable;

/// A job that was given up after many tries, for an administrator to read.
public record DeadJob(String task, String id, int attempts, @Nullable String problem) {}
