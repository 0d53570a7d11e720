package antipode.threads;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody says in a thread.
///
/// @param replyTo the comment that is answered; nothing for one that stands by itself
/// @param turn    the usernames, or `@team` paths, that hold the turn afterwards, where the writer chose them; empty for
///                nobody new; nothing for the rules to decide
/// @param settled it asks nothing: a thread that is resolved stays so
public record Writing(String body, @Nullable Long replyTo, @Nullable List<String> turn, boolean settled) {

    public Writing(String body, @Nullable Long replyTo, @Nullable List<String> turn) {
        this(body, replyTo, turn, false);
    }

    public static Writing of(String body) {
        return new Writing(body, null, null);
    }

    /// The same, with whom the writer chose to hold the turn.
    public Writing passing(@Nullable List<String> turn) {
        return new Writing(body, replyTo, turn, settled);
    }
}
