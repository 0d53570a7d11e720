package antipode.imports;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A project that is brought from elsewhere.
///
/// @param member   who brings it, and owns what becomes of it
/// @param project  what it becomes; nothing while it is only looked at
/// @param address  where it was, without a slash at its end; empty if nobody said
/// @param position how many things of the step are done
/// @param problem  why it stopped
record Import(
        long id,
        long member,
        @Nullable Long project,
        String origin,
        State state,
        Found found,
        String address,
        Step step,
        int position,
        @Nullable String problem,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    enum State {
        PREVIEWED, RUNNING, FINISHED, FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// In their order; each begins once the one before has ended.
    enum Step {
        REPOSITORY("the repository"),
        LABELS("labels"),
        MILESTONES("milestones"),
        FILES("files"),
        ISSUES("issues"),
        MERGE_REQUESTS("merge requests"),
        REFERENCES("references between them");

        private final String words;

        Step(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// How many things a step has, as far as that is known beforehand.
    int of(Step step) {
        return switch (step) {
            case REPOSITORY -> found.bytes() > 0 ? 1 : 0;
            case LABELS -> found.labels();
            case MILESTONES -> found.milestones();
            case FILES -> found.files();
            case ISSUES -> found.issues();
            case MERGE_REQUESTS -> found.mergeRequests();
            case REFERENCES -> found.issues() + found.mergeRequests();
        };
    }

    /// How many of them are done.
    int done(Step other) {
        return state == State.FINISHED || other.ordinal() < step.ordinal() ? of(other)
                : other == step && state != State.PREVIEWED ? Math.min(position, of(other))
                : 0;
    }
}
