package antipode.issues;

import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which issues a list shows: conditions that a caller adds one by one; what isn't said doesn't matter. The pieces of the
/// statement are fixed and composed here alone.
public final class IssueFilter {

    final List<String> conditions = new ArrayList<>(List.of("issuable.kind = 'issue'"));
    final Map<String, Object> values = new LinkedHashMap<>();
    private final List<String> labels = new ArrayList<>();
    private @Nullable Long project;
    private boolean narrow;

    /// Of one project.
    public IssueFilter in(@Nullable Long project) {
        this.project = project;
        narrow |= project != null;
        return and("issuable.project_id = :project", "project", project);
    }

    /// Of the projects in and below a team.
    public IssueFilter below(String team) {
        return and("""
                issuable.project_id in (select below.id from project below where lower(below.full_path) like :below)""",
                "below", team.toLowerCase(java.util.Locale.ROOT).replaceAll("([\\\\_%])", "\\\\$1") + "/%");
    }

    /// `opened` or `closed`.
    public IssueFilter state(@Nullable String state) {
        return and("issuable.state = :state", "state", state);
    }

    /// All of these are worn.
    public IssueFilter labels(List<String> names) {
        labels.addAll(names);
        return this;
    }

    public IssueFilter withoutLabels(@Nullable List<String> names) {
        return names == null || names.isEmpty() ? this : and("""
                not exists (select from issuable_label il join label l on l.id = il.label_id
                  where il.issuable_id = issuable.id and l.name = any (:without_labels))""",
                "without_labels", names.toArray(String[]::new));
    }

    /// Whether any label is worn at all.
    public IssueFilter labelled(@Nullable Boolean labelled) {
        return whether(labelled, "exists (select from issuable_label any_label where any_label.issuable_id = issuable.id)");
    }

    public IssueFilter author(@Nullable Long member) {
        narrow |= member != null;
        return and("issuable.author_id = :author", "author", member);
    }

    public IssueFilter notAuthor(@Nullable Long member) {
        return and("issuable.author_id <> :not_author", "not_author", member);
    }

    public IssueFilter assignee(@Nullable Long member) {
        narrow |= member != null;
        return and("exists (select from issuable_assignee a where a.issuable_id = issuable.id and a.member_id = :assignee)",
                "assignee", member);
    }

    public IssueFilter notAssignee(@Nullable Long member) {
        return and("not exists (select from issuable_assignee a where a.issuable_id = issuable.id and a.member_id = :not_assignee)",
                "not_assignee", member);
    }

    /// Whether anyone is assigned at all.
    public IssueFilter assigned(@Nullable Boolean assigned) {
        return whether(assigned, "exists (select from issuable_assignee any_one where any_one.issuable_id = issuable.id)");
    }

    /// A member who wrote it, is responsible for it or assigned to it.
    public IssueFilter concerns(@Nullable Long member) {
        narrow |= member != null;
        return and("""
                issuable.id in (select id from issuable where author_id = :concerns and kind = 'issue'
                    union select id from issuable where dri_id = :concerns
                    union select issuable_id from issuable_assignee where member_id = :concerns)""",
                "concerns", member);
    }

    /// Of the title; several projects may have one of it.
    public IssueFilter milestone(@Nullable String title) {
        narrow |= title != null;
        return and("issuable.milestone_id in (select m.id from milestone m where m.title = :milestone)", "milestone", title);
    }

    public IssueFilter notMilestone(@Nullable String title) {
        return and("(issuable.milestone_id is null or issuable.milestone_id not in (select m.id from milestone m where m.title = :not_milestone))",
                "not_milestone", title);
    }

    /// The very one.
    public IssueFilter milestone(long id) {
        narrow = true;
        return and("issuable.milestone_id = :milestone_id", "milestone_id", id);
    }

    /// Whether it aims at any milestone.
    public IssueFilter planned(@Nullable Boolean planned) {
        return whether(planned, "issuable.milestone_id is not null");
    }

    public IssueFilter weight(@Nullable Integer weight) {
        return and("issue.weight = :weight", "weight", weight);
    }

    /// Whether it has a weight.
    public IssueFilter weighed(@Nullable Boolean weighed) {
        return whether(weighed, "issue.weight is not null");
    }

