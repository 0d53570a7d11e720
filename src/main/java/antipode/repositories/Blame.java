package antipode.repositories;

import java.util.ArrayList;
import java.util.List;

/// Who wrote which line of a file, in order of its lines.
public record Blame(List<Range> ranges) {

    /// Lines that one commit wrote: from which line on and how many, and the line and path it first had. Lines count from one.
    public record Range(int line, int length, String commit, int originalLine, String originalPath) {}

    /// One line of the file.
    record Origin(String commit, int line, String path) {}

    static Blame of(Origin[] lines) {
        var ranges = new ArrayList<Range>();
        for (int i = 0; i < lines.length; ) {
            var first = lines[i];
            int length = 1;
            while (i + length < lines.length && lines[i + length].equals(new Origin(first.commit(), first.line() + length, first.path()))) {
                length++;
            }
            ranges.add(new Range(i + 1, length, first.commit(), first.line(), first.path()));
            i += length;
        }
        return new Blame(List.copyOf(ranges));
    }

    Origin[] lines() {
        var lines = new Origin[ranges.stream().mapToInt(Range::length).sum()];
        for (var range : ranges) {
            for (int i = 0; i < range.length(); i++) {
                lines[range.line() - 1 + i] = new Origin(range.commit(), range.originalLine() + i, range.originalPath());
            }
        }
        return lines;
    }

    /// As it is kept: a line for each range.
    String written() {
        var text = new StringBuilder();
        ranges.forEach(range -> text.append(range.length()).append(' ').append(range.commit()).append(' ')
                .append(range.originalLine()).append(' ').append(range.originalPath()).append('\n'));
        return text.toString();
    }

    static Blame read(String written) {
        var ranges = new ArrayList<Range>();
        int line = 1;
        for (var row : written.split("\n")) {
            if (!row.isEmpty()) {
                var parts = row.split(" ", 4);
                int length = Integer.parseInt(parts[0]);
                ranges.add(new Range(line, length, parts[1], Integer.parseInt(parts[2]), parts[3]));
                line += length;
            }
        }
        return new Blame(List.copyOf(ranges));
    }
}
