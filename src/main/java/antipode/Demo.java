package antipode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The demo workspace, in a folder that is gone afterwards unless one is named.
@Command(
        name = "demo",
        description = "Start the server with the demo workspace in a scratch folder, for this machine alone.",
        mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {

    @Mixin
    Surroundings surroundings = new Surroundings();

    @Mixin
    Serve.Door door = new Serve.Door();

    @Override
    public Integer call() {
        // Everybody may sign in as anybody there, so it listens to this machine alone unless told otherwise.
        if (surroundings.data != null) {
            return Serve.serve(surroundings, door, true, "127.0.0.1", () -> {});
        }
        var scratch = scratch();
        surroundings.data = scratch;
        try {
            return Serve.serve(surroundings, door, true, "127.0.0.1", () -> delete(scratch));
        } catch (RuntimeException e) {
            delete(scratch);
            throw e;
        }
    }

    private static Path scratch() {
        try {
            var made = Files.createTempDirectory("antipode-demo-");
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx--x--x"));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(Demo.class).debug("The scratch folder {} is left behind", folder, e);
        }
    }
}
