package antipode.database;

import antipode.database.CannotStart.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL brought along: made on first use, kept running, and stopped with us.
///
/// If we are killed, Linux asks it to stop; where that fails, the next start finds it by its `postmaster.pid`.
/// If it is killed, it is started again at once, at the same port.
final class Postgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Postgres.class);
    private static final String USER = "antipode";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final DataFolder folder;
    private final Path binaries;
    private final Path data;
    private final @Nullable Account account;
    private final boolean throwaway;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile int port;
    private volatile @Nullable Process process;
    private String password = "";

    private Postgres(DataFolder folder, Path binaries, boolean throwaway) throws IOException {
        this.folder = folder;
        this.binaries = binaries;
        this.data = folder.path().resolve("database");
        this.throwaway = throwaway;
        this.account = Account.forData(data);
    }

    /// Starts what is in the folder, which must be locked; the password of a throwaway database guards nothing.
    static Postgres start(DataFolder folder, Path cache, boolean throwaway) {
        try {
            Files.createDirectories(cache);
            var postgres = new Postgres(folder, Binaries.unpackedIn(cache), throwaway);
            postgres.check();
            postgres.initialise();
            // Linux sends the death signal when the forking thread ends, so the thread that forks has to last.
            Thread.ofPlatform().daemon().name("postgresql").start(postgres::keepRunning);
            postgres.ready.join();
            postgres.makeDatabase();
            return postgres;
        } catch (CompletionException e) {
            throw e.getCause() instanceof CannotStart sentence ? sentence : broken(String.valueOf(e.getCause()));
        } catch (IOException | SQLException e) {
            throw broken(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken("interrupted");
        }
    }

    private static CannotStart broken(String why) {
        return new CannotStart(
                Reason.POSTGRESQL, "The embedded PostgreSQL does not start: " + why.strip().replaceAll("\\s+", " "));
    }

    Address address() {
        return new Address("jdbc:postgresql://127.0.0.1:" + port + "/" + USER, USER, password);
    }

    private void check() throws IOException {
        if (account != null) {
            var barred = account.barred(folder.path());
            if (barred == null) {
                barred = account.barred(binaries);
            }
            if (barred != null) {
                throw new CannotStart(
                        Reason.FOLDER,
                        "PostgreSQL runs as " + account.name() + ", which may not pass through " + barred
                                + ": allow it with chmod o+x, or choose another folder with --data.");
            }
        }
        var version = data.resolve("PG_VERSION");
        if (Files.exists(version)) {
            var found = Files.readString(version).strip();
            if (!found.equals(Integer.toString(Binaries.major()))) {
                throw new CannotStart(
                        Reason.OTHER_MAJOR_VERSION,
                        "The data in " + folder.path() + " was written by PostgreSQL " + found + ", and this Antipode brings "
                                + Binaries.major() + ": make a backup with the Antipode that wrote it, and restore that here.");
            }
        } else if (Files.exists(data)) {
            throw new CannotStart(
                    Reason.FOLDER,
                    "The folder " + data + " is no database of PostgreSQL: choose another folder with --data.");
        }
    }

    private void initialise() throws IOException, InterruptedException {
        var secret = folder.path().resolve("password");
        if (Files.exists(data)) {
            password = Files.readString(secret).strip();
            return;
        }
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        password = HexFormat.of().formatHex(bytes);
        DataFolder.secret(secret, password + "\n");
        // A start that is killed halfway must not leave half a database under the final name.
        var part = folder.path().resolve("database.part");
        DataFolder.delete(part);
        Files.createDirectory(part);
        Files.setPosixFilePermissions(part, Binaries.permissions(0700));
        var handed = folder.path().resolve("password.part");
        DataFolder.secret(handed, password + "\n");
        own(part);
        own(handed);
        var command = as(List.of(
                binaries.resolve("bin/initdb").toString(), "-D", part.toString(), "-U", USER,
                "-A", "scram-sha-256", "--pwfile=" + handed, "-E", "UTF8",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--lc-ctype=C.UTF-8",
                "--data-checksums", "--no-instructions", throwaway ? "--no-sync" : "--sync-method=fsync"));
        var initdb = builder(command).redirectErrorStream(true).start();
        var said = new String(initdb.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (initdb.waitFor() != 0) {
            throw broken(said.substring(Math.max(0, said.length() - 600)));
        }
        Files.delete(handed);
        Files.move(part, data);
    }

    private void own(Path path) throws IOException {
        if (account != null) {
            Files.setAttribute(path, "unix:uid", account.uid());
            Files.setAttribute(path, "unix:gid", account.gid());
        }
    }

    private List<String> as(List<String> command) {
        var all = new ArrayList<>(account == null ? List.<String>of() : account.prefix());
        all.addAll(command);
        return all;
    }

    private ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command).directory(binaries.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_") || name.equals("LANG"));
        return builder;
    }

    private void keepRunning() {
        while (!stopping) {
            try {
                var running = launch();
                ready.complete(true);
                running.waitFor();
                if (!stopping) {
                    log.warn("PostgreSQL ended with code {}; starting it again", running.exitValue());
                }
            } catch (Exception e) {
                if (ready.completeExceptionally(e instanceof CannotStart ? e : broken(String.valueOf(e.getMessage())))) {
                    return;
                }
                if (!stopping) {
                    log.error("PostgreSQL does not start; trying again", e);
                    pause(Duration.ofSeconds(1));
                }
            }
        }
    }

    /// Retries for a while: a postmaster killed a moment ago may still be a zombie, or have children that are leaving.
    private Process launch() throws IOException, InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Leftover.clear(data);
            if (port == 0 || System.nanoTime() > until - PATIENCE.toNanos() / 2) {
                port = freePort();
            }
            var output = folder.run().resolve("postgresql.log");
            Files.deleteIfExists(output);
            var started = builder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process = started;
            if (isReady(started)) {
                return started;
            }
            if (stopping || System.nanoTime() > until) {
                throw broken(lastLines(output));
            }
            pause(Duration.ofMillis(250));
        }
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        // A session of its own, so that ^C in a terminal reaches us first and PostgreSQL outlives our last transactions.
        if (Account.onPath("setsid")) {
            command.add("setsid");
        }
        if (account != null) {
            command.addAll(account.prefix());
            command.add("--pdeathsig=INT");
        } else if (Account.onPath("setpriv")) {
            command.addAll(List.of("setpriv", "--pdeathsig=INT"));
        }
        command.addAll(List.of(binaries.resolve("bin/postgres").toString(), "-D", data.toString(), "-p", "" + port));
        var durable = throwaway ? "off" : "on";
        for (var setting : List.of(
                "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=60", "jit=off",
                "fsync=" + durable, "synchronous_commit=" + durable, "full_page_writes=" + durable,
                "shared_buffers=128MB", "wal_compression=on", "random_page_cost=1.1", "max_wal_size=1GB",
                "max_parallel_workers_per_gather=0", "timezone=UTC", "log_timezone=UTC", "log_min_messages=warning",
                "lc_messages=C")) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Waits for "ready" in the eighth line of `postmaster.pid`, as long as the process lives: recovery takes what it takes.
    private boolean isReady(Process started) throws IOException, InterruptedException {
        var pid = Long.toString(started.pid());
        while (!started.waitFor(20, TimeUnit.MILLISECONDS)) {
            var lines = Leftover.lines(data);
            if (lines.size() >= 8 && lines.getFirst().strip().equals(pid) && lines.get(7).strip().equals("ready")) {
                return true;
            }
        }
        return false;
    }

    private static String lastLines(Path output) throws IOException {
        var lines = Files.exists(output) ? Files.readAllLines(output) : List.<String>of();
        return String.join(" ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void makeDatabase() throws SQLException {
        try (var connection = address().named("postgres").connect();
                var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + USER + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + USER);
        }
    }

    @Override
    public void close() {
        stopping = true;
        var running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            for (var signal : List.of("INT", "QUIT", "KILL")) {
                Leftover.signal(running.pid(), signal);
                if (running.waitFor(20, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
