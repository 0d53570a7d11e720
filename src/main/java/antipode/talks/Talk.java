package antipode.talks;

import antipode.people.Person;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What two people made of the suggestion to talk.
///
/// @param thread   the first comment of the thread they went back and forth in
/// @param by       who decided it: proposed the call, or wished to go on writing
/// @param note     the comment that proposes the call
/// @param outcome  the note that says what came out of it
record Talk(
        long thread, long issuable, Person one, Person other, State state, Person by, @Nullable Long note,
        @Nullable Instant startsAt, @Nullable Instant endsAt, @Nullable Long outcome) {

    enum State {
        /// They go on writing, for good.
        WRITING,
        /// A call is proposed; it owes its outcome.
        PROPOSED,
        /// What came out of it stands in the thread.
        HELD,
        /// It didn't happen.
        MISSED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    boolean includes(@Nullable Long member) {
        return member != null && (one.id() == member || other.id() == member);
    }

    Person besides(long member) {
        return one.id() == member ? other : one;
    }

    /// Whether its time has passed, and nobody has said what came out of it.
    boolean owed(Instant now) {
        return state == State.PROPOSED && endsAt != null && !now.isBefore(endsAt);
    }
}
