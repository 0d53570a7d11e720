package antipode.guests;

import antipode.issues.Issue;
import antipode.issues.IssueSection;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.web.Part;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Who from outside takes part in an issue, beside it.
@Component
class GuestSection implements IssueSection {

    private final Guests guests;
    private final Access access;

    GuestSection(Guests guests, Access access) {
        this.guests = guests;
        this.access = access;
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public Optional<Part> of(Actor reader, Issue issue) {
        var in = guests.in(issue.header());
        var may = reader.signedIn() && access.level(reader, issue.header().projectId()).atLeast(Role.DEVELOPER);
        var path = issue.header().path();
        return in.isEmpty() && !may ? Optional.empty()
                : Optional.of(new GuestsPart(in, may ? path.substring(0, path.indexOf("/-/")) + "/-/guests?issue=" + issue.header().iid() : ""));
    }
}
