package antipode.mergerequests;

import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.repositories.Branches;
import java.util.List;
import org.springframework.stereotype.Component;

/// Keeps `refs/merge-requests/7/head`, so that what was proposed can be fetched and outlives its branch. It follows the
/// deed, since refs are locked before the counter of numbers.
@Component
class HeadRefs implements OutboxConsumer {

    static final String NAME = "merge-request-head";

    /// The merge request whose head is kept.
    record Kept(long request) {}

    private final MergeRequests requests;
    private final Members members;
    private final Branches branches;

    HeadRefs(MergeRequests requests, Members members, Branches branches) {
        this.requests = requests;
        this.members = members;
        this.branches = branches;
    }

    /// Where the refs of a merge request are.
    static List<String> folders(long iid) {
        return List.of("refs/merge-requests/" + iid + "/", "refs/keep-around/" + iid + "/");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void accept(OutboxRow row) {
        requests.still(row.payload(Kept.class).request()).ifPresent(this::keep);
    }

    private void keep(MergeRequest request) {
        Actor author = Actor.of(members.find(request.header().author().id()).orElseThrow());
        long project = request.header().projectId();
        branches.point(author, project, "refs/merge-requests/" + request.iid() + "/head", request.head());
        // What was said of an earlier version can be read beside it, however the branch was rewritten since.
        branches.point(author, project, "refs/keep-around/" + request.iid() + "/" + request.head(), request.head());
    }
}
