package antipode.invitations;

import antipode.projects.Role;
import antipode.web.Page;
import java.util.List;

/// What would happen to a list of people, before anything does.
///
/// @param people the list as it was typed or uploaded
/// @param until a date, as it was typed
record PreviewPage(Place place, List<Invitee> invitees, String people, Role role, String until, boolean external, boolean mails) implements Page {

    long fine() {
        return invitees.stream().filter(Invitee::fine).count();
    }

    String button() {
        return fine() == 1 ? "Invite one person" : "Invite " + fine() + " people";
    }

    String left() {
        long left = invitees.size() - fine();
        return left == 0 ? "" : left == 1 ? "One line is left out." : left + " lines are left out.";
    }
}
