package antipode.repositories;

import java.util.ArrayList;
import java.util.List;

/// Who wrote which line of a file, in order of its lines.
public record Blame(List<Range> ranges) {

    /// Lines that one commit wrote: from which line on and how many, and the line and path it first had. Lines count from one.
    public record Range(int line, int length, String commit, int originalLine, String originalPath) {

        public int last() {
            return line + length - 1;
        }
    }

    /// How many lines it knows of.
    public int lines() {
        return ranges.isEmpty() ? 0 : ranges.getLast().last();
    }

    /// What it says of the lines from one to another, both of them included.
    public List<Range> within(int first, int last) {
        var found = new ArrayList<Range>();
        for (int at = at(first); at < ranges.size() && ranges.get(at).line() <= last; at++) {
            var range = ranges.get(at);
            int from = Math.max(first, range.line());
            int to = Math.min(last, range.last());
            if (from <= to) {
                found.add(new Range(from, to - from + 1, range.commit(), range.originalLine() + from - range.line(), range.originalPath()));
            }
        }
        return found;
    }

    /// Which of the ranges holds a line, or is the first behind it.
    private int at(int line) {
        int low = 0;
        int high = ranges.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ranges.get(middle).last() < line) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Puts ranges one behind another, and those together that belong together.
    static final class Composed {

        private final List<Range> ranges = new ArrayList<>();
        private int next = 1;

        void add(int length, String commit, int originalLine, String originalPath) {
            var last = ranges.isEmpty() ? null : ranges.getLast();
            if (last != null && last.commit().equals(commit) && last.originalPath().equals(originalPath)
                    && last.originalLine() + last.length() == originalLine) {
                ranges.set(ranges.size() - 1, new Range(last.line(), last.length() + length, commit, last.originalLine(), originalPath));
            } else {
                ranges.add(new Range(next, length, commit, originalLine, originalPath));
            }
            next += length;
        }

        Blame blame() {
            return new Blame(List.copyOf(ranges));
        }
    }

    /// As it is kept: a line for each range.
    String written() {
        var text = new StringBuilder();
        ranges.forEach(range -> text.append(range.length()).append(' ').append(range.commit()).append(' ')
                .append(range.originalLine()).append(' ').append(range.originalPath().replace("%", "%25").replace("\n", "%0A")).append('\n'));
        return text.toString();
    }

    static Blame read(String written) {
        var ranges = new ArrayList<Range>();
        int line = 1;
        for (var row : written.split("\n")) {
            if (!row.isEmpty()) {
                var parts = row.split(" ", 4);
                int length = Integer.parseInt(parts[0]);
                ranges.add(new Range(line, length, parts[1], Integer.parseInt(parts[2]), parts[3].replace("%0A", "\n").replace("%25", "%")));
                line += length;
            }
        }
        return new Blame(List.copyOf(ranges));
    }
}
