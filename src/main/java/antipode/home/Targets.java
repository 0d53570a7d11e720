package antipode.home;

import antipode.api.Site;
import antipode.issues.IssueJson;
import antipode.issues.IssueJsons;
import antipode.mergerequests.MergeRequestJson;
import antipode.mergerequests.MergeRequestJsons;
import antipode.people.Actor;
import antipode.threads.Issuable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Issues and merge requests of many projects as the API shows them inside of other things: each whole.
@Component
class Targets {

    private final IssueJsons issues;
    private final MergeRequestJsons requests;

    Targets(IssueJsons issues, MergeRequestJsons requests) {
        this.issues = issues;
        this.requests = requests;
    }

    /// Each of these things by its id, as far as the actor may see it.
    Map<Long, Object> of(Actor actor, Collection<Issuable> things, Site site) {
        Map<Long, Object> json = new HashMap<>();
        for (IssueJson issue : issues.of(actor, ids(things, Issuable.Kind.ISSUE), site)) {
            json.put(issue.id(), issue);
        }
        for (MergeRequestJson request : requests.of(actor, ids(things, Issuable.Kind.MERGE_REQUEST), site)) {
            json.put(request.id(), request);
        }
        return json;
    }

    private static List<Long> ids(Collection<Issuable> things, Issuable.Kind kind) {
        return things.stream().filter(thing -> thing.kind() == kind).map(Issuable::id).toList();
    }
}
