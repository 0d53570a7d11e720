package antipode.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Indexes that are no constraints, and how they are made: of what is copied by the hundred thousand they are better built
/// afterwards.
record Indexes(List<String> made) {

    static Indexes none() {
        return new Indexes(List.of());
    }

    static Indexes drop(Connection connection, List<String> tables) throws SQLException {
        var names = new ArrayList<String>();
        var made = new ArrayList<String>();
        try (var statement = connection.prepareStatement("""
                select indexname, indexdef from pg_indexes
                where schemaname = 'public' and tablename = any (?)
                  and indexname not in (select conname from pg_constraint)""")) {
            statement.setArray(1, connection.createArrayOf("text", tables.toArray()));
            var rows = statement.executeQuery();
            while (rows.next()) {
                names.add(rows.getString(1));
                made.add(rows.getString(2));
            }
        }
        try (var statement = connection.createStatement()) {
            for (var name : names) {
                statement.execute("drop index " + name);
            }
        }
        return new Indexes(made);
    }

    /// PostgreSQL sorts with as many workers as it likes.
    void build(Connection connection) throws SQLException {
        if (made.isEmpty()) {
            return;
        }
        try (var statement = connection.createStatement()) {
            statement.execute("set maintenance_work_mem = '1GB'");
            for (var index : made) {
                long begun = System.nanoTime();
                statement.execute(index);
                long seconds = (System.nanoTime() - begun) / 1_000_000_000;
                if (seconds > 1) {
                    System.err.println("  " + index.replaceFirst(".* INDEX (\\S+) .*", "$1") + " in " + seconds + " s");
                }
            }
        }
    }
}
