package antipode.projects;

import antipode.people.Actor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Lists of the projects an actor may see.
@Component
public class ProjectLists {

    private final JdbcClient jdbc;
    private final Access access;

    ProjectLists(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Which projects, in which order; null where it doesn't matter.
    ///
    /// @param least only those in which the actor has at least this role by membership
    /// @param after the last id of the page before, when walked by id
    public record Filter(
            @Nullable String search,
            @Nullable Visibility visibility,
            @Nullable Long namespaceId,
            Role least,
            Order order,
            boolean descending,
            @Nullable Long after) {

        public static final Filter ALL = new Filter(null, null, null, Role.NONE, Order.LAST_ACTIVITY_AT, true, null);

        public Filter in(long namespace) {
            return new Filter(search, visibility, namespace, least, order, descending, after);
        }

        public Filter searching(@Nullable String words) {
            return new Filter(words, visibility, namespaceId, least, order, descending, after);
        }
    }

    public enum Order {
        ID("project.id"), NAME("lower(project.name)"), PATH("lower(project.path)"), CREATED_AT("project.created_at"),
        LAST_ACTIVITY_AT("project.last_activity_at");

        private final String column;

        Order(String column) {
            this.column = column;
        }
    }

    @Transactional(readOnly = true)
    public List<Project> read(Actor actor, Filter filter, int limit, long offset) {
        var direction = filter.descending() ? "desc" : "asc";
        var values = new HashMap<String, Object>();
        var sql = "select " + Project.COLUMNS + " from project where " + condition(filter, values) + " order by "
                + filter.order().column + " " + direction + ", project.id " + direction + " limit :limit offset :offset";
        return access.bind(jdbc.sql(sql), actor).params(values).param("limit", limit).param("offset", offset)
                .query(Project::read).list();
    }

    @Transactional(readOnly = true)
    public long count(Actor actor, Filter filter, int most) {
        var values = new HashMap<String, Object>();
        var sql = "select count(*) from (select from project where " + condition(filter, values) + " limit :most) counted";
        return access.bind(jdbc.sql(sql), actor).params(values).param("most", most).query(Long.class).single();
    }

    private static String condition(Filter filter, Map<String, Object> values) {
        var sql = new StringBuilder(Access.VISIBLE_PROJECT);
        if (filter.search() != null) {
            sql.append(" and (project.name ilike :search or project.path ilike :search)");
            values.put("search", "%" + filter.search().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        if (filter.visibility() != null) {
            sql.append(" and project.visibility = :visibility");
            values.put("visibility", filter.visibility().name().toLowerCase(Locale.ROOT));
        }
        if (filter.namespaceId() != null) {
            sql.append(" and project.namespace_id = :namespace");
            values.put("namespace", filter.namespaceId());
        }
        if (filter.least() != Role.NONE) {
            sql.append("""
                     and project.id in (select project_id from project_authorization
                       where member_id = :actor_id and access_level >= :least and (expires_on is null or expires_on > :actor_today))
                    """);
            values.put("least", filter.least().level());
        }
        if (filter.after() != null) {
            sql.append(filter.descending() ? " and project.id < :after" : " and project.id > :after");
            values.put("after", filter.after());
        }
        return sql.toString();
    }
}
