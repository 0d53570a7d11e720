package antipode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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

    private void measure(Path home, Path scratch, Path folder, Report report)
            throws IOException, SQLException, InterruptedException {
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
            var filled = Ground.fill(folder, told, issues);
            report.fact("seeded", "%,d issues in %d projects, %,d people, %,d rows, in %s s".formatted(
                    issues, told.projects(), told.people().size(), filled.rows(), seconds(Duration.ofNanos(System.nanoTime() - begun))));
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
        for (var operation : list(server, filled)) {
            if (only.isEmpty() || only.stream().anyMatch(operation.title()::contains)) {
                measure(report.row(operation), server, operation, statements);
            }
        }
    }

    private void measure(Report.Row row, Server server, Operation operation, @Nullable Statements statements)
            throws IOException, SQLException, InterruptedException {
        row.missing = Probe.of(server.address(), operation);
        if (row.missing != null) {
            System.err.println(operation.title() + ": not measured, as it " + row.missing);
            return;
        }
        // The compiler of the JVM learns what is asked often, and each connection to the database its plans.
        Load.run(server, operation, clients.stream().max(Integer::compare).orElse(1), Math.max(2, seconds / 2.0));
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

    /// What people do, as a member of the company and as a guest of its small old project; last the static file.
    private List<Operation> list(Server server, Ground.Filled filled) throws IOException, InterruptedException {
        var all = new ArrayList<Operation>();
        var member = filled.member();
        var guest = filled.guest();
        var texts = new Prose(new SplittableRandom(1));
        var body = "{\"title\": \"Measured @@\", \"description\": \"" + json(texts.text()) + "\"}";
        var note = "{\"body\": \"" + json(texts.text()) + "\"}";
        var handbook = filled.pages().stream().map(page -> "/" + filled.handbook() + "/-/handbook/" + page).toList();
        all.add(Operation.page("view an issue", "member", member, issues(filled.large(), filled.inLarge()), "id=\"note_"));
        all.add(Operation.page("list open issues by label", "member", member, lists(filled, filled.large()), "/-/issues/"));
        all.add(Operation.page("list all open issues", "member", member, List.of("/-/issues?scope=all"), "/-/issues/"));
        all.add(Operation.page("search two words", "member", member, searches(filled), "<"));
        all.add(Operation.page("search a rare word", "member", member, List.of("/search?q=" + Prose.RARE), Prose.RARE));
        all.add(Operation.page("to-do list", "member", member, List.of("/-/todos"), "<"));
        all.add(Operation.page("first page", "member", member, List.of("/"), "<"));
        all.add(Operation.page("view a handbook page", "member", member, handbook, "<p"));
        all.add(Operation.page("page with blame", "member", member, handbook.stream().map(page -> page + "?blame").toList(), "<p"));
        all.add(Operation.post("create an issue", "member", member, List.of("/api/v4/projects/" + filled.largeId() + "/issues"), body));
        all.add(Operation.post("add a comment", "member", member, notes(filled.largeId(), filled.inLarge()), note));
        if (guest == null) {
            all.add(fixed(server, all, member));
            return all;
        }
        all.add(Operation.page("view an issue", "guest", guest, issues(filled.old(), filled.inOld()), "<"));
        all.add(Operation.page("list open issues by label", "guest", guest, lists(filled, filled.old()), "<"));
        all.add(Operation.page("list all open issues", "guest", guest, List.of("/-/issues?scope=all"), "<"));
        all.add(Operation.page("search two words", "guest", guest, searches(filled), "<"));
        all.add(Operation.page("to-do list", "guest", guest, List.of("/-/todos"), "<"));
        all.add(Operation.page("view a handbook page", "guest", guest, List.of("/" + filled.old() + "/-/handbook"), "<"));
        all.add(Operation.post("create an issue", "guest", guest, List.of("/api/v4/projects/" + filled.oldId() + "/issues"), body));
        all.add(Operation.post("add a comment", "guest", guest, notes(filled.oldId(), filled.inOld()), note));
        all.add(fixed(server, all, member));
        return all;
    }

    private static Operation fixed(Server server, List<Operation> pages, Ground.Visitor member) throws IOException, InterruptedException {
        var asset = Weight.assetLike(server.address(), pages.getFirst().paths().getFirst(), "antipode=" + member.session());
        return new Operation("static file " + asset.replaceAll(".*/", ""), "", List.of(asset), Map.of(), null, "");
    }

    private static List<String> issues(String project, List<Integer> numbers) {
        return numbers.stream().map(iid -> "/" + project + "/-/issues/" + iid).toList();
    }

    private static List<String> notes(long project, List<Integer> numbers) {
        return numbers.stream().map(iid -> "/api/v4/projects/" + project + "/issues/" + iid + "/notes").toList();
    }

    private static List<String> lists(Ground.Filled filled, String project) {
        return filled.labels().stream().map(label -> "/" + project + "/-/issues?label=" + label).toList();
    }

    private static List<String> searches(Ground.Filled filled) {
        return filled.words().stream().map(words -> "/search?q=" + words).toList();
    }

    private static String json(String text) {
        return Stream.of(text.split("\n", -1)).map(line -> line.replace("\\", "\\\\").replace("\"", "\\\""))
                .collect(java.util.stream.Collectors.joining("\\n"));
    }

    private static String started(Server server) {
        return seconds(server.startTime()) + " (" + Report.number(server.startProcessor()) + " of processor)";
    }

    private static String seconds(Duration duration) {
        return Report.number(duration.toMillis() / 1e3);
    }

    private static String megabytes(long bytes) {
        return Report.number(bytes / 1e6);
    }

    private static String kilobytes(long bytes) {
        return Report.number(bytes / 1e3);
    }
}
