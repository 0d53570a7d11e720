package antipode.guests;

import antipode.people.Member;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Somebody from outside in one issue or one project.
///
/// @param issuableId the issue; nothing where it is the whole project
/// @param inviter by name
/// @param lastDay on which they may still see it, by UTC
record Guest(
        long id, Member member, @Nullable Long issuableId, @Nullable Long projectId, long inviterId, String inviter, LocalDate lastDay) {

    /// What stands behind a guest's name wherever it is shown.
    static final String MARK = " (guest)";

    boolean over(LocalDate today) {
        return lastDay.isBefore(today);
    }
}
