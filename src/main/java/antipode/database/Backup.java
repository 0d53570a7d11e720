package antipode.database;

import antipode.database.CannotStart.Reason;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/// The whole workspace in one file, as of one instant.
public final class Backup {

    private final Database database;

    public Backup(Database database) {
        this.database = database;
    }

    /// Writes the archive; whole or not at all.
    public void write(Path file, Instant now) throws SQLException {
        var absolute = file.toAbsolutePath();
        var part = absolute.resolveSibling(absolute.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            Files.createFile(
                    part, java.nio.file.attribute.PosixFilePermissions.asFileAttribute(Binaries.permissions(0600)));
            try {
                try (var connection = database.address().connect();
                        var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16))) {
                    snapshot(connection, zip, now);
                }
                Archive.seal(part);
                Files.move(part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new CannotStart(
                    Reason.CANNOT_WRITE,
                    "The backup " + absolute + " could not be written (" + reason(e) + "): nothing of it was left behind.");
        }
    }

    /// Notes in the workspace's audit log that somebody made it from the command line.
    public void note(Path file, Instant now) throws SQLException {
        try (var connection = database.address().connect()) {
            VerbNotes.backup(connection, "made", String.valueOf(file.getFileName()), now.toString());
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such folder";
            case AccessDeniedException _ -> "its folder may not be written";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static void snapshot(Connection connection, ZipOutputStream zip, Instant now)
            throws IOException, SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        zip.setLevel(1);
        var schema = Archive.strings(
                        connection,
                        "select version from " + Archive.HISTORY
                                + " where success and version is not null order by installed_rank desc limit 1")
                .stream()
                .findFirst()
                .orElseThrow(() -> new CannotStart(Reason.FOLDER, "There is no workspace to back up yet."));
        var tables = new ArrayList<Archive.Table>();
        for (var table : Archive.tables(connection)) {
            tables.add(copyOut(connection, zip, table));
        }
        var manifest = new Archive.Manifest(Archive.FORMAT, schema, now, tables, counters(connection));
        zip.putNextEntry(new ZipEntry(Archive.MANIFEST));
        zip.write(Json.write(manifest).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.setComment(Archive.UNSEALED);
        zip.finish();
        connection.rollback();
    }

    private static Archive.Table copyOut(Connection connection, ZipOutputStream zip, String table)
            throws IOException, SQLException {
        var columns = columns(connection, table);
        var digest = Archive.sha256();
        zip.putNextEntry(new ZipEntry(Archive.entry(table)));
        var out = new DigestOutputStream(unclosable(zip), digest);
        var rows = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy " + Archive.quoted(table) + " (" + Archive.list(columns) + ") to stdout", out);
        zip.closeEntry();
        return new Archive.Table(table, columns, rows, HexFormat.of().formatHex(digest.digest()));
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

    private static List<String> columns(Connection connection, String table) throws SQLException {
        return Archive.strings(
                connection,
                """
                select attname from pg_attribute
                where attrelid = '%s'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
                order by attnum
                """
                        .formatted(Archive.quoted(table)));
    }

    /// Counters stand outside transactions; read last, they are never behind the rows of the snapshot.
    private static List<Archive.Counter> counters(Connection connection) throws SQLException {
        var found = new ArrayList<Archive.Counter>();
        for (var name : Archive.strings(
                connection, "select sequencename from pg_sequences where schemaname = current_schema() order by 1")) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select last_value, is_called from " + Archive.quoted(name))) {
                row.next();
                found.add(new Archive.Counter(name, row.getLong(1), row.getBoolean(2)));
            }
        }
        return found;
    }
}
