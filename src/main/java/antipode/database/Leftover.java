package antipode.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A postmaster that an earlier run left behind: alive, dead, or dead and not yet buried.
final class Leftover {

    private static final Logger log = LoggerFactory.getLogger(Leftover.class);

    /// No process has this number.
    private static final String NOBODY = Integer.toString(Integer.MAX_VALUE - 1);

    private Leftover() {}

    static List<String> lines(Path data) throws IOException {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /// Ends the one that is alive. For one that is dead, PostgreSQL's own check asks only whether *some* process has
    /// its number, which a zombie or a stranger may; so the number is made one that nobody has. The check for shared
    /// memory still in use, which the same file feeds, stays in force.
    static void clear(Path data) throws IOException, InterruptedException {
        buryTheUnborn(data);
        var lines = lines(data);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d+")) {
            return;
        }
        var pid = Long.parseLong(lines.getFirst().strip());
        var patience = new ArrayList<>(List.of("", "INT", "QUIT", "KILL"));
        while (runs(pid, data) && !patience.isEmpty()) {
            var signal = patience.removeFirst();
            if (!signal.isEmpty()) {
                log.warn("A PostgreSQL of an earlier run is still there (process {}); ending it", pid);
                signal(pid, signal);
            }
            for (var i = 0; i < (signal.isEmpty() ? 20 : 100) && runs(pid, data); i++) {
                Thread.sleep(100);
            }
        }
        var file = data.resolve("postmaster.pid");
        if (Files.exists(file) && Files.isDirectory(Path.of("/proc/self"))) {
            var rest = new ArrayList<>(Files.readAllLines(file));
            if (!rest.isEmpty()) {
                rest.set(0, NOBODY);
                Files.writeString(file, String.join("\n", rest) + "\n");
            }
        }
    }

    /// A postmaster killed between making its file and writing into it leaves it empty, and no other starts over that.
    /// The folder's lock is ours, so once nobody is at it any more, it can go.
    private static void buryTheUnborn(Path data) throws IOException, InterruptedException {
        var file = data.resolve("postmaster.pid");
        for (var patience = 20; isEmpty(file) && patience > 0; patience--) {
            Thread.sleep(100);
        }
        if (isEmpty(file) && !anybodyRuns(data)) {
            Files.deleteIfExists(file);
        }
    }

    private static boolean isEmpty(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) == 0;
    }

    private static boolean anybodyRuns(Path data) throws IOException {
        for (var process : ProcessHandle.allProcesses().toList()) {
            if (runs(process.pid(), data)) {
                return true;
            }
        }
        return false;
    }

    private static boolean runs(long pid, Path data) throws IOException {
        var process = Path.of("/proc", Long.toString(pid));
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return ProcessHandle.of(pid)
                    .flatMap(handle -> handle.info().commandLine())
                    .filter(line -> line.contains(data.toString()))
                    .isPresent();
        }
        try {
            // Empty for a zombie.
            var command = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
            return command.contains("postgres") && command.contains(data.toString());
        } catch (IOException e) {
            return false;
        }
    }

    static void signal(long pid, String signal) throws InterruptedException {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            log.warn("Cannot signal process {}", pid, e);
        }
    }
}
