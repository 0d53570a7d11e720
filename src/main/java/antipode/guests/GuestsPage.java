package antipode.guests;

import antipode.projects.ProjectHead;
import antipode.projects.Role;
import antipode.threads.Issuable;
import antipode.web.Page;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The guests of a project and of its issues.
///
/// @param issue to which the form invites; nothing for the whole project
/// @param things the issues they are in, by id
/// @param proposed the day that the form proposes
/// @param link right after it was made
record GuestsPage(
        ProjectHead head, @Nullable Issuable issue, List<Guest> guests, Map<Long, Issuable> things, LocalDate proposed, @Nullable String link,
        Map<String, String> values, Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    String value(String field) {
        return values.getOrDefault(field, "");
    }

    /// Whether the form may invite: to an issue developers do, to the project its owners.
    boolean mayInvite() {
        return issue != null || head.role().atLeast(Role.OWNER);
    }

    @Nullable Issuable thing(Guest guest) {
        return guest.issuableId() == null ? null : things.get(guest.issuableId());
    }
}
