package antipode.bench;

import antipode.database.Backup;
import antipode.database.Database;
import antipode.database.Restoration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Random;
import java.util.function.Supplier;

/// How long it takes to back everything up beside the running server, and to make a workspace of it again.
final class Keeping {

    private static final int PIECE = 1 << 18;
    private static final int PIECES = 40;

    private final Database database;
    private final Supplier<Database> empty;
    private final Path scratch;
    private final Report report;

    /// @param empty makes a database in a new folder
    Keeping(Database database, Supplier<Database> empty, Path scratch, Report report) {
        this.database = database;
        this.empty = empty;
        this.scratch = scratch;
        this.report = report;
    }

    /// Once as it is, and once with so many megabytes of attachments more.
    void measure(int megabytes) throws IOException, SQLException {
        once("as it is");
        attach(megabytes);
        once("with " + megabytes + " MB of attachments more");
    }

    private void once(String what) throws IOException, SQLException {
        var file = scratch.resolve("measured.backup");
        long begun = System.nanoTime();
        new Backup(database).write(file, Instant.now());
        double written = (System.nanoTime() - begun) / 1e9;
        double size = Files.size(file) / 1e6;
        double restored;
        try (var copy = empty.get()) {
            begun = System.nanoTime();
            new Restoration(copy).from(file);
            restored = (System.nanoTime() - begun) / 1e9;
        }
        Files.delete(file);
        report.fact("backup " + what, "%s MB in %s s (%s MB a second), restored in %s s (%s MB a second)".formatted(
                Report.number(size), Report.number(written), Report.number(size / written), Report.number(restored),
                Report.number(size / restored)));
    }

    /// As pictures are: nothing that a zip could make smaller. Ten megabytes each, by whoever came first.
    private void attach(int megabytes) throws SQLException {
        var random = new Random(6);
        try (var connection = database.address().connect();
                var upload = connection.prepareStatement("""
                        insert into upload (project_id, secret, name, type, size, uploader_id, created_at)
                        select (select min(id) from project), md5(random()::text), 'measured.png', 'image/png', ?,
                               (select min(id) from member), now()
                        returning id""");
                var piece = connection.prepareStatement("insert into upload_piece values (?, ?, ?)")) {
            connection.setAutoCommit(false);
            for (long left = megabytes * 1_000_000L; left > 0; left -= (long) PIECE * PIECES) {
                upload.setLong(1, (long) PIECE * PIECES);
                try (var row = upload.executeQuery()) {
                    row.next();
                    piece.setLong(1, row.getLong(1));
                }
                for (int at = 0; at < PIECES; at++) {
                    var bytes = new byte[PIECE];
                    random.nextBytes(bytes);
                    piece.setInt(2, at);
                    piece.setBytes(3, bytes);
                    piece.executeUpdate();
                }
                connection.commit();
            }
        }
    }
}
