package antipode.exports;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An archive of a project, asked for or made.
///
/// @param written how many issues and merge requests are in it so far, of `things`
/// @param size    in bytes, once it is whole
record Export(
        long id, long projectId, State state, int written, int things, @Nullable Long size, Instant createdAt,
        @Nullable Instant finishedAt) {

    /// GitLab's words.
    enum State {
        QUEUED,
        STARTED,
        FINISHED,
        FAILED;

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean running() {
        return state == State.QUEUED || state == State.STARTED;
    }

    boolean whole() {
        return state == State.FINISHED;
    }

    /// "12.4 MB"
    String weight() {
        double megabytes = (size == null ? 0 : size) / 1e6;
        return megabytes < 0.1 ? "less than 0.1 MB" : String.format(Locale.ROOT, "%.1f MB", megabytes);
    }
}
