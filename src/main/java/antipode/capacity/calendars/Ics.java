package antipode.capacity.calendars;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The text of a calendar, read line by line. Whatever is malformed is left out, and the rest counts: a calendar is as
/// its maker made it. Our own reader rather than a library's, as those give up a whole calendar for one bad line, expand
/// rules without a bound, or fetch time zones by themselves.
record Ics(String name, List<Line> lines, List<Ics> parts) {

    private static final int DEEPEST = 8;

    /// @param parameters by their names in upper case
    record Line(String name, Map<String, String> parameters, String value) {}

    /// What holds all calendars of a text; nothing if there is none in it.
    static @Nullable Ics read(String text) {
        var root = new Ics("", new ArrayList<>(), new ArrayList<>());
        var open = new ArrayDeque<Ics>(List.of(root));
        for (var raw : unfolded(text)) {
            var line = line(raw);
            if (line == null) {
                continue;
            }
            var value = line.value.strip().toUpperCase(Locale.ROOT);
            if (line.name.equals("BEGIN")) {
                var part = new Ics(value, new ArrayList<>(), new ArrayList<>());
                if (open.size() <= DEEPEST) {
                    open.getFirst().parts.add(part);
                }
                open.push(part);
            } else if (line.name.equals("END")) {
                // An end without a beginning ends nothing.
                if (open.stream().anyMatch(part -> part.name.equals(value))) {
                    while (open.size() > 1 && !open.pop().name.equals(value)) {
                        // What was left open within ends as well.
                    }
                }
            } else {
                open.getFirst().lines.add(line);
            }
        }
        return root.parts.stream().anyMatch(part -> part.name.equals("VCALENDAR")) ? root : null;
    }

    private static List<String> unfolded(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var raw : (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\n|\r", -1)) {
            if (raw.startsWith(" ") || raw.startsWith("\t")) {
                line.append(raw, 1, raw.length());
            } else {
                lines.add(line.toString());
                line.setLength(0);
                line.append(raw);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static @Nullable Line line(String raw) {
        int colon = unquoted(raw, ':', 0);
        if (colon <= 0) {
            return null;
        }
        int end = unquoted(raw, ';', 0);
        Map<String, String> parameters = new HashMap<>();
        for (int from = end; from >= 0 && from < colon; ) {
            int next = unquoted(raw, ';', from + 1);
            var parameter = raw.substring(from + 1, next < 0 || next > colon ? colon : next);
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(
                        parameter.substring(0, equals).toUpperCase(Locale.ROOT), parameter.substring(equals + 1).replace("\"", ""));
            }
            from = next;
        }
        var name = raw.substring(0, end >= 0 && end < colon ? end : colon).strip().toUpperCase(Locale.ROOT);
        return new Line(name, parameters, raw.substring(colon + 1));
    }

    /// Where the sign stands outside of quotes.
    private static int unquoted(String text, char sign, int from) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == sign && !quoted && i >= from) {
                return i;
            }
        }
        return -1;
    }

    /// All parts of a name, however deep.
    Stream<Ics> all(String wanted) {
        return parts.stream().flatMap(part -> Stream.concat(part.name.equals(wanted) ? Stream.of(part) : Stream.of(), part.all(wanted)));
    }

    Stream<Line> lines(String wanted) {
        return lines.stream().filter(line -> line.name.equals(wanted));
    }

    @Nullable Line line1(String wanted) {
        return lines(wanted).findFirst().orElse(null);
    }

    /// The value of the first line of a name, stripped; empty where there is none.
    String value(String wanted) {
        var line = line1(wanted);
        return line == null ? "" : line.value.strip();
    }
}
