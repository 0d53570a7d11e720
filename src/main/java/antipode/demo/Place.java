package antipode.demo;

import antipode.issues.Issue;
import antipode.mergerequests.MergeRequest;
import antipode.threads.Issuable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where something is said: known once it was opened, with the comments there that have a name.
final class Place {

    final Map<String, Long> named = new HashMap<>();
    private @Nullable Issuable thing;
    private @Nullable Issue issue;
    private @Nullable MergeRequest request;

    void opens(Issue issue) {
        this.issue = issue;
        this.thing = issue.header();
    }

    void opens(MergeRequest request) {
        this.request = request;
        this.thing = request.header();
    }

    Issuable thing() {
        return Objects.requireNonNull(thing);
    }

    boolean isIssue() {
        return issue != null;
    }

    boolean isRequest() {
        return request != null;
    }

    MergeRequest request() {
        return Objects.requireNonNull(request);
    }

    long named(String name) {
        return Objects.requireNonNull(named.get(name), name);
    }
}
