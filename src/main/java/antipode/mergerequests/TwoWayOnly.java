package antipode.mergerequests;

import antipode.handoffs.ShipsBack;
import antipode.threads.Door;
import antipode.threads.Issuable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who goes on without an answer does it through a two-way door.
@Component
class TwoWayOnly implements ShipsBack {

    private final MergeRequests requests;

    TwoWayOnly(MergeRequests requests) {
        this.requests = requests;
    }

    @Override
    public @Nullable String whyNot(Issuable through) {
        return through.kind() == Issuable.Kind.MERGE_REQUEST && requests.get(through.id()).door() == Door.ONE_WAY
                ? through.reference() + " is a one-way door, and what goes through it can’t be taken back"
                : null;
    }
}
