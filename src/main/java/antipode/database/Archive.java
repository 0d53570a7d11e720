package antipode.database;

import antipode.database.CannotStart.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;

/// The form of a backup: a zip with each table as `COPY` writes it, a manifest, and at its very end the SHA-256 of
/// everything before.
final class Archive {

    static final String FORMAT = "antipode-backup-1";
    static final String HISTORY = "flyway_schema_history";
    static final String MANIFEST = "manifest.json";

    private static final String LABEL = "sha256:";
    private static final int DIGEST = 64;

    /// The comment of a zip that is not sealed yet.
    static final String UNSEALED = LABEL + "0".repeat(DIGEST);

    record Table(String name, List<String> columns, long rows, String sha256) {}

    record Counter(String name, long value, boolean called) {}

    /// What an archive says of itself.
    record Manifest(String format, String schema, Instant made, List<Table> tables, List<Counter> counters) {}

    private Archive() {}

    /// The comment of a zip is its last bytes, so the digest can be written over the zeros that hold its place.
    static void seal(Path file) throws IOException {
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

    /// Refuses an archive in which a byte is not what it was.
    static void verify(Path file) throws IOException {
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

    static CannotStart damaged(Path file) {
        return new CannotStart(
                Reason.DAMAGED_ARCHIVE,
                "The archive " + file + " is damaged or no backup of Antipode: take another; nothing was restored.");
    }

    static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw damaged(file);
        }
    }

    static Manifest manifest(ZipFile zip, Path file) throws IOException {
        try (var in = entry(zip, MANIFEST, file)) {
            var manifest = Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), Manifest.class);
            if (!FORMAT.equals(manifest.format())) {
                throw damaged(file);
            }
            return manifest;
        } catch (JacksonException e) {
            throw damaged(file);
        }
    }

    static InputStream entry(ZipFile zip, String name, Path file) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw damaged(file);
        }
        return zip.getInputStream(entry);
    }

    static List<String> tables(Connection connection) throws SQLException {
        return strings(
                connection,
                "select tablename from pg_tables where schemaname = current_schema() and tablename <> '" + HISTORY
                        + "' order by 1");
    }

    static List<String> strings(Connection connection, String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    static String entry(String table) {
        return "tables/" + table;
    }

    static String list(List<String> names) {
        return String.join(", ", names.stream().map(Archive::quoted).toList());
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
