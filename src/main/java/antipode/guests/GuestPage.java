package antipode.guests;

import antipode.people.Person;
import antipode.web.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a guest is invited to: an issue with all that was said, or the way into a project.
///
/// @param title of the issue or the project
/// @param answerable whether one may still answer
/// @param said nothing for a project
record GuestPage(
        String secret, Guest guest, String title, boolean answerable, List<Said> said, String body, @Nullable String error) implements Page {

    record Said(long id, Person by, Instant at, String html) {}

    @Override
    public int status() {
        return error == null ? 200 : 422;
    }

    boolean project() {
        return guest.issuableId() == null;
    }
}
