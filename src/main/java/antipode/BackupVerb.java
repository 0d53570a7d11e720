package antipode;

import antipode.database.Backup;
import antipode.database.Database;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The whole workspace into one file, while people work.
@Command(
        name = "backup",
        description = "Write the whole workspace into one file, beside a running server or without one; prints its name.",
        mixinStandardHelpOptions = true)
final class BackupVerb implements Callable<Integer> {

    @Mixin
    Surroundings surroundings = new Surroundings();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "By default antipode-DATE-TIME.backup, in UTC, in the folder one is in.")
    @Nullable Path file;

    @Override
    public Integer call() throws SQLException {
        var now = Instant.now();
        var name = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC).format(now);
        var target = file == null ? Path.of("antipode-" + name + ".backup") : file;
        try (var database = Database.beside(surroundings.folder(), surroundings.databaseUrl())) {
            var backup = new Backup(database);
            backup.write(target, now);
            backup.note(target, now);
        }
        System.out.println(target);
        return 0;
    }
}
