package antipode.invitations;

import antipode.web.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What somebody typed or uploaded, line by line: mail addresses, with names or without, or a table whose first line names its
/// columns.
record Lines(List<Line> all) {

    static final int MOST = 500;
    private static final int LONGEST = 200_000;
    private static final Pattern NAMED = Pattern.compile("\\s*\"?([^<>\"]*?)\"?\\s*<\\s*([^<>]*?)\\s*>\\s*");

    /// @param values by the name of their column, in lower case
    record Line(int number, Map<String, String> values) {

        String get(String column) {
            return values.getOrDefault(column, "");
        }
    }

    /// @throws Problem 422 on `people`, if it is no list or too long a one
    static Lines read(String text) {
        var plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        if (plain.length() > LONGEST) throw Problem.invalid("people", "are too many at a time; take at most " + MOST);
        var first = plain.stripLeading().lines().findFirst().orElse("");
        var separator = first.contains(";") ? ';' : first.contains("\t") ? '\t' : ',';
        var heads = Csv.read(first, separator).rows().stream().flatMap(row -> row.cells().stream())
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
        var lines = heads.contains("email") ? table(Csv.read(plain, separator), heads) : addresses(plain);
        if (lines.isEmpty()) throw Problem.invalid("people", "are missing: write one mail address a line, or choose a file");
        if (lines.size() > MOST) throw Problem.invalid("people", "are too many at a time; take at most " + MOST);
        return new Lines(lines);
    }

    /// A file as spreadsheets write it.
    static String text(byte[] file) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException noText) {
            throw Problem.invalid("people", "can't be read from that file: save it as CSV in UTF-8");
        }
    }

    private static List<Line> table(Csv csv, List<String> heads) {
        List<Line> lines = new ArrayList<>();
        for (var row : csv.rows().subList(1, csv.rows().size())) {
            Map<String, String> values = new TreeMap<>();
            for (int at = 0; at < heads.size(); at++) values.putIfAbsent(heads.get(at), row.cell(at));
            lines.add(new Line(row.line(), values));
        }
        return lines;
    }

    private static List<Line> addresses(String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (var line : text.split("\\R")) {
            number++;
            for (var piece : line.split("[,;]")) {
                var named = NAMED.matcher(piece);
                if (named.matches()) {
                    lines.add(new Line(number, Map.of("name", named.group(1), "email", named.group(2))));
                } else {
                    // Spaces part addresses, but a line without any is told of as it stands.
                    var words = piece.contains("@") ? piece.strip().split("\\s+") : new String[] {piece.strip()};
                    for (var word : words) if (!word.isEmpty()) lines.add(new Line(number, Map.of("email", word)));
                }
            }
        }
        return lines;
    }
}
