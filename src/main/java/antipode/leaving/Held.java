package antipode.leaving;

import antipode.people.Person;
import antipode.threads.Issuable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A thing that somebody holds.
///
/// @param why "their turn", "responsible", "asked something", "was asked", "reviews"
/// @param proposed who takes part in it already; nothing if nobody does who could take it
record Held(Issuable thing, List<String> why, @Nullable Person proposed) {

    String reasons() {
        var said = String.join(", ", why);
        return Character.toUpperCase(said.charAt(0)) + said.substring(1);
    }
}
