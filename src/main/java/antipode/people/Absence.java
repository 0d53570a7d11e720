package antipode.people;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Time off that somebody has stated: whole dates, from the first to the last, both included, in the zone they have on
/// them. Nobody approves it.
///
/// @param note what they say of it to other members; may be empty
/// @param withdrawnAt when they took it back
public record Absence(
        long id, long memberId, LocalDate firstOn, LocalDate lastOn, String note, Instant createdAt, @Nullable Instant withdrawnAt) {

    public boolean withdrawn() {
        return withdrawnAt != null;
    }

    public boolean covers(LocalDate date) {
        return !withdrawn() && !date.isBefore(firstOn) && !date.isAfter(lastOn);
    }
}