    /// When it is due, in GitLab's words, seen from this day.
    public IssueFilter due(@Nullable String when, LocalDate today) {
        return switch (when == null ? "" : when) {
            case "0", "none" -> whether(false, "issue.due_date is not null");
            case "any" -> whether(true, "issue.due_date is not null");
            case "overdue" -> and("issue.due_date < :due_before", "due_before", today).whether(true, "issuable.state = 'opened'");
            case "today" -> due(today, today);
            case "tomorrow" -> due(today.plusDays(1), today.plusDays(1));
            case "week" -> due(
                    today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                    today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY)));
            case "month" -> due(today.withDayOfMonth(1), today.with(TemporalAdjusters.lastDayOfMonth()));
            case "next_month_and_previous_two_weeks" ->
                    due(today.minusWeeks(2), today.plusMonths(1).with(TemporalAdjusters.lastDayOfMonth()));
            default -> this;
        };
    }

    public IssueFilter dueFrom(LocalDate day) {
        return and("issue.due_date >= :due_at_first", "due_at_first", day);
    }

    public IssueFilter dueBefore(LocalDate day) {
        return and("issue.due_date < :due_over", "due_over", day);
    }

    private IssueFilter due(LocalDate from, LocalDate to) {
        return and("issue.due_date >= :due_from", "due_from", from).and("issue.due_date <= :due_to", "due_to", to);
    }

    public IssueFilter types(@Nullable List<String> types) {
        return types == null || types.isEmpty() ? this : and("issuable.type = any (:types)", "types", types.toArray(String[]::new));
    }

    public IssueFilter numbers(@Nullable List<Long> iids) {
        return and("issuable.iid = any (:iids)", "iids", iids == null ? null : iids.toArray(Long[]::new));
    }

    public IssueFilter notNumbers(@Nullable List<Long> iids) {
        return and("issuable.iid <> all (:not_iids)", "not_iids", iids == null ? null : iids.toArray(Long[]::new));
    }

    public IssueFilter confidential(@Nullable Boolean confidential) {
        return and("issuable.confidential = :confidential", "confidential", confidential);
    }

    /// Those to which this member reacted with this emoji; `Any` and `None` ask whether they did at all.
    public IssueFilter reacted(@Nullable String emoji, long member) {
        String mine = "exists (select from reaction r where r.issuable_id = issuable.id and r.comment_id is null"
                + " and r.member_id = :reacting";
        if (emoji == null) {
            return this;
        }
        values.put("reacting", member);
        return switch (emoji.toLowerCase(java.util.Locale.ROOT)) {
            case "any" -> whether(true, mine + ")");
            case "none" -> whether(false, mine + ")");
            default -> and(mine + " and r.name = :emoji)", "emoji", emoji);
        };
    }

    /// Words in title and description, or in the title alone.
    public IssueFilter search(@Nullable String words, boolean inTitle) {
        return inTitle
                ? and("issuable.title ilike :in_title", "in_title",
                        words == null ? null : "%" + words.replaceAll("([\\\\_%])", "\\\\$1") + "%")
                : and("exists (select from document where kind = 'issue' and document.id = issuable.id"
                        + " and words @@ plainto_tsquery('simple', :search))", "search", words);
    }

    public IssueFilter created(@Nullable Instant after, @Nullable Instant before) {
        return and("issuable.created_at > :created_after", "created_after", timestamp(after))
                .and("issuable.created_at < :created_before", "created_before", timestamp(before));
    }

    public IssueFilter updated(@Nullable Instant after, @Nullable Instant before) {
        return and("issuable.updated_at > :updated_after", "updated_after", timestamp(after))
                .and("issuable.updated_at < :updated_before", "updated_before", timestamp(before));
    }

    /// Nothing at all: somebody was asked for whom nobody knows.
    public IssueFilter nothing() {
        conditions.add("false");
        return this;
    }

    /// Whether one index leads to few issues, wherever they are.
    boolean narrow() {
        return narrow;
    }

    /// A label is a join, so that a rare one leads straight to its issues, newest first. In one project it is looked up
    /// before, so that its index tells their order, and a common one is read no further than the page needs.
    String joins() {
        StringBuilder joins = new StringBuilder();
        for (int i = 0; i < labels.size(); i++) {
            joins.append((project != null
                            ? " join issuable_label worn%d on worn%d.issuable_id = issuable.id and worn%d.label_id ="
                                    + " (select label.id from label where label.project_id = :project and label.name = :label%d) "
                            : " join issuable_label worn%d on worn%d.issuable_id = issuable.id join label label%d on label%d.id = worn%d.label_id and label%d.name = :label%d and label%d.project_id = issuable.project_id ")
                    .replace("%d", String.valueOf(i)));
            values.put("label" + i, labels.get(i));
        }
        return joins.toString();
    }

    private IssueFilter and(String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
        return this;
    }

    private IssueFilter whether(@Nullable Boolean wanted, String condition) {
        if (wanted != null) {
            conditions.add(wanted ? condition : "not (" + condition + ")");
        }
        return this;
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
