package antipode.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/// Antipode as a process of its own, run from the classes under test.
public final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final Path out;
    private final Path err;

    private ServerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /// A folder that the account of PostgreSQL may reach too, gone with this process.
    public static Path scratch() throws IOException {
        var made = Files.createTempDirectory("antipode-test-");
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx--x--x"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(made.toFile())));
        return made;
    }

    public static ServerProcess run(String... arguments) throws IOException {
        return run(Map.of(), arguments);
    }

    public static ServerProcess run(Map<String, String> environment, String... arguments) throws IOException {
        return run(List.of(), environment, arguments);
    }

    /// On a disk that takes no file larger than so many kilobytes.
    public static ServerProcess cramped(int kilobytes, String... arguments) throws IOException {
        return run(List.of("sh", "-c", "ulimit -f " + kilobytes * 2 + "; exec \"$@\"", "sh"), Map.of(), arguments);
    }

    private static ServerProcess run(List<String> before, Map<String, String> environment, String... arguments)
            throws IOException {
        var command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m",
                "-cp", System.getProperty("java.class.path"), "antipode.Antipode"));
        command.addAll(List.of(arguments));
        var out = Files.createTempFile("antipode-", ".out");
        var err = Files.createTempFile("antipode-", ".err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        var cleared = new HashMap<>(builder.environment());
        cleared.keySet().removeIf(name -> name.startsWith("ANTIPODE_"));
        builder.environment().clear();
        builder.environment().putAll(cleared);
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), out, err);
    }

    /// What the server printed first: its address.
    public String address() throws Exception {
        while (process.isAlive()) {
            var printed = output();
            if (printed.endsWith("\n")) {
                return printed.lines().findFirst().orElseThrow();
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("It ended with " + process.exitValue() + ":\n" + errors());
    }

    public long pid() {
        return process.pid();
    }

    public int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    public String output() throws IOException {
        return Files.readString(out);
    }

    public String errors() throws IOException {
        return Files.readString(err);
    }

    /// As `kill -9` does.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// As `kill` does: with time to finish.
    public int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
        }
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }
}
