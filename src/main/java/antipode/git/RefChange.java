package antipode.git;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.jspecify.annotations.Nullable;

/// One ref that moves from one object to another; objects are forty hexadecimal digits, none where there is none.
public record RefChange(String name, @Nullable String before, @Nullable String after, Kind kind) {

    /// `FORCED` leaves commits behind.
    public enum Kind { CREATED, FORWARDED, FORCED, DELETED }

    /// The branch's name without `refs/heads/`, where the ref is a branch.
    public @Nullable String branch() {
        return without(Constants.R_HEADS);
    }

    /// The tag's name without `refs/tags/`, where the ref is a tag.
    public @Nullable String tag() {
        return without(Constants.R_TAGS);
    }

    public boolean created() {
        return kind == Kind.CREATED;
    }

    public boolean deleted() {
        return kind == Kind.DELETED;
    }

    private @Nullable String without(String prefix) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : null;
    }

    static RefChange of(ReceiveCommand command) {
        var kind = switch (command.getType()) {
            case CREATE -> Kind.CREATED;
            case UPDATE -> Kind.FORWARDED;
            case UPDATE_NONFASTFORWARD -> Kind.FORCED;
            case DELETE -> Kind.DELETED;
        };
        return new RefChange(command.getRefName(), hex(command.getOldId()), hex(command.getNewId()), kind);
    }

    private static @Nullable String hex(ObjectId id) {
        return ObjectId.zeroId().equals(id) ? null : id.name();
    }
}
