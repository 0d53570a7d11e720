package antipode.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// How long git takes to push to and to clone from a server, beside `git http-backend` in the same run, round by round; and
/// how much memory the server takes while ten clone at once, and while one large file is pushed.
final class GitSpeed {

    private static final int TOGETHER = 10;

    private final String address;
    private final String token;
    private final String session;
    private final Path scratch;
    private final Report report;

    /// @param token   of somebody who may make projects
    /// @param session theirs in a browser
    GitSpeed(String address, String token, String session, Path scratch, Report report) {
        this.address = address;
        this.token = token;
        this.session = session;
        this.scratch = scratch;
        this.report = report;
    }

    /// @param settled waits until the server has put its packs in order
    /// @param memory  bytes that the server takes now
    void measure(String name, Path repository, int rounds, Callable<Boolean> settled, LongSupplier memory) throws Exception {
        var peers = Files.createDirectories(scratch.resolve("peers-" + name));
        try (var peer = Backend.start(peers)) {
            var pushes = new ArrayList<Double>();
            var theirPushes = new ArrayList<Double>();
            var ours = "";
            var theirs = "";
            for (int round = 0; round < rounds; round++) {
                var project = project("git-" + name + "-" + round);
                ours = address.replace("://", "://x:" + token + "@") + "/" + project + ".git";
                var bare = round + ".git";
                git(peers, "init", "-q", "--bare", "-b", "main", bare);
                git(peers.resolve(bare), "config", "http.receivepack", "true");
                theirs = peer.address() + "/" + bare;
                pushes.add(timed(repository, "push", "-q", ours, "main"));
                theirPushes.add(timed(repository, "push", "-q", theirs, "main"));
            }
            told(name + ": push", pushes, theirPushes);
            clones(name + ": clone", rounds, ours, theirs);
            if (settled.call()) {
                clones(name + ": clone once its packs are in order", rounds, ours, theirs);
            }
            together(name, ours, memory);
            new GitReading(address, token, session, scratch, report).measure(name, repository, ours);
        }
    }

    private void clones(String what, int rounds, String ours, String theirs) throws Exception {
        var own = new ArrayList<Double>();
        var other = new ArrayList<Double>();
        clone(ours);
        clone(theirs);
        for (int round = 0; round < rounds; round++) {
            own.add(clone(ours));
            other.add(clone(theirs));
        }
        told(what, own, other);
    }

    private double clone(String url) throws IOException, InterruptedException {
        var into = Files.createTempDirectory(scratch, "clone-");
        try {
            return timed(scratch, "clone", "-q", "--bare", url, into.toString());
        } finally {
            Load.delete(into);
        }
    }

    private void together(String name, String url, LongSupplier memory) throws Exception {
        watched(name + ": " + TOGETHER + " clones at once", memory, () -> {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var cloning = new ArrayList<java.util.concurrent.Future<Double>>();
                for (int i = 0; i < TOGETHER; i++) {
                    cloning.add(threads.submit(() -> clone(url)));
                }
                for (var each : cloning) {
                    each.get();
                }
            }
            return 0;
        });
    }

    /// A file that can't be made smaller, to a project of its own.
    ///
    /// @param bytes how many it has
    void large(int bytes, LongSupplier memory) throws Exception {
        var folder = Files.createDirectories(scratch.resolve("large"));
        git(folder, "init", "-q", "-b", "main");
        var noise = new byte[bytes];
        new SplittableRandom(7).nextBytes(noise);
        Files.write(folder.resolve("large.bin"), noise);
        git(folder, "add", "-A");
        git(folder, "-c", "user.name=Measured", "-c", "user.email=measured@bench.example", "commit", "-q", "-m", "Large");
        var url = address.replace("://", "://x:" + token + "@") + "/" + project("git-large") + ".git";
        watched("push of a file of " + Report.number(bytes / 1e6) + " MB", memory, () -> timed(folder, "push", "-q", url, "main"));
    }

    private void watched(String what, LongSupplier memory, Callable<?> deed) throws Exception {
        var before = memory.getAsLong();
        var most = new AtomicLong(before);
        var over = new AtomicBoolean();
        double seconds;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var watching = threads.submit(() -> {
                while (!over.get()) {
                    most.accumulateAndGet(memory.getAsLong(), Math::max);
                    Thread.sleep(50);
                }
                return 0;
            });
            long begun = System.nanoTime();
            try {
                deed.call();
            } finally {
                seconds = (System.nanoTime() - begun) / 1e9;
                over.set(true);
            }
            watching.get();
        }
        report.fact(what, "%s s, memory %s MB before, at most %s MB".formatted(
                Report.number(seconds), Report.number(before / 1e6), Report.number(most.get() / 1e6)));
    }

    private void told(String what, List<Double> own, List<Double> other) {
        own.sort(null);
        other.sort(null);
        var ours = own.get(own.size() / 2);
        var theirs = other.get(other.size() / 2);
        report.fact(what, "%s s (%s to %s), git http-backend %s s (%s to %s): %s times its time".formatted(
                Report.number(ours), Report.number(own.getFirst()), Report.number(own.getLast()), Report.number(theirs),
                Report.number(other.getFirst()), Report.number(other.getLast()), Report.number(ours / theirs)));
    }

    private String project(String name) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address + "/api/v4/projects"))
                    .header("PRIVATE-TOKEN", token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\",\"visibility\":\"private\"}"))
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            var path = answer.replaceAll("(?s).*\"path_with_namespace\":\"([^\"]+)\".*", "$1");
            if (path.equals(answer)) {
                throw new IOException("No project was made: " + answer);
            }
            return path;
        }
    }

    private static double timed(Path folder, String... command) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        git(folder, command);
        return (System.nanoTime() - begun) / 1e9;
    }

    /// Files in folders of a hundred, all in the first commit; each later one changes one of them.
    static Path make(Path folder, int files, int commits) throws IOException, InterruptedException {
        git(folder.getParent(), "init", "-q", "--bare", "-b", "main", folder.toString());
        var process = new ProcessBuilder("git", "-C", folder.toString(), "fast-import", "--quiet").redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var random = new SplittableRandom(11);
        var prose = new Prose(random);
        var texts = new String[files];
        try (var out = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
            for (int commit = 0; commit < commits; commit++) {
                write(out, "commit refs/heads/main\ncommitter Measured <measured@bench.example> " + (1_600_000_000 + commit * 60L) + " +0000\ndata 8\nMeasured\n");
                if (commit == 0) {
                    for (int file = 0; file < files; file++) {
                        texts[file] = prose.text() + "\n";
                        file(out, file, texts[file]);
                    }
                } else {
                    int file = random.nextInt(files);
                    texts[file] = texts[file] + prose.sentence() + "\n";
                    file(out, file, texts[file]);
                }
                write(out, "\n");
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("git fast-import failed");
        }
        git(folder, "repack", "-adq");
        return folder;
    }

    private static void file(OutputStream out, int file, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        write(out, "M 100644 inline folder-" + file / 100 + "/file-" + file + ".md\ndata " + bytes.length + "\n");
        out.write(bytes);
        write(out, "\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    static String git(Path folder, String... command) throws IOException, InterruptedException {
        return git(new byte[0], folder, command);
    }

    static String git(byte[] input, Path folder, String... command) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("git", "-c", "gc.auto=0"));
        all.addAll(List.of(command));
        var builder = new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of(
                "GIT_TERMINAL_PROMPT", "0", "LC_ALL", "C.UTF-8", "GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"));
        var process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input);
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("git " + command[0] + " failed: " + said);
        }
        return said;
    }
}
