package antipode.audit;

import antipode.threads.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what the database wrote down. Nobody writes here.
@Component
class AuditLog {

    private static final String SELECT = """
            select audit.*, event.action, event.detail as told, event.created_at as told_at, event.issuable_id
            from audit left join event on event.id = audit.event_id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditLog(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// After which entry a page begins.
    record Place(Instant at, long id) {

        static final Place BEGINNING = new Place(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

        static Place of(Entry entry) {
            return new Place(entry.at(), entry.id());
        }

        /// As it stands in an address.
        static Place read(String text) {
            try {
                var parts = text.split("_", 2);
                return parts.length == 2 ? new Place(Instant.parse(parts[0]), Long.parseLong(parts[1])) : BEGINNING;
            } catch (java.time.DateTimeException | NumberFormatException e) {
                return BEGINNING;
            }
        }

        String written() {
            return at + "_" + id;
        }
    }

    /// The newest first.
    @Transactional(readOnly = true)
    public List<Entry> after(Scope scope, Filter filter, ZoneId zone, Place place, int most) {
        return read(scope, filter.who(), filter.kind(), filter.thing(), filter.since(zone), filter.before(zone), place, most, 0);
    }

    @Transactional(readOnly = true)
    public List<Entry> between(
            Scope scope, @Nullable Instant since, @Nullable Instant before, Place place, int most, long offset) {
        return read(scope, "", "", "", since, before, place, most, offset);
    }

    private List<Entry> read(
            Scope scope, String who, String kind, String thing, @Nullable Instant since, @Nullable Instant before, Place place,
            int most, long offset) {
        var where = new StringBuilder(" where " + scope.where() + " and (audit.at, audit.id) < (:at, :id)");
        if (!who.isEmpty()) where.append(" and audit.actor_id in (select id from member where lower(username) = lower(:who))");
        if (!kind.isEmpty()) where.append(" and audit.kind = :kind");
        if (!thing.isEmpty()) where.append(" and starts_with(audit.thing, :thing)");
        if (since != null) where.append(" and audit.at >= :since");
        if (before != null) where.append(" and audit.at < :before");
        return jdbc.sql(SELECT + where + " order by audit.at desc, audit.id desc limit " + most + " offset :offset")
                .param("scope", scope.key())
                .param("at", Timestamp.from(place.at()))
                .param("id", place.id())
                .param("who", who)
                .param("kind", kind)
                .param("thing", thing)
                .param("since", since == null ? null : Timestamp.from(since), Types.TIMESTAMP)
                .param("before", before == null ? null : Timestamp.from(before), Types.TIMESTAMP)
                .param("offset", offset)
                .query(this::entry)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Entry> find(Scope scope, long id) {
        return jdbc.sql(SELECT + " where audit.id = :id and " + scope.where())
                .param("id", id).param("scope", scope.key()).query(this::entry).optional();
    }

    /// Of which kinds there are entries: one look at the index for each.
    @Transactional(readOnly = true)
    public List<String> kinds() {
        return jdbc.sql("""
                        with recursive known as (
                            (select kind from audit order by kind limit 1)
                            union all
                            select (select audit.kind from audit where audit.kind > known.kind order by audit.kind limit 1)
                            from known where known.kind is not null)
                        select kind from known where kind is not null order by kind""")
                .query(String.class).list();
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        var detail = json.readTree(row.getString("detail"));
        var more = new LinkedHashMap<String, String>();
        detail.properties().forEach(one -> {
            if (!one.getValue().isObject()) more.put(one.getKey(), text(one.getValue()));
        });
        return new Entry(
                row.getLong("id"), row.getTimestamp("at").toInstant(), number(row, "actor_id"), row.getString("actor"),
                number(row, "token_id"), row.getString("address"), row.getString("way"), number(row, "project_id"),
                number(row, "team_id"), number(row, "member_id"), row.getString("kind"), row.getString("deed"), row.getString("thing"),
                columns(detail.path("from")), columns(detail.path("to")), more, event(row));
    }

    private @Nullable Event event(ResultSet row) throws SQLException {
        if (row.getString("action") == null) return null;
        return new Event(
                row.getLong("event_id"), row.getLong("issuable_id"), null, row.getString("action"),
                columns(json.readTree(row.getString("told"))), row.getTimestamp("told_at").toInstant());
    }

    private static Map<String, String> columns(JsonNode node) {
        var columns = new LinkedHashMap<String, String>();
        node.properties().forEach(one -> columns.put(one.getKey(), text(one.getValue())));
        return columns;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        var number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
