package antipode;

import antipode.database.Database;
import antipode.database.Restoration;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(names = "--check", description = "Only look whether the file is whole and not changed; prints when it was made.")
    boolean check;

    @Override
    public Integer call() throws IOException, SQLException {
        if (check) {
            System.out.println(Restoration.check(file));
            return 0;
        }
        try (var database = Database.besideOrNew(surroundings.folder(), surroundings.databaseUrl())) {
            new Restoration(database).from(file);
        }
        System.err.println("Restored into " + surroundings.folder().path() + ". Passwords of calendars, Slack and the like open only"
                + " with the secret.key (or ANTIPODE_SECRET_KEY) of the workspace it was made from.");
        return 0;
    }
}
