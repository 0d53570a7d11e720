package antipode.issues;

import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads GitLab's filters of issue lists. Whoever isn't found wrote nothing and is assigned to nothing.
final class IssueFilters {

    private static final long NOBODY = -1;
    private static final int MOST_LABELS = 10;
    private static final List<String> DUE = List.of(
            "0", "none", "any", "today", "tomorrow", "overdue", "week", "month", "next_month_and_previous_two_weeks");

    private IssueFilters() {}

    /// @param today as the client sees it; the API's days are those of UTC
    static IssueFilter of(Parameters sent, Actor actor, Members members, LocalDate today) {
        IssueFilter filter = new IssueFilter();
        String state = sent.oneOf("state", "opened", "closed", "all");
        filter.state(state == null || state.equals("all") ? null : state);
        labels(filter, sent.list("labels"));
        filter.author(member(sent, members, "author_id", "author_username"));
        assignee(filter, sent, members);
        milestone(filter, sent.text("milestone", sent.text("milestone_id", "")));
        weight(filter, sent.text("weight"));
        String types = sent.text("issue_type");
        String in = sent.text("in", "title,description").toLowerCase(Locale.ROOT);
        filter.due(sent.oneOf("due_date", DUE), today)
                .types(types == null ? null : List.of(types.toLowerCase(Locale.ROOT)))
                .numbers(sent.integers("iids"))
                .search(sent.text("search"), in.equals("title"))
                .confidential(sent.bool("confidential"))
                .reacted(sent.text("my_reaction_emoji"), actor.idOrNull() == null ? NOBODY : actor.id())
                .created(sent.instant("created_after"), sent.instant("created_before"))
                .updated(sent.instant("updated_after"), sent.instant("updated_before"));
        Parameters not = sent.hash("not");
        if (not != null) {
            filter.withoutLabels(not.list("labels"))
                    .notAuthor(member(not, members, "author_id", "author_username"))
                    .notAssignee(member(not, members, "assignee_id", "assignee_username"))
                    .notMilestone(not.text("milestone"))
                    .notNumbers(not.integers("iids"));
        }
        return filter;
    }

    private static void labels(IssueFilter filter, @Nullable List<String> labels) {
        String special = labels == null || labels.size() != 1 ? "" : labels.getFirst().toLowerCase(Locale.ROOT);
        if (special.equals("none") || special.equals("any")) {
            filter.labelled(special.equals("any"));
        } else if (labels != null) {
            filter.labels(labels.stream().distinct().limit(MOST_LABELS).toList());
        }
    }

    private static void assignee(IssueFilter filter, Parameters sent, Members members) {
        String id = sent.text("assignee_id", "");
        if (id.equalsIgnoreCase("none") || id.equals("0")) {
            filter.assigned(false);
        } else if (id.equalsIgnoreCase("any")) {
            filter.assigned(true);
        } else {
            filter.assignee(member(sent, members, "assignee_id", "assignee_username"));
        }
    }

    private static void milestone(IssueFilter filter, String milestone) {
        switch (milestone.toLowerCase(Locale.ROOT)) {
            case "" -> {}
            case "none", "no milestone" -> filter.planned(false);
            case "any", "any milestone" -> filter.planned(true);
            default -> filter.milestone(milestone);
        }
    }

    private static void weight(IssueFilter filter, @Nullable String weight) {
        switch (weight == null ? "" : weight.toLowerCase(Locale.ROOT)) {
            case "" -> {}
            case "none" -> filter.weighed(false);
            case "any" -> filter.weighed(true);
            default -> {
                if (weight != null && weight.matches("\\d{1,7}")) {
                    filter.weight(Integer.valueOf(weight));
                } else {
                    throw Refusal.parameters("weight is invalid");
                }
            }
        }
    }

    private static @Nullable Long member(Parameters sent, Members members, String id, String name) {
        List<String> names = sent.list(name);
        if (names == null || names.isEmpty()) {
            return sent.integer(id);
        }
        return members.findByUsername(names.getFirst()).map(Member::id).orElse(NOBODY);
    }
}
