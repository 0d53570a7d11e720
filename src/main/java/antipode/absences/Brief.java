package antipode.absences;

import antipode.people.Person;
import antipode.threads.Issuable;
import antipode.todos.Todo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened while somebody was away, as far as it concerns them and they may see it.
///
/// @param decided   things of theirs that were closed or merged, the latest first
/// @param waiting   what waits for them, longest waiting first
/// @param moreWaits whether more waits than is listed
/// @param taken     what others took over from them
/// @param silent    what was done since nobody objected, though they were asked
/// @param answered  what somebody else answered in their place
record Brief(
        List<Decided> decided, List<Todo> waiting, boolean moreWaits, List<Taken> taken, List<Silent> silent, List<Answered> answered) {

    record Decided(Issuable issuable, Instant at, @Nullable Person by) {}

    record Taken(Issuable issuable, Person taker, Instant at) {}

    /// @param reopens whether they may take it back
    record Silent(long ask, Issuable issuable, String question, String deed, Instant at, boolean reopens) {

        String path() {
            return "/-/asks/" + ask;
        }
    }

    record Answered(long ask, Issuable issuable, String question, Person by, Instant at) {

        String path() {
            return "/-/asks/" + ask;
        }
    }

    boolean empty() {
        return decided.isEmpty() && waiting.isEmpty() && taken.isEmpty() && silent.isEmpty() && answered.isEmpty();
    }
}
