package antipode.issues;

import antipode.web.Page;
import java.util.List;

/// Asks once more before an issue is closed that waits for others.
///
/// @param blockers those that are still open
record BlockedPage(Issue issue, List<IssueLink> blockers) implements Page {

    @Override
    public int status() {
        return 409;
    }

    /// "#3", "#3 and #5"
    String names() {
        List<String> names = blockers.stream()
                .map(link -> link.other().projectId() == issue.header().projectId()
                        ? link.other().reference()
                        : link.other().fullReference())
                .toList();
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
