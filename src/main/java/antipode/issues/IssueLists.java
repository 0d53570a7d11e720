package antipode.issues;

import antipode.database.Plans;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.threads.Threads;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lists issues. The rows of a page are one question, whatever it filters by.
@Component
public class IssueLists {

    /// Readers with at most so many projects start from those, everyone else from the newest issues.
    private static final int FEW_PROJECTS = 40;

    /// What an index leads to in the order of the list, however much or little there is of it.
    private static final Set<String> LED = Set.of("project", "state", "author", "assignee", "concerns", "label0", "milestone_id");

    private final JdbcClient jdbc;
    private final Access access;
    private final Plans plans;

    IssueLists(JdbcClient jdbc, Access access, Plans plans) {
        this.jdbc = jdbc;
        this.access = access;
        this.plans = plans;
    }

    /// What comes first.
    public enum Order {
        CREATED("issuable.id", false),
        UPDATED("issuable.updated_at", false),
        DUE("issue.due_date", true),
        MILESTONE_DUE("(select m.due_date from milestone m where m.id = issuable.milestone_id)", true),
        LABEL_PRIORITY(
                "(select min(l.priority) from issuable_label il join label l on l.id = il.label_id where il.issuable_id = issuable.id)",
                true),
        WEIGHT("issue.weight", true),
        TITLE("lower(issuable.title)", false);

        private final String column;
        private final boolean mayLack;

        Order(String column, boolean mayLack) {
            this.column = column;
            this.mayLack = mayLack;
        }
    }

    /// The row after which a page begins.
    ///
    /// @param value the order's value where that is a time; nothing where the id alone orders
    public record After(@Nullable Instant value, long id) {

        String cursor() {
            return value == null ? "" + id : value.getEpochSecond() * 1_000_000 + value.getNano() / 1000 + "-" + id;
        }

        /// Nothing for what is no cursor of ours.
        static @Nullable After of(@Nullable String cursor) {
            if (cursor == null || !cursor.matches("(\\d{1,17}-)?\\d{1,18}")) {
                return null;
            }
            int dash = cursor.indexOf('-');
            if (dash < 0) {
                return new After(null, Long.parseLong(cursor));
            }
            long micros = Long.parseLong(cursor.substring(0, dash));
            return new After(
                    Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000),
                    Long.parseLong(cursor.substring(dash + 1)));
        }
    }

    /// One more than asked for tells that there are older ones.
    public List<Issue> page(Actor actor, IssueFilter filter, Order order, @Nullable After after, int limit) {
        return rows(actor, filter, order, true, after, limit, 0);
    }

    List<Issue> rows(
            Actor actor, IssueFilter filter, Order order, boolean descending, @Nullable After after, int limit, long offset) {
        String direction = descending ? " desc" : "";
        String sorted = " order by " + order.column + direction + (order.mayLack ? " nulls last" : "")
                + (order == Order.CREATED ? "" : ", issuable.id" + direction);
        String joins = filter.joins();
        List<String> conditions = new ArrayList<>(filter.conditions);
        Map<String, Object> values = new LinkedHashMap<>(filter.values);
        if (after != null && (order == Order.UPDATED) == (after.value() != null)) {
            if (after.value() != null) {
                conditions.add("(issuable.updated_at, issuable.id) < (:after_value, :after)");
                values.put("after_value", Timestamp.from(after.value()));
            } else {
                conditions.add("issuable.id < :after");
            }
            values.put("after", after.id());
        }
        plan(filter);
        // How many are wanted tells PostgreSQL not to sort them all.
        String part = " limit " + limit + (offset == 0 ? "" : " offset " + offset);
        String where = " where " + String.join(" and ", conditions) + " and ";
        List<Long> few = filter.narrow() ? null : fewProjects(actor);
        if (few == null) {
            return read(
                    actor, values, Issues.SELECT + joins + where + Access.VISIBLE_ISSUABLE + sorted + part);
        }
        // From each of the few projects the first rows, and of those the first.
        values.put("few", few.toArray(Long[]::new));
        String each = "select issuable.id from issuable join issue on issue.id = issuable.id " + joins + where
                + "issuable.project_id = mine.id and " + Access.NOT_CONFIDENTIAL + sorted + " limit " + (limit + offset);
        return read(
                actor,
                values,
                Issues.SELECT.replace(
                                "from issuable join",
                                "from unnest(:few) mine (id) cross join lateral (" + each
                                        + ") found join issuable on issuable.id = found.id join")
                        + sorted + part);
    }

    /// The projects in which the actor may open issues, their own and the lively first.
    List<Project> projects(Actor actor) {
        return projects(actor, Role.GUEST, 50);
    }

    /// Those in which they are a reporter at least.
    List<Project> reported(Actor actor) {
        return projects(actor, Role.REPORTER, 500);
    }

    private List<Project> projects(Actor actor, Role least, int most) {
        return access.bind(
                        jdbc.sql("select " + Project.COLUMNS + " from project where " + Access.VISIBLE_PROJECT + " and " + Access.LEVEL
                                + " >= :least order by exists (select from project_authorization mine where mine.project_id = project.id"
                                + " and mine.member_id = :actor_id) desc, project.last_activity_at desc limit :most"),
                        actor)
                .param("least", least.level())
                .param("most", most)
                .query(Project::read)
                .list();
    }

    /// Counts up to a limit.
    long count(Actor actor, IssueFilter filter, int most) {
        String joins = filter.joins();
        Map<String, Object> values = new LinkedHashMap<>(filter.values);
        plan(filter);
        return bound(
                        actor,
                        values,
                        "select count(*) from (select from issuable join issue on issue.id = issuable.id "
                                + "join project on project.id = issuable.project_id " + joins
                                + " where " + String.join(" and ", filter.conditions) + " and " + Access.VISIBLE_ISSUABLE
                                + " limit " + most + ") counted")
                .query(Long.class)
                .single();
    }

    private @Nullable List<Long> fewProjects(Actor actor) {
        List<Long> ids = access.bind(jdbc.sql("select project.id from project where " + Access.VISIBLE_PROJECT + " limit :most"), actor)
                .param("most", FEW_PROJECTS + 1)
                .query(Long.class)
                .list();
        return ids.size() > FEW_PROJECTS ? null : ids;
    }

    private void plan(IssueFilter filter) {
        Set<String> keys = filter.values.keySet();
        if (!LED.containsAll(keys) || keys.contains("label0") && !keys.contains("project")) {
            plans.byValues();
        }
    }

    private List<Issue> read(Actor actor, Map<String, Object> values, String sql) {
        return bound(actor, values, sql).query(Issues::issue).list();
    }

    private JdbcClient.StatementSpec bound(Actor actor, Map<String, Object> values, String sql) {
        return access.bind(jdbc.sql(sql), actor).params(values);
    }
}
