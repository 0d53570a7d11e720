package antipode.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The server as people start it, with everything that belongs to it.
final class Server implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double TICKS = 100;

    private final Process process;
    private final String address;
    private final Duration start;
    private final double startProcessor;

    private Server(Process process, String address, Duration start) {
        this.process = process;
        this.address = address;
        this.start = start;
        this.startProcessor = processor();
    }

    /// Starts it and waits for its first page.
    static Server start(Path home, Path data) throws IOException, InterruptedException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var address = "http://127.0.0.1:" + port;
        long begun = System.nanoTime();
        var log = data.resolveSibling(data.getFileName() + "-server.log").toFile();
        var process = new ProcessBuilder(
                        home.resolve("bin/antipode").toString(), "serve", "--port", "" + port, "--bind", "127.0.0.1",
                        "--data", data.toString())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start();
        // Whoever stops the benchmark stops what it started.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        try (var client = HttpClient.newHttpClient()) {
            while (System.nanoTime() - begun < PATIENCE.toNanos()) {
                if (!process.isAlive()) {
                    throw new IOException("The server ended with " + process.exitValue() + ":\n" + Files.readString(log.toPath()));
                }
                try {
                    var answer = client.send(
                            HttpRequest.newBuilder(URI.create(address + "/-/sign-in")).build(), HttpResponse.BodyHandlers.discarding());
                    if (answer.statusCode() < 400) {
                        return new Server(process, address, Duration.ofNanos(System.nanoTime() - begun));
                    }
                } catch (IOException notYet) {
                    // It does not listen yet.
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        process.destroy();
        throw new IOException("The server did not answer within " + PATIENCE.toMinutes() + " minutes.");
    }

    String address() {
        return address;
    }

    /// From the command to the first page.
    Duration startTime() {
        return start;
    }

    /// Seconds of processor that this took, whatever else the machine did meanwhile.
    double startProcessor() {
        return startProcessor;
    }

    private List<Long> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).map(ProcessHandle::pid).toList();
    }

    /// Proportional set size of the server and its database, in bytes; shared memory is counted once.
    long memory() {
        return processes().stream().mapToLong(pid -> {
            try (var lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
                return lines.filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024).sum();
            } catch (IOException | UncheckedIOException gone) {
                return 0;
            }
        }).sum();
    }

    /// Seconds of processor that the server and its database have used so far.
    double processor() {
        return processes().stream().mapToDouble(pid -> {
            try {
                var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
                var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                // Their own, and that of those they started which have ended.
                return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])
                        + Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS;
            } catch (IOException gone) {
                return 0;
            }
        }).sum();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
