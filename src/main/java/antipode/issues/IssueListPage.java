package antipode.issues;

import antipode.people.Actor;
import antipode.projects.Milestone;
import antipode.projects.ProjectHead;
import antipode.threads.LabelLink;
import antipode.threads.TasksJson;
import antipode.todos.Turn;
import antipode.web.Choice;
import antipode.web.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A list of issues, of one project or of all that concern the reader.
///
/// @param head     nothing for the list across projects
/// @param asked    what the reader filters by, as they wrote it
/// @param standings where each stands, of those whose type has words of its own for it
/// @param milestones by issue
/// @param unknown  a sentence about a filter that finds nobody
/// @param older    the cursor of the page after this one
/// @param today    on the reader's calendar
record IssueListPage(
        @Nullable ProjectHead head,
        Actor reader,
        Asked asked,
        List<Issue> issues,
        List<LabelLink> labels,
        Map<Long, Milestone> milestones,
        List<Turn> turns,
        Map<Long, IssueType.Standing> standings,
        List<IssueType> types,
        @Nullable String unknown,
        @Nullable String older,
        LocalDate today)
        implements Page {

    static final List<Choice> DUE = List.of(
            new Choice("overdue", "over already"),
            new Choice("today", "today"),
            new Choice("tomorrow", "tomorrow"),
            new Choice("week", "this week"),
            new Choice("month", "this month"),
            new Choice("none", "without a day"),
            new Choice("any", "with a day"));

    /// GitLab's word for what a calendar shows; no choice of the form.
    static final String AROUND_NOW = "next_month_and_previous_two_weeks";

    /// The filters, as they stand in the address.
    ///
    /// @param scope across projects: `mine` or `all`
    record Asked(
            String state,
            List<String> labels,
            String assignee,
            String author,
            String milestone,
            String weight,
            String due,
            String type,
            String search,
            String order,
            String scope,
            String after) {

        static final Asked NEWEST = new Asked("opened", List.of(), "", "", "", "", "", "", "", "created", "all", "");

        boolean filters() {
            return !labels.isEmpty()
                    || !(assignee + author + milestone + weight + due + type + search).isEmpty();
        }

        String query() {
            StringBuilder query = new StringBuilder();
            add(query, "state", state.equals("opened") ? "" : state);
            labels.forEach(label -> add(query, "label", label));
            add(query, "assignee", assignee);
            add(query, "author", author);
            add(query, "milestone", milestone);
            add(query, "weight", weight);
            add(query, "due", due);
            add(query, "type", type);
            add(query, "search", search);
            add(query, "order", order.equals("created") ? "" : order);
            add(query, "scope", scope.equals("mine") ? "" : scope);
            add(query, "after", after);
            return query.isEmpty() ? "" : "?" + query.substring(1);
        }

        /// "Open issues of halyard/booking, labelled weather": what the list is called elsewhere.
        String name(@Nullable ProjectHead head) {
            StringBuilder name = new StringBuilder(
                    switch (state) {
                        case "closed" -> "Closed issues";
                        case "all" -> "All issues";
                        default -> "Open issues";
                    });
            name.append(head != null ? " of " + head.project().fullPath() : scope.equals("mine") ? " concerning me" : "");
            labels.forEach(label -> name.append(", labelled ").append(label));
            name.append(assignee.isEmpty() ? "" : ", assigned to " + assignee);
            name.append(author.isEmpty() ? "" : ", written by " + author);
            name.append(milestone.isEmpty() ? "" : ", milestone " + milestone);
            name.append(weight.isEmpty() ? "" : ", weight " + weight);
            name.append(due.isEmpty() ? "" : ", due " + due.replace('_', ' '));
            name.append(type.isEmpty() ? "" : ", type " + type);
            name.append(search.isEmpty() ? "" : ", with “" + search + "”");
            return name.length() > 250 ? name.substring(0, 250) + "…" : name.toString();
        }

        Asked state(String state) {
            return new Asked(state, labels, assignee, author, milestone, weight, due, type, search, order, scope, "");
        }

        Asked scope(String scope) {
            return new Asked(state, labels, assignee, author, milestone, weight, due, type, search, order, scope, "");
        }

        Asked after(String after) {
            return new Asked(state, labels, assignee, author, milestone, weight, due, type, search, order, scope, after);
        }

        Asked milestone(String milestone) {
            return new Asked(state, labels, assignee, author, milestone, weight, due, type, search, order, scope, "");
        }

        Asked with(String label) {
            Set<String> more = new LinkedHashSet<>(labels);
            more.add(label);
            return new Asked(
                    state, List.copyOf(more), assignee, author, milestone, weight, due, type, search, order, scope, "");
        }

        private static void add(StringBuilder query, String name, String value) {
            if (!value.isEmpty()) {
                query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
    }

    String name() {
        return asked.name(head);
    }

    /// The same list from its beginning: what one subscribes to.
    String beginning() {
        return path(asked.after(""));
    }

    String path() {
        return head == null ? "/-/issues" : head.project().url() + "/-/issues";
    }

    String path(Asked asked) {
        return path() + asked.query();
    }

    String newPath() {
        return head == null ? "/-/issues/new" : head.project().url() + "/-/issues/new";
    }

    List<String> labels(Issue issue) {
        return labels.stream().filter(label -> label.issuableId() == issue.id()).map(label -> label.name()).toList();
    }

    @Nullable Milestone milestone(Issue issue) {
        return milestones.get(issue.id());
    }

    static String tasks(Issue issue) {
        String progress = TasksJson.of(issue.header()).progress();
        return progress == null ? "" : " · " + progress;
    }

    boolean mine(Issue issue) {
        return turns(issue).stream().anyMatch(turn -> turn.holder().is(reader));
    }

    /// "Your turn", "Kei’s turn", "Kei and 2 more", "Closed".
    String reason(Issue issue) {
        IssueType.Standing standing = standings.get(issue.id());
        if (!issue.header().open()) {
            return standing == null ? "Closed" : standing.word();
        }
        List<Turn> turns = turns(issue);
        if (turns.isEmpty()) {
            return "Nobody’s turn";
        }
        if (mine(issue)) {
            return "Your turn";
        }
        String first = turns.getFirst().holder().firstName();
        return turns.size() == 1 ? first + "’s turn" : first + " and " + (turns.size() - 1) + " more";
    }

    /// Its type; nothing for a plain issue.
    @Nullable IssueType type(Issue issue) {
        return issue.header().type().equals(PlainIssue.KEY)
                ? null
                : types.stream().filter(type -> type.key().equals(issue.header().type())).findFirst().orElse(null);
    }

    /// The turn that has waited longest, while it is open: since when, and why.
    @Nullable Turn turn(Issue issue) {
        List<Turn> turns = turns(issue);
        return turns.isEmpty() || !issue.header().open() ? null : turns.getFirst();
    }

    private List<Turn> turns(Issue issue) {
        return turns.stream().filter(turn -> turn.issuableId() == issue.id()).toList();
    }

    String reference(Issue issue) {
        return head == null ? issue.header().fullReference() : issue.header().reference();
    }

    static String comments(Issue issue) {
        int count = issue.header().commentCount();
        return count == 0 ? "" : count == 1 ? " · 1 comment" : " · " + count + " comments";
    }

    String emptyTitle() {
        if (asked.filters() || !asked.after().isEmpty()) {
            return "Nothing here matches";
        }
        if (head == null && asked.scope().equals("mine")) {
            return "No open issue concerns you";
        }
        return asked.state().equals("closed") ? "Nothing is closed yet" : "No open issues";
    }

    String emptyWords() {
        if (asked.filters() || !asked.after().isEmpty()) {
            return "Take a filter away, or look among the closed ones.";
        }
        return asked.state().equals("closed")
                ? "Close an issue when its question is answered; the record stays."
                : "An issue holds one question, from the first doubt to the decision, so that nobody has to be awake to follow."
                        + " Write the first one.";
    }
}
