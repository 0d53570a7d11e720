package antipode.issues;

import antipode.issues.IssueLink.Relation;
import antipode.people.Actor;
import antipode.web.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Closes what says again what another issue says, and points to that one from it.
@Component
class Duplicates {

    private final Issues issues;
    private final IssueLinks links;

    Duplicates(Issues issues, IssueLinks links) {
        this.issues = issues;
        this.links = links;
    }

    @Transactional
    Issue close(Actor actor, Issue issue, Issue original) {
        if (issue.id() == original.id()) {
            throw Problem.invalid("issue", "An issue is no duplicate of itself.");
        }
        links.put(actor, issue, Relation.DUPLICATES, original);
        return issues.close(actor, issue);
    }
}
