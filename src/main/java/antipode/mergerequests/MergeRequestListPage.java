package antipode.mergerequests;

import antipode.people.Actor;
import antipode.projects.ProjectHead;
import antipode.threads.LabelLink;
import antipode.todos.Turn;
import antipode.web.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Merge requests of a project or of everywhere.
///
/// @param head  nothing where they are of all projects
/// @param older the id after which the next page begins
record MergeRequestListPage(
        @Nullable ProjectHead head,
        Actor reader,
        Asked asked,
        List<MergeRequest> requests,
        List<LabelLink> labels,
        List<Turn> turns,
        List<MergeRequestReviews.ReviewerOf> reviewers,
        @Nullable String unknown,
        @Nullable Long older,
        boolean mayPropose)
        implements Page {

    /// The filters, as they stand in the address.
    ///
    /// @param scope across projects: `mine` or `all`
    record Asked(String state, String author, String reviewer, String scope, String after) {

        boolean filters() {
            return !author.isEmpty() || !reviewer.isEmpty();
        }

        Asked state(String state) {
            return new Asked(state, author, reviewer, scope, "");
        }

        Asked scope(String scope) {
            return new Asked(state, author, reviewer, scope, "");
        }

        Asked after(String after) {
            return new Asked(state, author, reviewer, scope, after);
        }

        String query() {
            StringBuilder query = new StringBuilder();
            add(query, "state", state.equals("opened") ? "" : state);
            add(query, "author", author);
            add(query, "reviewer", reviewer);
            add(query, "scope", scope.equals("mine") ? "" : scope);
            add(query, "after", after);
            return query.isEmpty() ? "" : "?" + query.substring(1);
        }

        private static void add(StringBuilder query, String name, String value) {
            if (!value.isEmpty()) {
                query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
    }

    String title() {
        return head == null ? "Merge requests" : "Merge requests · " + head.project().fullPath();
    }

    /// The same list from its beginning: what one subscribes to.
    String beginning() {
        return path(asked.after(""));
    }

    /// "Merged requests of halyard/booking, written by ana": what it is called elsewhere.
    String name() {
        String which = switch (asked.state()) {
            case "merged" -> "Merged requests";
            case "closed" -> "Closed merge requests";
            case "all" -> "All merge requests";
            default -> "Open merge requests";
        };
        return which
                + (head != null ? " of " + head.project().fullPath() : asked.scope().equals("mine") ? " concerning me" : "")
                + (asked.author().isEmpty() ? "" : ", written by " + asked.author())
                + (asked.reviewer().isEmpty() ? "" : ", reviewed by " + asked.reviewer());
    }

    String path() {
        return head == null ? "/-/merge_requests" : head.project().url() + "/-/merge_requests";
    }

    String path(Asked asked) {
        return path() + asked.query();
    }

    String newPath() {
        return path() + "/new";
    }

    boolean mine(MergeRequest request) {
        return turns(request).stream().anyMatch(turn -> turn.holder().is(reader));
    }

    /// "Your turn", "Kei’s turn", "Draft", "Merged".
    String reason(MergeRequest request) {
        if (!request.open()) {
            return request.merged() ? "Merged" : "Closed";
        }
        List<Turn> turns = turns(request);
        if (mine(request)) {
            return "Your turn";
        }
        if (turns.isEmpty()) {
            return request.draft() ? "Draft" : "Nobody’s turn";
        }
        String first = turns.getFirst().holder().firstName();
        return turns.size() == 1 ? first + "’s turn" : first + " and " + (turns.size() - 1) + " more";
    }

    /// The turn that has waited longest, while it is open: since when, and why.
    @Nullable Turn turn(MergeRequest request) {
        List<Turn> turns = turns(request);
        return turns.isEmpty() || !request.open() ? null : turns.getFirst();
    }

    private List<Turn> turns(MergeRequest request) {
        return turns.stream().filter(turn -> turn.issuableId() == request.id()).toList();
    }

    List<String> labels(MergeRequest request) {
        return labels.stream().filter(label -> label.issuableId() == request.id()).map(LabelLink::name).toList();
    }

    /// "Kei and Mia look at it", empty where nobody was asked.
    String lookingAtIt(MergeRequest request) {
        List<String> names = reviewers.stream()
                .filter(one -> one.requestId() == request.id())
                .map(one -> one.reviewer().person().firstName())
                .toList();
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> " · reviewer " + names.getFirst();
            case 2 -> " · reviewers " + names.getFirst() + " and " + names.get(1);
            default -> " · " + names.size() + " reviewers";
        };
    }

    String reference(MergeRequest request) {
        return head == null ? request.header().fullReference() : request.reference();
    }

    static String comments(MergeRequest request) {
        int count = request.header().commentCount();
        return count == 0 ? "" : count == 1 ? " · 1 comment" : " · " + count + " comments";
    }

    String emptyTitle() {
        if (asked.filters() || !asked.after().isEmpty()) {
            return "Nothing here matches";
        }
        if (head == null && asked.scope().equals("mine")) {
            return asked.state().equals("opened") ? "No open merge request concerns you" : "None of these concerns you";
        }
        return switch (asked.state()) {
            case "merged" -> "Nothing is merged yet";
            case "closed" -> "Nothing is closed yet";
            default -> "No open merge requests";
        };
    }

    String emptyWords() {
        return asked.filters() || !asked.after().isEmpty()
                ? "Take a filter away, or look among the merged ones."
                : "A merge request proposes a change where the text itself lies. Press “edit this page” in the handbook, or push a"
                        + " branch: what it changes shows here as readers will see it.";
    }
}
