package antipode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The figures: a table to read, and the same for programs.
final class Report {

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Integer> clients;

    Report(List<Integer> clients) {
        this.clients = clients;
    }

    /// @param missing    why it was not measured
    /// @param statements what the database alone would do
    static final class Row {
        final Operation operation;
        final Map<Integer, Load.Measured> measured = new LinkedHashMap<>();
        @Nullable String missing;
        Statements.@Nullable Measured statements;

        Row(Operation operation) {
            this.operation = operation;
        }
    }

    void fact(String name, Object value) {
        facts.put(name, value);
    }

    Row row(Operation operation) {
        var row = new Row(operation);
        rows.add(row);
        return row;
    }

    String table() {
        var text = new StringBuilder("\n");
        facts.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
        var lines = new ArrayList<List<String>>();
        var head = new ArrayList<>(List.of("per second, p50 and p99 in ms"));
        for (int count : clients) {
            head.addAll(List.of(count == 1 ? "1 client" : count + " clients", "p50", "p99"));
        }
        head.addAll(List.of("CPU ms", "of 1", "of static", "of SQL", "SQL", "not 2xx"));
        lines.add(head);
        for (var row : rows) {
            lines.add(line(row));
        }
        text.append('\n').append(aligned(lines)).append('\n');
        text.append(legend());
        return text.toString();
    }

    private List<String> line(Row row) {
        var line = new ArrayList<>(List.of(row.operation.title()));
        if (row.missing != null) {
            line.add("not measured: " + row.missing);
            return line;
        }
        for (int count : clients) {
            var measured = row.measured.get(count);
            line.addAll(List.of(number(measured.perSecond()), number(measured.median()), number(measured.slow())));
        }
        var last = row.measured.get(clients.getLast());
        line.add(number(last.processor()));
        line.add(ratio(last.perSecond(), row.measured.get(clients.getFirst()).perSecond()));
        line.add(row.operation.who().isEmpty() ? "" : ratio(last.perSecond(), fixed()));
        var statements = row.statements;
        var alone = statements == null ? null : statements.perSecond().get(clients.getLast());
        line.add(alone == null ? "" : ratio(last.perSecond(), alone));
        line.add(statements == null ? "" : statements.asked() + (statements.left() > 0 ? " and " + statements.left() + " left out" : ""));
        line.add(refused(row));
        return line;
    }

    private static String refused(Row row) {
        var said = new ArrayList<String>();
        row.measured.forEach((count, measured) -> {
            if (measured.refused() > 0) {
                said.add(measured.refused() + " with " + measured.status() + " at " + count);
            }
            if (measured.broken() > 0) {
                said.add(measured.broken() + " broken at " + count);
            }
        });
        return said.isEmpty() ? "0" : String.join(", ", said);
    }

    /// What the same server does when it only sends bytes.
    private double fixed() {
        return rows.stream().filter(row -> row.operation.who().isEmpty() && row.missing == null)
                .map(row -> row.measured.get(clients.getLast()).perSecond()).findFirst().orElse(0.0);
    }

    private String legend() {
        return """
                CPU ms: of the server and its database, for each request, at %1$d clients.  of 1: rate at %1$d clients for one
                at %2$d.  of static: rate at %1$d clients for one of the static file.  of SQL: the same for one of the page's
                own statements, asked through pgbench.  SQL: how many statements the page asks.
                """.formatted(clients.getLast(), clients.getFirst());
    }

    private static String aligned(List<List<String>> lines) {
        int columns = lines.stream().mapToInt(List::size).max().orElse(0);
        var widths = new int[columns];
        for (var line : lines) {
            for (int i = 0; i < line.size(); i++) {
                if (line.size() > 2) {
                    widths[i] = Math.max(widths[i], line.get(i).length());
                }
            }
        }
        var text = new StringBuilder();
        for (var line : lines) {
            for (int i = 0; i < line.size(); i++) {
                var cell = line.get(i);
                text.append(i == 0 ? pad(cell, widths[i], true) : "  " + pad(cell, line.size() > 2 ? widths[i] : 0, false));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String pad(String cell, int width, boolean left) {
        var space = " ".repeat(Math.max(0, width - cell.length()));
        return left ? cell + space : space + cell;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String ratio(double value, double base) {
        return base == 0 ? "" : number(value / base);
    }

    void write(Path file) throws IOException {
        Function<Row, Map<String, Object>> told = row -> {
            var all = new LinkedHashMap<String, Object>();
            all.put("name", row.operation.name());
            all.put("who", row.operation.who());
            if (row.missing != null) {
                all.put("missing", row.missing);
            }
            all.put("clients", row.measured);
            if (row.statements != null) {
                all.put("statements", row.statements);
            }
            return all;
        };
        var json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, json.writeValueAsString(Map.of("facts", facts, "operations", rows.stream().map(told).toList())) + "\n");
    }
}
