package antipode.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// Another way in which a request for a feed may say who is asking, besides a session and a personal token.
public interface Introduction {

    /// Nothing if the request doesn't say it in this way; refused with 401 if it does, and it isn't true.
    Optional<Actor> of(HttpServletRequest request);
}
