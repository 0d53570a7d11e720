package antipode.issues;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.threads.Threads;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lists issues. The rows of a page are one question, whatever it filters by.
@Component
public class IssueLists {

    /// Readers with at most so many projects start from those, everyone else from the newest issues.
    private static final int FEW_PROJECTS = 40;

    private final JdbcClient jdbc;
    private final Access access;

    IssueLists(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// What comes first.
    public enum Order {
        CREATED("issuable.id"),
        UPDATED("issuable.updated_at"),
        DUE("issue.due_date"),
        TITLE("lower(issuable.title)");

        private final String column;

        Order(String column) {
            this.column = column;
        }
    }

    /// Which issues; nothing where it doesn't matter.
    ///
    /// @param labels    all of them are worn
    /// @param assigned  whether anyone is assigned at all
    /// @param concerns  a member who wrote it, is responsible for it or assigned to it
    public record Filter(
            @Nullable Long project,
            @Nullable String state,
            List<String> labels,
            @Nullable Boolean labelled,
            @Nullable Long author,
            @Nullable Long assignee,
            @Nullable Boolean assigned,
            @Nullable Long concerns,
            @Nullable List<Long> iids,
            @Nullable String search,
            @Nullable Boolean confidential,
            @Nullable Instant createdAfter,
            @Nullable Instant createdBefore,
            @Nullable Instant updatedAfter,
            @Nullable Instant updatedBefore) {

        public static final Filter ALL = new Filter(
                null, null, List.of(), null, null, null, null, null, null, null, null, null, null, null, null);

        public Filter in(@Nullable Long project) {
            return new Filter(
                    project, state, labels, labelled, author, assignee, assigned, concerns, iids, search, confidential,
                    createdAfter, createdBefore, updatedAfter, updatedBefore);
        }

        public Filter state(@Nullable String state) {
            return new Filter(
                    project, state, labels, labelled, author, assignee, assigned, concerns, iids, search, confidential,
                    createdAfter, createdBefore, updatedAfter, updatedBefore);
        }

        public Filter people(@Nullable Long author, @Nullable Long assignee, @Nullable Boolean assigned, @Nullable Long concerns) {
            return new Filter(
                    project, state, labels, labelled, author, assignee, assigned, concerns, iids, search, confidential,
                    createdAfter, createdBefore, updatedAfter, updatedBefore);
        }

        public Filter labels(List<String> labels, @Nullable Boolean labelled) {
            return new Filter(
                    project, state, labels, labelled, author, assignee, assigned, concerns, iids, search, confidential,
                    createdAfter, createdBefore, updatedAfter, updatedBefore);
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
    public List<Issue> page(Actor actor, Filter filter, Order order, @Nullable After after, int limit) {
        return rows(actor, filter, order, true, after, limit, 0);
    }

    List<Issue> rows(
            Actor actor, Filter filter, Order order, boolean descending, @Nullable After after, int limit, long offset) {
        Statement statement = new Statement(filter);
        String direction = descending ? " desc" : "";
        String sorted = " order by " + order.column + direction + (order == Order.DUE ? " nulls last" : "")
                + (order == Order.CREATED ? "" : ", issuable.id" + direction);
        if (after != null && (order == Order.UPDATED) == (after.value() != null)) {
            if (after.value() != null) {
                statement.and("(issuable.updated_at, issuable.id) < (:after_value, :after)", "after_value", Timestamp.from(after.value()));
                statement.values.put("after", after.id());
            } else {
                statement.and("issuable.id < :after", "after", after.id());
            }
        }
        statement.values.put("limit", limit);
        statement.values.put("offset", offset);
        List<Long> few = filter.project() != null || filter.concerns() != null || filter.author() != null || filter.assignee() != null
                ? null
                : fewProjects(actor);
        if (few == null) {
            String visible = statement.where(Access.VISIBLE_ISSUABLE);
            return read(actor, statement, Issues.SELECT + visible + sorted + " limit :limit offset :offset");
        }
        // From each of the few projects the first rows, and of those the first.
        statement.values.put("few", few.toArray(Long[]::new));
        statement.values.put("reach", limit + offset);
        String each = "select issuable.id from issuable join issue on issue.id = issuable.id "
                + statement.joins + statement.where("issuable.project_id = mine.id and " + Access.NOT_CONFIDENTIAL, false) + sorted
                + " limit :reach";
        return read(
                actor,
                statement,
                Issues.SELECT.replace(
                                "from issuable join",
                                "from unnest(:few) mine (id) cross join lateral (" + each
                                        + ") found join issuable on issuable.id = found.id join")
                        + sorted + " limit :limit offset :offset");
    }

    /// The projects in which the actor may open issues, their own and the lively first.
    List<Project> projects(Actor actor) {
        return access.bind(
                        jdbc.sql("select " + Project.COLUMNS + " from project where " + Access.VISIBLE_PROJECT + " and " + Access.LEVEL
                                + " >= 10 order by exists (select from project_authorization mine where mine.project_id = project.id"
                                + " and mine.member_id = :actor_id) desc, project.last_activity_at desc limit 50"),
                        actor)
                .query(Project::read)
                .list();
    }

    /// Counts up to a limit.
    long count(Actor actor, Filter filter, int most) {
        Statement statement = new Statement(filter);
        statement.values.put("most", most);
        return bound(
                        actor,
                        statement,
                        "select count(*) from (select from issuable join issue on issue.id = issuable.id "
                                + "join project on project.id = issuable.project_id " + statement.where(Access.VISIBLE_ISSUABLE)
                                + " limit :most) counted")
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

    private List<Issue> read(Actor actor, Statement statement, String sql) {
        return bound(actor, statement, sql).query(Issues::issue).list();
    }

    private JdbcClient.StatementSpec bound(Actor actor, Statement statement, String sql) {
        return access.bind(jdbc.sql(sql), actor).params(statement.values);
    }

    /// The parts of a statement that vary with the filter: fixed pieces, composed here alone.
    private static final class Statement {

        private final List<String> conditions = new ArrayList<>(List.of("issuable.kind = 'issue'"));
        private final Map<String, Object> values = new LinkedHashMap<>();
        private final String joins;

        Statement(Filter filter) {
            // A label is a join, so that a rare one leads straight to its issues, newest first. In one project it is looked
            // up before, so that its index tells their order, and a common one is read no further than the page needs.
            StringBuilder labels = new StringBuilder();
            for (int i = 0; i < filter.labels().size(); i++) {
                labels.append((filter.project() != null
                                ? " join issuable_label worn%d on worn%d.issuable_id = issuable.id and worn%d.label_id ="
                                        + " (select label.id from label where label.project_id = :project and label.name = :label%d) "
                                : " join issuable_label worn%d on worn%d.issuable_id = issuable.id join label label%d on label%d.id = worn%d.label_id and label%d.name = :label%d and label%d.project_id = issuable.project_id ")
                        .replace("%d", String.valueOf(i)));
                values.put("label" + i, filter.labels().get(i));
            }
            joins = labels.toString();
            and("issuable.project_id = :project", "project", filter.project());
            and("issuable.state = :state", "state", filter.state());
            and("issuable.author_id = :author", "author", filter.author());
            and("exists (select from issuable_assignee a where a.issuable_id = issuable.id and a.member_id = :assignee)",
                    "assignee", filter.assignee());
            and("""
                    issuable.id in (select id from issuable where author_id = :concerns and kind = 'issue'
                        union select id from issuable where dri_id = :concerns
                        union select issuable_id from issuable_assignee where member_id = :concerns)""",
                    "concerns", filter.concerns());
            and("issuable.iid = any (:iids)", "iids", filter.iids() == null ? null : filter.iids().toArray(Long[]::new));
            and("issuable.confidential = :confidential", "confidential", filter.confidential());
            and("issuable.created_at > :created_after", "created_after", timestamp(filter.createdAfter()));
            and("issuable.created_at < :created_before", "created_before", timestamp(filter.createdBefore()));
            and("issuable.updated_at > :updated_after", "updated_after", timestamp(filter.updatedAfter()));
            and("issuable.updated_at < :updated_before", "updated_before", timestamp(filter.updatedBefore()));
            and("exists (select from document where kind = 'issue' and document.id = issuable.id"
                    + " and words @@ plainto_tsquery('simple', :search))", "search", filter.search());
            if (filter.labelled() != null) {
                conditions.add((filter.labelled() ? "" : "not ")
                        + "exists (select from issuable_label any_label where any_label.issuable_id = issuable.id)");
            }
            if (filter.assigned() != null) {
                conditions.add((filter.assigned() ? "" : "not ")
                        + "exists (select from issuable_assignee any_assignee where any_assignee.issuable_id = issuable.id)");
            }
        }

        void and(String condition, String name, @Nullable Object value) {
            if (value != null) {
                conditions.add(condition);
                values.put(name, value);
            }
        }

        String where(String visible) {
            return where(visible, true);
        }

        private String where(String visible, boolean joined) {
            return (joined ? joins : "") + " where " + String.join(" and ", conditions) + " and " + visible;
        }

        private static @Nullable Timestamp timestamp(@Nullable Instant at) {
            return at == null ? null : Timestamp.from(at);
        }
    }
}
