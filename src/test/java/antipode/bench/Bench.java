package antipode.bench;

import antipode.database.DataFolder;
import antipode.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// Seeds a workspace, starts the real server on it, and tells how fast it does what people do. It prints figures and does
/// not judge them; `docs/benchmarks.md` says how to read them.
@Command(name = "bin/bench", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measure the real server on a workspace of a chosen size.")
final class Bench implements Callable<Integer> {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Option(names = "--issues", paramLabel = "N", defaultValue = "20000", description = "Issues, with five comments each (${DEFAULT-VALUE}; up to 1000000).")
    int issues;

    @Option(names = "--members", paramLabel = "N", defaultValue = "1300", description = "Members, in 65 zones (${DEFAULT-VALUE}).")
    int members;

    @Option(names = "--corpus", paramLabel = "DIR", description = "Seed with the issues and the handbook of this folder instead.")
    @Nullable Path corpus;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "5", description = "How long each figure is measured (${DEFAULT-VALUE}).")
    int seconds;

    @Option(names = "--clients", paramLabel = "N", split = ",", defaultValue = "1,16", description = "Clients at once (${DEFAULT-VALUE}).")
    List<Integer> clients = List.of();

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Measure only what has one of these in its name.")
    List<String> only = List.of();

    @Option(names = "--starts", paramLabel = "N", defaultValue = "3", description = "How often it is started again (${DEFAULT-VALUE}).")
    int starts;

    @Option(names = "--git-files", paramLabel = "N", defaultValue = "10000", description = "Files of the repository that git is measured with (${DEFAULT-VALUE}).")
    int gitFiles;

    @Option(names = "--git-commits", paramLabel = "N", defaultValue = "10000", description = "Commits of it (${DEFAULT-VALUE}).")
    int gitCommits;

    @Option(names = "--attachments", paramLabel = "MB", defaultValue = "1000", description = "Attachments that backups are measured with (${DEFAULT-VALUE}).")
    int attachments;

    @Option(names = "--data", paramLabel = "DIR", description = "A folder for the workspace, which stays; one that was seeded is measured again as it is.")
    @Nullable Path data;

    @Option(names = "--keep", description = "Leave the scratch folder where it is.")
    boolean keep;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
    @Nullable Path json;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var home = Path.of(System.getProperty("antipode.home"));
        var scratch = Files.createTempDirectory("antipode-bench-");
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwx--x--x"));
        var folder = data == null ? scratch.resolve("data") : data.toAbsolutePath();
        var report = new Report(clients);
        try {
            measure(home, scratch, folder, report);
        } finally {
            System.out.print(report.table());
            if (json != null) {
                report.write(json);
            }
            if (keep || data != null) {
                System.err.println("The workspace is in " + folder);
            }
            if (!keep) {
                Load.delete(scratch);
            }
        }
        return 0;
    }

    private void measure(Path home, Path scratch, Path folder, Report report) throws Exception {
        report.fact("AOT cache", Files.exists(home.resolve("target/ready/antipode.aot")) ? "yes" : "no");
        var seeded = folder.resolve("bench.json");
        if (!Files.exists(seeded)) {
            MAPPER.writeValue(seeded, seed(home, scratch, folder, report));
        }
        var filled = MAPPER.readValue(seeded, Ground.Filled.class);
        var again = new ArrayList<String>();
        for (int i = 1; i < starts; i++) {
            try (var server = Server.start(home, folder)) {
                again.add(started(server));
            }
        }
        try (var server = Server.start(home, folder)) {
            again.add(started(server));
            report.fact("later starts, s", String.join(", ", again));
            Thread.sleep(3_000);
            report.fact("memory idle, MB", megabytes(server.memory()));
            operations(report, server, folder, filled);
            if (only.isEmpty() || only.stream().anyMatch("sign-in"::contains)) {
                SigningIn.measure(server.address(), filled.root().username(), Duration.ofSeconds(seconds), report);
            }
            git(report, server, scratch, folder, filled);
            Background.of(folder).settle();
            telling(report, server, folder, filled);
            keeping(report, scratch, folder);
            report.fact("memory after load, MB", megabytes(server.memory()));
        }
    }

    /// Starts it for the first time, and fills it while it runs.
    private Ground.Filled seed(Path home, Path scratch, Path folder, Report report)
            throws IOException, SQLException, InterruptedException {
        var told = corpus == null ? new MadeUp(issues, members, Instant.now()) : new FromFiles(corpus, issues);
        try (var server = Server.start(home, folder)) {
            report.fact("first start to first page, s", started(server));
            long begun = System.nanoTime();
            double before = server.processor() + ownProcessor();
            var filled = Ground.fill(folder, told, issues);
            report.fact("seeded", "%,d issues in %d projects, %,d people, %,d rows, in %s s (%s of processor)".formatted(
                    issues, told.projects(), told.people().size(), filled.rows(), seconds(Duration.ofNanos(System.nanoTime() - begun)),
                    Report.number(server.processor() + ownProcessor() - before)));
            var repository = told.handbook() == null ? History.make(scratch.resolve("handbook.git"), told.people()) : told.handbook();
            begun = System.nanoTime();
            var door = server.address().replace("//", "//" + filled.root().username() + ":" + filled.root().token() + "@");
            var pages = History.push(repository, door + "/" + filled.handbook() + ".git");
            report.fact("handbook pushed", pages.size() + " pages in " + seconds(Duration.ofNanos(System.nanoTime() - begun)) + " s");
            return filled.with(pages);
        }
    }

    private void operations(Report report, Server server, Path folder, Ground.Filled filled)
            throws IOException, SQLException, InterruptedException {
        var issue = "/" + filled.large() + "/-/issues/" + filled.inLarge().getFirst();
        var cookie = "antipode=" + filled.member().session();
        for (var path : List.of(issue, "/" + filled.large() + "/-/issues", "/" + filled.handbook() + "/-/handbook/" + filled.pages().getFirst())) {
            var weight = Weight.of(server.address(), path, cookie);
            report.fact("weight of " + path, "%d requests, %s KB (page %s KB, unpacked %s KB); and %d fonts at once, %s KB, of %d offered, %s KB".formatted(
                    weight.requests(), kilobytes(weight.wire()), kilobytes(weight.html()), kilobytes(weight.plain()),
                    weight.preloaded().files(), kilobytes(weight.preloaded().bytes()), weight.offered().files(),
                    kilobytes(weight.offered().bytes())));
        }
        var statements = Statements.of(folder, System.getProperty("antipode.pgbench", ""));
        if (statements == null) {
            report.fact("statements alone", "not measured: there is no pgbench (on Debian it comes with the package postgresql)");
        }
        var background = Background.of(folder);
        var operations = Operations.of(server, filled).stream()
                .filter(operation -> only.isEmpty() || only.stream().anyMatch(operation.title()::contains))
                .toList();
        var rows = new LinkedHashMap<String, Report.Row>();
        for (var operation : operations) {
            var row = report.row(operation);
            row.missing = Probe.of(server.address(), operation);
            if (row.missing == null) {
                rows.put(operation.title(), row);
                // What is measured first would otherwise pay for what Java learns for all.
                Load.run(server, operation, most(), Math.min(seconds, 2));
            } else {
                System.err.println(operation.title() + ": not measured, as it " + row.missing);
            }
        }
        for (var row : rows.values()) {
            background.settle();
            measure(row, server, statements);
        }
        var quiet = rows.get(Operations.QUIET);
        var crowded = rows.get(Operations.CROWDED);
        if (quiet != null && crowded != null) {
            for (int count : clients) {
                report.fact("a comment that " + filled.landmarks().readers() + " hear of for one that nobody hears of, " + count
                                + " at once",
                        Report.number(crowded.measured.get(count).median() / quiet.measured.get(count).median()) + " of the median, "
                                + Report.number(crowded.measured.get(count).slow() / quiet.measured.get(count).slow()) + " of the p99");
            }
        }
    }

    private void git(Report report, Server server, Path scratch, Path folder, Ground.Filled filled) throws Exception {
        if (!only.isEmpty() && only.stream().noneMatch("git"::contains)) {
            return;
        }
        var speed = new GitSpeed(server.address(), filled.root().token(), filled.root().session(), scratch, report);
        speed.large(95_000_000, server::memory);
        if (corpus != null && new FromFiles(corpus, 1).handbook() instanceof Path handbook) {
            speed.measure("handbook", handbook, 5, () -> collected(folder), server::memory);
        }
        report.fact("generated repository", "%,d files, %,d commits".formatted(gitFiles, gitCommits));
        speed.measure("generated", GitSpeed.make(scratch.resolve("generated.git"), gitFiles, gitCommits),
                5, () -> collected(folder), server::memory);
    }

    /// Once nothing is left to be packed anew, or after two minutes.
    private static boolean collected(Path folder) throws IOException, SQLException, InterruptedException {
        try (var connection = Background.address(folder).connect()) {
            for (int second = 0; second < 120; second++) {
                if (Ground.number(connection, "select count(*) from git_repository where collected_at is null and id in "
                        + "(select repository from git_pack join git_pack_file file on file.pack = git_pack.id and file.extension = 'pack' "
                        + "where state = 'live' group by repository having sum(file.size) > 1048576)") == 0) {
                    return true;
                }
                Thread.sleep(1000);
            }
        }
        return false;
    }

    /// Last, as it leaves much behind.
    private void telling(Report report, Server server, Path folder, Ground.Filled filled)
            throws IOException, SQLException, InterruptedException {
        if (only.isEmpty() || only.stream().anyMatch("telling"::contains)) {
            Telling.measure(server, folder, filled, 10_000, 100_000, report);
        }
    }

    /// After everything else, as it makes the workspace large.
    private void keeping(Report report, Path scratch, Path folder) throws IOException, SQLException {
        if (only.isEmpty() || only.stream().anyMatch("backup"::contains)) {
            try (var database = Database.beside(DataFolder.at(folder), null)) {
                var number = new AtomicInteger();
                new Keeping(database, () -> Database.besideOrNew(DataFolder.at(scratch.resolve("restored-" + number.incrementAndGet())), null),
                        scratch, report).measure(attachments);
            }
        }
    }

    private int most() {
        return clients.stream().max(Integer::compare).orElse(1);
    }

    private void measure(Report.Row row, Server server, @Nullable Statements statements)
            throws IOException, SQLException, InterruptedException {
        var operation = row.operation;
        // The compiler of the JVM learns what is asked often, and each connection to the database its plans.
        Load.run(server, operation, most(), Math.max(2, seconds / 2.0));
        for (int count : clients) {
            var measured = Load.run(server, operation, count, seconds);
            row.measured.put(count, measured);
            System.err.println(operation.title() + ", " + count + " at once: " + Report.number(measured.perSecond()) + "/s");
        }
        if (statements != null && operation.body() == null && operation.who().equals("member")) {
            try {
                row.statements = statements.measure(server, operation, clients, Math.max(1, seconds / 2.0));
            } catch (SQLException | RuntimeException e) {
                System.err.println(operation.title() + ": its statements could not be asked again: " + e.getMessage());
            }
        }
    }

    private static String started(Server server) {
        return seconds(server.startTime()) + " (" + Report.number(server.startProcessor()) + " of processor)";
    }

    private static String seconds(Duration duration) {
        return Report.number(duration.toMillis() / 1e3);
    }

    private static double ownProcessor() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    private static String megabytes(long bytes) {
        return Report.number(bytes / 1e6);
    }

    private static String kilobytes(long bytes) {
        return Report.number(bytes / 1e3);
    }
}
