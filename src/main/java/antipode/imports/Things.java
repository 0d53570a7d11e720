package antipode.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads things as an archive of some form tells of them.
interface Things {

    /// A line that tells of something that happened to a thing.
    record Part(String relation, Told told) {}

    Thing.Sticker sticker(Told label);

    /// Nothing if it has no title.
    Thing.@Nullable Aim aim(Told milestone);

    /// @param parts what lines of their own tell of it, in the order of the archive
    Thing issue(Told told, List<Part> parts);

    Thing mergeRequest(Told told, List<Part> parts);
}
