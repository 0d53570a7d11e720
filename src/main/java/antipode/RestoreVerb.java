package antipode;

import antipode.database.Backup;
import antipode.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// A workspace out of its backup.
@Command(
        name = "restore",
        description = "Make a workspace from a backup, in a new data folder or an empty database.",
        mixinStandardHelpOptions = true)
final class RestoreVerb implements Callable<Integer> {

    @Mixin
    Surroundings surroundings = new Surroundings();

    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Override
    public Integer call() throws IOException, SQLException {
        try (var database = Database.besideOrNew(surroundings.folder(), surroundings.databaseUrl())) {
            new Backup(database).restore(file);
        }
        return 0;
    }
}
