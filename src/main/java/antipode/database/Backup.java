package antipode.database;

import antipode.database.CannotStart.Reason;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;

/// The whole workspace in one file, as of one instant: a zip with each table as `COPY` writes it, a manifest, and at
/// its very end the SHA-256 of everything before.
public final class Backup {

    private static final String HISTORY = "flyway_schema_history";
    private static final String MANIFEST = "manifest.json";
    private static final String LABEL = "sha256:";
    private static final int DIGEST = 64;

    record Table(String name, List<String> columns, long rows, String sha256) {}

    record Counter(String name, long value, boolean called) {}

    /// What an archive says of itself.
    record Manifest(String format, String schema, Instant made, List<Table> tables, List<Counter> counters) {}

    private final Database database;

    public Backup(Database database) {
        this.database = database;
    }

    /// Writes the archive; whole or not at all.
    public void write(Path file, Instant now) throws IOException, SQLException {
        var absolute = file.toAbsolutePath();
        var part = absolute.resolveSibling(absolute.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(
                part, java.nio.file.attribute.PosixFilePermissions.asFileAttribute(Binaries.permissions(0600)));
        try {
            try (var connection = database.address().connect();
                    var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16))) {
                snapshot(connection, zip, now);
            }
            seal(part);
            Files.move(part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void snapshot(Connection connection, ZipOutputStream zip, Instant now)
            throws IOException, SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        zip.setLevel(1);
        var schema = strings(
                        connection,
                        "select version from " + HISTORY
                                + " where success and version is not null order by installed_rank desc limit 1")
                .stream()
                .findFirst()
                .orElseThrow(() -> new CannotStart(Reason.FOLDER, "There is no workspace to back up yet."));
        var tables = new ArrayList<Table>();
        for (var table : tables(connection)) {
            tables.add(copyOut(connection, zip, table));
        }
        var manifest = new Manifest("antipode-backup-1", schema, now, tables, counters(connection));
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(Json.write(manifest).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.setComment(LABEL + "0".repeat(DIGEST));
        zip.finish();
        connection.rollback();
    }

    private static Table copyOut(Connection connection, ZipOutputStream zip, String table)
            throws IOException, SQLException {
        var columns = columns(connection, table);
        var digest = sha256();
        zip.putNextEntry(new ZipEntry(entry(table)));
        var out = new DigestOutputStream(unclosable(zip), digest);
        var rows = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy " + quoted(table) + " (" + list(columns) + ") to stdout", out);
        zip.closeEntry();
        return new Table(table, columns, rows, HexFormat.of().formatHex(digest.digest()));
    }

    private static OutputStream unclosable(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() {}
        };
    }

    /// The comment of a zip is its last bytes, so the digest can be written over the zeros that hold its place.
    private static void seal(Path file) throws IOException {
        var digest = digestWithoutTail(file);
        try (var end = new RandomAccessFile(file.toFile(), "rw")) {
            end.seek(end.length() - DIGEST);
            end.write(digest.getBytes(StandardCharsets.US_ASCII));
            end.getFD().sync();
        }
    }

    private static String digestWithoutTail(Path file) throws IOException {
        var digest = sha256();
        var left = Files.size(file) - DIGEST;
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            var buffer = new byte[1 << 16];
            while (left > 0) {
                var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Puts an archive into a database that holds nothing: at the archive's own schema first, then migrated on.
    public void restore(Path file) throws IOException, SQLException {
        verify(file);
        try (var zip = new ZipFile(file.toFile())) {
            var manifest = manifest(zip, file);
            var version = MigrationVersion.fromVersion(manifest.schema());
            refuseNewer(version);
            refuseUsed();
            database.flyway(version).migrate();
            try (var connection = database.address().connect()) {
                connection.setAutoCommit(false);
                load(connection, zip, manifest, file);
                connection.commit();
            }
        }
        database.migrate();
        try (var connection = database.address().connect();
                var statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }

    private static void verify(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new CannotStart(Reason.DAMAGED_ARCHIVE, "There is no archive " + file + " to read.");
        }
        var size = Files.size(file);
        var tail = "";
        if (size > DIGEST + LABEL.length()) {
            try (var end = new RandomAccessFile(file.toFile(), "r")) {
                end.seek(size - DIGEST - LABEL.length());
                var bytes = new byte[DIGEST + LABEL.length()];
                end.readFully(bytes);
                tail = new String(bytes, StandardCharsets.ISO_8859_1);
            }
        }
        if (!tail.equals(LABEL + digestWithoutTail(file))) {
            throw damaged(file);
        }
    }

    private static CannotStart damaged(Path file) {
        return new CannotStart(
                Reason.DAMAGED_ARCHIVE,
                "The archive " + file + " is damaged or no backup of Antipode: take another; nothing was restored.");
    }

    private static Manifest manifest(ZipFile zip, Path file) throws IOException {
        try (var in = entry(zip, MANIFEST, file)) {
            return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), Manifest.class);
        }
    }

    private static InputStream entry(ZipFile zip, String name, Path file) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw damaged(file);
        }
        return zip.getInputStream(entry);
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
            if (!strings(connection, "select tablename from pg_tables where schemaname = current_schema()").isEmpty()) {
                throw new CannotStart(
                        Reason.USED_WORKSPACE,
                        "There is a workspace here already, and restoring would overwrite it: name a new folder with"
                                + " --data, or an empty database.");
            }
        }
    }

    /// Foreign keys are taken off and put back, which checks them all: nobody but a superuser may switch them off.
    private static void load(Connection connection, ZipFile zip, Manifest manifest, Path file)
            throws IOException, SQLException {
        try (var statement = connection.createStatement()) {
            var keys = foreignKeys(connection);
            for (var key : keys.keySet()) {
                statement.execute("alter table " + key.replace("\n", " drop constraint "));
            }
            var tables = tables(connection);
            statement.execute("truncate " + list(tables));
            for (var table : tables) {
                statement.execute("alter table " + quoted(table) + " disable trigger user");
            }
            for (var table : manifest.tables()) {
                copyIn(connection, zip, table, file);
            }
            for (var table : tables) {
                statement.execute("alter table " + quoted(table) + " enable trigger user");
            }
            for (var key : keys.entrySet()) {
                statement.execute("alter table " + key.getKey().replace("\n", " add constraint ") + " " + key.getValue());
            }
            for (var counter : manifest.counters()) {
                statement.execute("select setval('" + quoted(counter.name()) + "', " + counter.value() + ", "
                        + counter.called() + ")");
            }
        }
    }

    private static void copyIn(Connection connection, ZipFile zip, Table table, Path file)
            throws IOException, SQLException {
        var digest = sha256();
        try (var in = new DigestInputStream(entry(zip, entry(table.name()), file), digest)) {
            var rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + quoted(table.name()) + " (" + list(table.columns()) + ") from stdin", in, 1 << 16);
            if (rows != table.rows() || !HexFormat.of().formatHex(digest.digest()).equals(table.sha256())) {
                throw damaged(file);
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        return strings(
                connection,
                "select tablename from pg_tables where schemaname = current_schema() and tablename <> '" + HISTORY
                        + "' order by 1");
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        return strings(
                connection,
                """
                select attname from pg_attribute
                where attrelid = '%s'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
                order by attnum
                """
                        .formatted(quoted(table)));
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

    /// Counters stand outside transactions; read last, they are never behind the rows of the snapshot.
    private static List<Counter> counters(Connection connection) throws SQLException {
        var found = new ArrayList<Counter>();
        for (var name : strings(
                connection, "select sequencename from pg_sequences where schemaname = current_schema() order by 1")) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select last_value, is_called from " + quoted(name))) {
                row.next();
                found.add(new Counter(name, row.getLong(1), row.getBoolean(2)));
            }
        }
        return found;
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static String entry(String table) {
        return "tables/" + table;
    }

    private static String list(List<String> names) {
        return String.join(", ", names.stream().map(Backup::quoted).toList());
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
