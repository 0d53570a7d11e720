package antipode;

import antipode.database.CannotStart;
import antipode.database.Database;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Looks for what is amiss, and says what to do about it.
@Command(
        name = "doctor",
        description = "Look for what is amiss. Prints one line for each thing looked at.",
        mixinStandardHelpOptions = true)
final class Doctor implements Callable<Integer> {

    private static final long LITTLE = 1L << 30;

    /// Packs of one repository; compaction keeps it far below.
    private static final long CROWDED = 500;

    @Mixin
    Surroundings surroundings = new Surroundings();

    private boolean amiss;

    @Override
    public Integer call() throws Exception {
        var folder = surroundings.folder();
        line(true, "Antipode " + Release.version() + " on Java " + Runtime.version());
        if (folder.exists()) {
            var free = Files.getFileStore(folder.path()).getUsableSpace();
            line(free > LITTLE, "data folder " + folder.path() + ", " + (free >> 20) + " MB free"
                    + (free > LITTLE ? "" : ": make room"));
        }
        var pid = folder.holder();
        line(true, pid.isEmpty() ? "no server runs" : "a server runs as process " + pid.getAsLong());
        folder.local().filter(address -> pid.isPresent()).ifPresent(address -> {
            var ready = Status.ready(address);
            line(ready, "it " + (ready ? "answers" : "does not answer") + " at " + address);
        });
        if (surroundings.variable("ANTIPODE_URL") == null) {
            line(true, "ANTIPODE_URL is not set: links in mail will say localhost");
        }
        if (surroundings.variable("ANTIPODE_MAIL_HOST") == null) {
            line(true, "ANTIPODE_MAIL_HOST is not set: mail is kept where an administrator can read it, and not sent");
        }
        try (var database = Database.beside(folder, surroundings.databaseUrl())) {
            database.checkSchema();
            examine(database);
        } catch (CannotStart e) {
            line(false, e.sentence());
        }
        return amiss ? CommandLineVerbs.FAILED : 0;
    }

    private void examine(Database database) throws SQLException {
        try (var connection = database.address().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        """
                        select current_setting('server_version'),
                               pg_size_pretty(pg_database_size(current_database())),
                               current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on',
                               current_setting('synchronous_commit') <> 'off',
                               current_setting('data_checksums') = 'on',
                               (select max(version) from flyway_schema_history),
                               (select count(*) from outbox where dead),
                               (select count(*) from job where consecutive_failures > 0),
                               (select count(distinct repository) from git_pack where state = 'live'),
                               (select count(*) from git_pack where state = 'live'),
                               (select count(*) from git_pack where state = 'retired'),
                               (select coalesce(max(packs), 0) from
                                   (select count(*) as packs from git_pack where state = 'live' group by repository) each),
                               (select value::json ->> 'success' from setting where name = 'backup.last'),
                               (select value::json ->> 'problem' from setting where name = 'backup.last')
                        """)) {
            row.next();
            line(true, "PostgreSQL " + row.getString(1) + ", " + row.getString(2) + ", schema " + row.getString(6));
            line(row.getBoolean(3), row.getBoolean(3) ? "writes are durable" : "fsync or full_page_writes is off: turn both on");
            line(row.getBoolean(4), row.getBoolean(4) ? "commits are waited for" : "synchronous_commit is off: turn it on");
            line(true, row.getBoolean(5) ? "pages have checksums" : "pages have no checksums: consider pg_checksums --enable");
            line(row.getLong(7) == 0, row.getLong(7) + " rows of the outbox were given up");
            line(row.getLong(12) < CROWDED, row.getLong(9) + " git repositories in " + row.getLong(10) + " packs, at most "
                    + row.getLong(12) + " in one; " + row.getLong(11) + " replaced packs wait for clones to end"
                    + (row.getLong(12) < CROWDED ? "" : ": packs are not packed anew; is the server running?"));
            var problem = row.getString(14);
            line(problem == null, problem != null ? "the last backup failed: " + problem
                    : row.getString(13) == null ? "no backup is made by itself: set ANTIPODE_BACKUP_AT"
                    : "the last backup is of " + row.getString(13));
            line(row.getLong(8) == 0, row.getLong(8) + " jobs have failed and are tried again or were given up");
        }
    }

    private void line(boolean well, String text) {
        amiss |= !well;
        System.out.println((well ? "well   " : "amiss  ") + text);
    }
}
