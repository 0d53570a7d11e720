package antipode.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A checksum of every table, except for what notes that somebody was seen.
public record Tables(Map<String, String> sums) {

    public static Tables of(JdbcClient jdbc) {
        var sums = new LinkedHashMap<String, String>();
        var tables = jdbc.sql("select tablename from pg_tables where schemaname = 'public' and tablename not in ('job', 'page_reading') order by 1")
                .query(String.class)
                .list();
        for (var table : tables) {
            var row = switch (table) {
                case "session" -> "hash::text";
                case "token" -> "row(id, member_id, name, scopes, expires_on, revoked_at)::text";
                default -> "\"" + table + "\"::text";
            };
            sums.put(table, jdbc.sql("select count(*) || ' ' || coalesce(md5(string_agg(" + row + ", '|' order by " + row
                            + ")), '') from \"" + table + "\"")
                    .query(String.class)
                    .single());
        }
        return new Tables(sums);
    }

    /// The tables that are not as they were.
    public List<String> changedSince(Tables before) {
        return sums.keySet().stream().filter(table -> !sums.get(table).equals(before.sums.get(table))).toList();
    }
}
