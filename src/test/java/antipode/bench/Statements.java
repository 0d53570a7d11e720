package antipode.bench;

import antipode.database.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a page asks of the database, listened to once in its log, and asked again by `pgbench` without the server: no
/// page can be faster than this.
final class Statements {

    /// A line of the log begins with a time and a process; a statement goes on over lines that begin with a tab.
    private static final Pattern LINE = Pattern.compile("^\\S+ \\S+ \\S+ \\[(\\d+)] (LOG|DETAIL):  (.*)", Pattern.DOTALL);
    private static final Pattern EXECUTED = Pattern.compile("execute [^:]+: (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+) = (NULL|'(?:[^']++|'')*+')");
    /// Work in the background, which goes on meanwhile.
    private static final Pattern BACKGROUND = Pattern.compile("\\b(from|update|into) (outbox|job)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern KEPT = Pattern.compile("^\\s*(select|with|begin|commit)\\b.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final Path log;
    private final Address database;
    private final String pgbench;

    private Statements(Path log, Address database, String pgbench) {
        this.log = log;
        this.database = database;
        this.pgbench = pgbench;
    }

    /// Nothing where there is no `pgbench`.
    static @Nullable Statements of(Path data, String pgbench) throws IOException {
        if (pgbench.isEmpty()) {
            return null;
        }
        return new Statements(data.resolve("run/postgresql.log"), Background.address(data), pgbench);
    }

    /// @param asked how many statements are asked, transactions apart; `left` could not be asked again
    record Measured(int asked, int left, Map<Integer, Double> perSecond) {}

    Measured measure(Server server, Operation operation, List<Integer> clients, double seconds)
            throws IOException, SQLException, InterruptedException {
        var heard = listen(server, operation);
        var script = new ArrayList<String>();
        int left = 0;
        try (var connection = database.connect()) {
            for (var statement : heard) {
                var asked = askable(connection, statement);
                if (asked == null) {
                    left++;
                } else {
                    script.add(asked);
                }
            }
        }
        int asked = (int) script.stream().filter(sql -> !sql.matches("(?is)\\s*(begin|commit).*")).count();
        var rates = new LinkedHashMap<Integer, Double>();
        if (asked > 0) {
            for (int count : clients) {
                rates.put(count, run(script, count, seconds));
            }
        }
        return new Measured(asked, left, rates);
    }

    private List<String> listen(Server server, Operation operation) throws IOException, SQLException, InterruptedException {
        Probe.of(server.address(), operation);
        set("all");
        long from = Files.size(log);
        Probe.of(server.address(), operation);
        set(null);
        var bytes = Files.readAllBytes(log);
        return executed(new String(bytes, (int) from, bytes.length - (int) from, StandardCharsets.UTF_8));
    }

    private void set(@Nullable String statements) throws SQLException, InterruptedException {
        try (var connection = database.connect(); var statement = connection.createStatement()) {
            statement.execute(statements == null
                    ? "alter system reset log_statement" : "alter system set log_statement = '" + statements + "'");
            statement.execute("select pg_reload_conf()");
        }
        // Each process of the database looks at its settings before its next statement, once it was told.
        Thread.sleep(500);
    }

    private static List<String> executed(String log) {
        record Heard(String process, String statement) {}
        var heard = new ArrayList<Heard>();
        for (var entry : log.split("\\n(?!\\t)")) {
            var line = LINE.matcher(entry);
            if (!line.matches()) {
                continue;
            }
            var text = line.group(3).replace("\n\t", "\n");
            var execute = EXECUTED.matcher(text);
            if (line.group(2).equals("LOG") && execute.matches()) {
                heard.add(new Heard(line.group(1), execute.group(1)));
            } else if (line.group(2).equals("DETAIL") && !heard.isEmpty()
                    && heard.getLast().process().equals(line.group(1))) {
                var before = heard.removeLast();
                heard.add(new Heard(before.process(), filled(before.statement(), text)));
            }
        }
        var background = heard.stream().filter(one -> BACKGROUND.matcher(one.statement()).find()).map(Heard::process).toList();
        return heard.stream()
                .filter(one -> !background.contains(one.process()) && KEPT.matcher(one.statement()).matches())
                .map(Heard::statement)
                .toList();
    }

    private static String filled(String statement, String parameters) {
        var values = new LinkedHashMap<String, String>();
        var found = PARAMETER.matcher(parameters);
        while (found.find()) {
            values.put(found.group(1), found.group(2).equals("NULL") ? "null" : found.group(2));
        }
        return Pattern.compile("\\$(\\d+)").matcher(statement)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
    }

    /// The log does not tell the types of parameters, and where one cannot be guessed by PostgreSQL it is tried.
    private static @Nullable String askable(Connection connection, String statement) {
        for (var attempt : List.of(
                statement,
                statement.replaceAll("('\\{[^']*}')", "$1::bigint[]"),
                statement.replaceAll("('\\{[^']*}')", "$1::text[]"))) {
            try (var asking = connection.createStatement()) {
                asking.execute(attempt);
                return attempt;
            } catch (SQLException wrong) {
                // Tried with another type.
            }
        }
        return null;
    }

    private double run(List<String> script, int clients, double seconds) throws IOException, InterruptedException {
        var file = Files.createTempFile("antipode-", ".sql");
        try {
            Files.writeString(file, String.join(";\n", script.stream().map(sql -> sql.strip().replaceAll("\\s+", " ")).toList()) + ";\n");
            var place = Pattern.compile("jdbc:postgresql://([^:/]+):(\\d+)/(\\w+)").matcher(database.url());
            if (!place.find()) {
                return 0;
            }
            var builder = new ProcessBuilder(
                            pgbench, "-n", "-M", "prepared", "-f", file.toString(), "-c", "" + clients, "-j", "1", "-T",
                            "" + (long) Math.max(1, Math.ceil(seconds)), "-h", place.group(1), "-p", place.group(2), "-U",
                            database.user(), place.group(3))
                    .redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", database.password());
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            var rate = Pattern.compile("tps = ([\\d.]+)").matcher(said);
            if (!rate.find()) {
                System.err.println("pgbench said: " + said.strip());
                return 0;
            }
            return Double.parseDouble(rate.group(1));
        } finally {
            Files.delete(file);
        }
    }
}
