package antipode.issues;

import antipode.people.Actor;
import antipode.web.Part;
import java.util.Optional;

/// What another room tells beside any issue, as a section of its side column. Each room that has something brings one.
public interface IssueSection {

    /// Where it stands among the others.
    int order();

    /// As this reader sees it, with a fixed number of questions; nothing where there is nothing to say.
    Optional<Part> of(Actor reader, Issue issue);
}
