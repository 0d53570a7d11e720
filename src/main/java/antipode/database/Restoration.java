package antipode.database;

import antipode.database.CannotStart.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;

/// A workspace out of its backup, of this version or an older one.
public final class Restoration {

    private final Database database;

    public Restoration(Database database) {
        this.database = database;
    }

    /// Looks whether an archive is whole; restores nothing.
    ///
    /// @return when it was made
    public static Instant check(Path file) throws IOException {
        Archive.verify(file);
        try (var zip = Archive.open(file)) {
            return Archive.manifest(zip, file).made();
        }
    }

    /// Puts an archive into a database that holds nothing: at the archive's own schema first, then migrated on. What
    /// cannot be restored whole leaves the database as empty as it was.
    public void from(Path file) throws IOException, SQLException {
        Archive.verify(file);
        Instant made;
        try (var zip = Archive.open(file)) {
            var manifest = Archive.manifest(zip, file);
            made = manifest.made();
            var version = MigrationVersion.fromVersion(manifest.schema());
            refuseNewer(version);
            refuseUsed();
            try {
                database.flyway(version).migrate();
                try (var connection = database.address().connect()) {
                    connection.setAutoCommit(false);
                    load(connection, zip, manifest, file);
                    connection.commit();
                }
                database.migrate();
            } catch (IOException | SQLException | RuntimeException e) {
                database.empty();
                throw e;
            }
        }
        try (var connection = database.address().connect();
                var statement = connection.createStatement()) {
            statement.execute("analyze");
            VerbNotes.backup(connection, "restored", String.valueOf(file.getFileName()), made.toString());
        }
    }

    private void refuseNewer(MigrationVersion version) {
        var newest = MigrationVersion.EMPTY;
        for (var migration : database.flyway(null).info().all()) {
            if (migration.getVersion() != null && migration.getVersion().compareTo(newest) > 0) {
                newest = migration.getVersion();
            }
        }
        if (version.compareTo(newest) > 0) {
            throw new CannotStart(
                    Reason.NEWER_SCHEMA,
                    "The archive was written by a newer Antipode (schema " + version + "): restore it with that one.");
        }
    }

    private void refuseUsed() throws SQLException {
        try (var connection = database.address().connect()) {
            if (!Archive.strings(connection, "select tablename from pg_tables where schemaname = current_schema()").isEmpty()) {
                throw new CannotStart(
                        Reason.USED_WORKSPACE,
                        "There is a workspace here already, and restoring would overwrite it: name a new folder with"
                                + " --data, or an empty database.");
            }
        }
    }

    /// Foreign keys are taken off and put back, which checks them all: nobody but a superuser may switch them off.
    static void load(Connection connection, ZipFile zip, Archive.Manifest manifest, Path file)
            throws IOException, SQLException {
        try (var statement = connection.createStatement()) {
            var keys = foreignKeys(connection);
            for (var key : keys.keySet()) {
                statement.execute("alter table " + key.replace("\n", " drop constraint "));
            }
            var tables = Archive.tables(connection);
            for (var table : tables) {
                statement.execute("alter table " + Archive.quoted(table) + " disable trigger user");
            }
            statement.execute("truncate " + Archive.list(tables));
            for (var table : manifest.tables()) {
                copyIn(connection, zip, table, file);
            }
            for (var table : tables) {
                statement.execute("alter table " + Archive.quoted(table) + " enable trigger user");
            }
            for (var key : keys.entrySet()) {
                statement.execute("alter table " + key.getKey().replace("\n", " add constraint ") + " " + key.getValue());
            }
            for (var counter : manifest.counters()) {
                statement.execute("select setval('" + Archive.quoted(counter.name()) + "', " + counter.value() + ", "
                        + counter.called() + ")");
            }
        }
    }

    private static void copyIn(Connection connection, ZipFile zip, Archive.Table table, Path file)
            throws IOException, SQLException {
        var digest = Archive.sha256();
        try (var in = new DigestInputStream(Archive.entry(zip, Archive.entry(table.name()), file), digest)) {
            var rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + Archive.quoted(table.name()) + " (" + Archive.list(table.columns()) + ") from stdin", in, 1 << 16);
            if (rows != table.rows() || !HexFormat.of().formatHex(digest.digest()).equals(table.sha256())) {
                throw Archive.damaged(file);
            }
        }
    }

    private static Map<String, String> foreignKeys(Connection connection) throws SQLException {
        var found = new LinkedHashMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        """
                        select conrelid::regclass::text || E'\\n' || quote_ident(conname), pg_get_constraintdef(oid)
                        from pg_constraint
                        where contype = 'f' and connamespace = current_schema()::regnamespace and conparentid = 0
                        order by 1
                        """)) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }
}
