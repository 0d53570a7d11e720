package antipode.boards;

import antipode.database.Plans;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.projects.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The issues on a board, the newest first: two questions, however many columns it has.
@Component
class BoardIssues {

    /// So many cards stand in a column; the rest is a list one goes to.
    static final int SHOWN = 20;
    /// So many are counted.
    static final int COUNTED = 100;

    private final JdbcClient jdbc;
    private final Access access;
    private final Issues issues;
    private final Plans plans;

    BoardIssues(JdbcClient jdbc, Access access, Issues issues, Plans plans) {
        this.jdbc = jdbc;
        this.access = access;
        this.issues = issues;
        this.plans = plans;
    }

    /// What stands in one column for a reader.
    ///
    /// @param count how many there are; beyond [#COUNTED] nobody counts
    record Filled(Column column, List<Issue> issues, int count) {

        String counted() {
            return count > COUNTED ? COUNTED + "+" : "" + count;
        }

        boolean more() {
            return count > issues.size();
        }
    }

    List<Filled> of(Actor actor, Board board) {
        Map<String, List<Long>> ids = ids(actor, board);
        Map<Long, Issue> read = issues
                .visible(actor, ids.values().stream().flatMap(all -> all.stream().limit(SHOWN)).distinct().toList())
                .stream()
                .collect(Collectors.toMap(Issue::id, Function.identity()));
        return board.columns().stream()
                .map(column -> {
                    List<Long> all = ids.getOrDefault(column.key(), List.of());
                    return new Filled(
                            column, all.stream().limit(SHOWN).map(read::get).filter(Objects::nonNull).toList(), all.size());
                })
                .toList();
    }

    private record Place(String place, long id) {}

    private Map<String, List<Long>> ids(Actor actor, Board board) {
        List<Column> columns = board.columns();
        if (columns.isEmpty()) {
            return Map.of();
        }
        plans.byValues();
        Map<String, List<Long>> found = new LinkedHashMap<>();
        access.bind(jdbc.sql(columns.stream().map(BoardIssues::part).collect(Collectors.joining(" union all "))), actor)
                .param("project", board.projectId())
                .param("counted", COUNTED + 1)
                .param("labels", ids(board, list -> list.label() == null ? null : list.label().id()))
                .param("people", ids(board, list -> list.assignee() == null ? null : list.assignee().id()))
                .param("milestones", ids(board, list -> list.milestone() == null ? null : list.milestone().id()))
                .query(Place.class)
                .list()
                .forEach(place -> found.computeIfAbsent(place.place(), _ -> new ArrayList<>()).add(place.id()));
        return found;
    }

    private static Long[] ids(Board board, Function<BoardList, @Nullable Long> id) {
        return board.lists().stream().map(id).filter(Objects::nonNull).toArray(Long[]::new);
    }

    /// Each begins where an index leads to its issues in their order. The numbers are ours, none is anybody's text.
    private static String part(Column column) {
        BoardList list = column.list();
        String from = "issuable";
        String where = column.closed() ? "" : "issuable.state = 'opened' and ";
        if (list == null) {
            where += column.closed() ? "issuable.state = 'closed'" : """
                    not exists (select from issuable_label worn where worn.issuable_id = issuable.id and worn.label_id = any (:labels))
                    and not exists (select from issuable_assignee whose where whose.issuable_id = issuable.id and whose.member_id = any (:people))
                    and (issuable.milestone_id is null or issuable.milestone_id <> all (:milestones))""";
        } else if (list.label() != null) {
            from = "issuable_label worn join issuable on issuable.id = worn.issuable_id";
            where += "worn.label_id = " + list.label().id();
        } else if (list.assignee() != null) {
            from = "issuable_assignee whose join issuable on issuable.id = whose.issuable_id";
            where += "whose.member_id = " + list.assignee().id();
        } else {
            where += "issuable.milestone_id = " + Objects.requireNonNull(list.milestone()).id();
        }
        return "(select '" + column.key() + "' place, issuable.id from " + from
                + " where issuable.project_id = :project and issuable.kind = 'issue' and " + where + " and "
                + Access.NOT_CONFIDENTIAL + " order by issuable.id desc limit :counted)";
    }
}
