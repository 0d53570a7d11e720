package antipode.issues;

import antipode.api.Parameters;
import antipode.people.Member;
import antipode.people.Members;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads GitLab's filters of issue lists. Whoever isn't found wrote nothing and is assigned to nothing.
final class IssueFilters {

    private static final long NOBODY = -1;

    private IssueFilters() {}

    static IssueLists.Filter of(Parameters sent, Members members) {
        String state = sent.oneOf("state", "opened", "closed", "all");
        List<String> labels = sent.list("labels");
        String special = labels == null || labels.size() != 1 ? "" : labels.getFirst().toLowerCase(Locale.ROOT);
        Boolean labelled = special.equals("none") ? Boolean.FALSE : special.equals("any") ? Boolean.TRUE : null;
        String assignee = sent.text("assignee_id");
        Boolean assigned = assignee == null
                ? null
                : assignee.equalsIgnoreCase("none") || assignee.equals("0")
                        ? Boolean.FALSE
                        : assignee.equalsIgnoreCase("any") ? Boolean.TRUE : null;
        Long assigneeId = assigned == null && assignee != null ? sent.integer("assignee_id") : null;
        List<String> assigneeNames = sent.list("assignee_username");
        String milestone = sent.text("milestone", "");
        boolean none = !milestone.isEmpty() && !milestone.equalsIgnoreCase("none") && !milestone.equalsIgnoreCase("no milestone");
        return new IssueLists.Filter(
                null,
                state == null || state.equals("all") ? null : state,
                labels == null || labelled != null ? List.of() : labels.stream().distinct().limit(10).toList(),
                labelled,
                none ? Long.valueOf(NOBODY) : author(sent, members),
                assigneeNames == null || assigneeNames.isEmpty() ? assigneeId : id(members, assigneeNames.getFirst()),
                assigned,
                null,
                sent.integers("iids"),
                sent.text("search"),
                sent.bool("confidential"),
                sent.instant("created_after"),
                sent.instant("created_before"),
                sent.instant("updated_after"),
                sent.instant("updated_before"));
    }

    private static @Nullable Long author(Parameters sent, Members members) {
        String username = sent.text("author_username");
        return username == null ? sent.integer("author_id") : id(members, username);
    }

    private static @Nullable Long id(Members members, String username) {
        return members.findByUsername(username).map(Member::id).orElse(NOBODY);
    }
}
