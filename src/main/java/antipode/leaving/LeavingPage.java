package antipode.leaving;

import antipode.people.Member;
import antipode.projects.ProjectMembers;
import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody holds who leaves, each with who takes it.
///
/// @param self whether they look at it themselves
/// @param places what nobody else owns
/// @param teams in which nobody else is
/// @param lastAdministrator whether nobody else administers
/// @param otherwise who is proposed where nobody is near
/// @param refused why something was not passed on just now
record LeavingPage(
        Member member, boolean self, boolean administrator, List<Held> things, List<ProjectMembers.Sole> places,
        List<ProjectMembers.Sole> teams, List<OwnedPages> pages, boolean lastAdministrator, @Nullable String otherwise, List<String> refused, int status)
        implements Page {

    String path() {
        return "/-/people/" + member.username() + "/leaving";
    }

    boolean nothing() {
        return things.isEmpty() && places.isEmpty() && teams.isEmpty() && pages.isEmpty();
    }

    /// Whether a team's own would be left without an owner.
    boolean ownerless() {
        return places.stream().anyMatch(sole -> !sole.own());
    }

    String proposed(Held held) {
        var person = held.proposed();
        return person != null ? person.username() : otherwise();
    }

    public String otherwise() {
        return otherwise == null ? "" : otherwise;
    }

    /// "Ana" or "you"
    String who() {
        return self ? "you" : member.name();
    }
}
