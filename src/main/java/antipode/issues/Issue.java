package antipode.issues;

import antipode.threads.Issuable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// An issue: the header it shares with merge requests, and what only issues have.
///
/// @param weight how much it is, as its people reckon; nothing if nobody said
public record Issue(Issuable header, @Nullable LocalDate due, @Nullable Integer weight) {

    public long id() {
        return header.id();
    }

    public String path() {
        return header.path();
    }

    /// Stands for title and description as they are, so that an edit can tell whether they have changed meanwhile.
    public String version() {
        return header.version();
    }

    public boolean late(LocalDate today) {
        return header.open() && due != null && due.isBefore(today);
    }
}
