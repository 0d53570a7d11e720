package antipode.git;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// Knows which repository a path means, and who may read or write it.
public interface Doorkeeper {

    /// `path` has neither a leading slash nor `.git`.
    Opened open(HttpServletRequest request, String path, boolean write) throws Closed;

    /// The repository and who came in.
    record Opened(long repository, PushOrigin origin) {}

    /// Not opened: 401 asks for a password (also where nothing is or may be seen), 403 and 404 say why.
    final class Closed extends Exception {
        private final int status;

        public Closed(int status, @Nullable String why) {
            super(why == null ? "" : why, null, false, false);
            this.status = status;
        }

        public static Closed signIn() {
            return new Closed(401, "Sign in with your user name and a personal access token.");
        }

        public int status() {
            return status;
        }
    }
}
