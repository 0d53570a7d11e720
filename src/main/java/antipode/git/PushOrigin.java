package antipode.git;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who pushes and by which way; `options` are what `git push --push-option` sent.
public record PushOrigin(@Nullable Long actor, @Nullable Long token, String name, String email, Way way, List<String> options) {

    /// By `git push`, by a deed of the product itself, or by merging one branch into another.
    public enum Way { GIT, WEB, MERGE }

    public PushOrigin merging() {
        return new PushOrigin(actor, token, name, email, Way.MERGE, options);
    }

    public static PushOrigin git(@Nullable Long actor, @Nullable Long token, String name, String email) {
        return new PushOrigin(actor, token, name, email, Way.GIT, List.of());
    }

    public static PushOrigin web(@Nullable Long actor, @Nullable Long token, String name, String email) {
        return new PushOrigin(actor, token, name, email, Way.WEB, List.of());
    }

    PushOrigin with(List<String> options) {
        return new PushOrigin(actor, token, name, email, way, List.copyOf(options));
    }
}
