package antipode.invitations;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody to be invited, as one line of a list says it.
///
/// @param line counted from one
/// @param name may be empty, as the username may
/// @param zone where they are, if it is said
/// @param gifts what they belong to once they have accepted
/// @param wrong why they can't be invited; nothing if they can
/// @param note what happens instead of an ordinary invitation; nothing if nothing does
record Invitee(
        int line, String email, String name, String username, @Nullable ZoneId zone, List<Gift> gifts, @Nullable String wrong,
        @Nullable String note) {

    boolean fine() {
        return wrong == null;
    }
}
