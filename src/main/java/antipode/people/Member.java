package antipode.people;

import antipode.web.Times;
import antipode.web.Viewer;
import antipode.web.Viewer.Appearance;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A person with an account. An external member comes from outside and sees only what is public or what they are invited to.
///
/// @param picture the key of their picture, if they have one
public record Member(
        long id,
        String username,
        String name,
        String email,
        ZoneId zone,
        boolean administrator,
        boolean external,
        State state,
        Appearance appearance,
        @Nullable String picture,
        Instant createdAt) {

    static final String ERASED = "@erased.invalid";

    public enum State {
        ACTIVE, BLOCKED, DEACTIVATED,

        /// Somebody elsewhere whose words were imported, until a person says who they are. They never come in.
        PLACEHOLDER;

        /// The word kept in the database and spoken by the API.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean active() {
        return state == State.ACTIVE;
    }

    /// Whether this is nobody here: a name above words that were imported.
    public boolean placeholder() {
        return state == State.PLACEHOLDER;
    }

    /// Whether this is a pseudonym in the place of somebody who was erased.
    public boolean erased() {
        return email.endsWith(ERASED);
    }

    /// One or two letters that stand where a picture would.
    public String initials() {
        return Viewer.initials(name);
    }

    /// The city that the zone is named after.
    public String place() {
        return Times.place(zone);
    }

    public String url() {
        return "/-/people/" + username;
    }
}
