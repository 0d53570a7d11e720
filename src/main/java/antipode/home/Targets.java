package antipode.home;

import antipode.api.Site;
import antipode.issues.IssueJson;
import antipode.issues.IssueJsons;
import antipode.mergerequests.MergeRequestJson;
import antipode.mergerequests.MergeRequestJsons;
import antipode.people.Actor;
import antipode.threads.Issuable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Issues, merge requests and commits of many projects as the API shows them inside of other things.
@Component
class Targets {

    private final IssueJsons issues;
    private final MergeRequestJsons requests;

    Targets(IssueJsons issues, MergeRequestJsons requests) {
        this.issues = issues;
        this.requests = requests;
    }

    /// A commit of which something was said, as far as its thread knows it.
    record CommitJson(String id, String shortId, String title, Instant createdAt, String webUrl) {}

    /// Each of these things by its id, as far as the actor may see it.
    Map<Long, Object> of(Actor actor, Collection<Issuable> things, Site site) {
        Map<Long, Object> json = new HashMap<>();
        for (IssueJson issue : issues.of(actor, ids(things, Issuable.Kind.ISSUE), site)) {
            json.put(issue.id(), issue);
        }
        for (MergeRequestJson request : requests.of(actor, ids(things, Issuable.Kind.MERGE_REQUEST), site)) {
            json.put(request.id(), request);
        }
        things.stream().filter(thing -> thing.commit() != null).forEach(thing -> json.put(thing.id(), new CommitJson(
                thing.commit(), thing.reference(), thing.title(), thing.createdAt(), site.url(thing.path()))));
        return json;
    }

    private static List<Long> ids(Collection<Issuable> things, Issuable.Kind kind) {
        return things.stream().filter(thing -> thing.kind() == kind).map(Issuable::id).toList();
    }
}
