package antipode.repositories;

import java.util.ArrayList;
import java.util.List;

/// Who wrote which line of a file, in order of its lines.
public record Blame(List<Range> ranges) {

    /// Lines that one commit wrote: from which line on and how many, and the line and path it first had. Lines count from one.
    ///
    /// @param open whether the search ended at that commit: it had these lines, and whoever wrote them may have done so earlier
    public record Range(int line, int length, String commit, int originalLine, String originalPath, boolean open) {

        public int last() {
            return line + length - 1;
        }
    }

    /// Whether it is not yet known of every line who wrote it.
    public boolean open() {
        return ranges.stream().anyMatch(Range::open);
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
                found.add(new Range(from, to - from + 1, range.commit(), range.originalLine() + from - range.line(), range.originalPath(), range.open()));
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

        void add(int length, String commit, int originalLine, String originalPath, boolean open) {
            var last = ranges.isEmpty() ? null : ranges.getLast();
            if (last != null && last.open() == open && last.commit().equals(commit) && last.originalPath().equals(originalPath)
                    && last.originalLine() + last.length() == originalLine) {
                ranges.set(ranges.size() - 1, new Range(last.line(), last.length() + length, commit, last.originalLine(), originalPath, open));
            } else {
                ranges.add(new Range(next, length, commit, originalLine, originalPath, open));
            }
            next += length;
        }

        void add(List<Range> some) {
            some.forEach(range -> add(range.length(), range.commit(), range.originalLine(), range.originalPath(), range.open()));
        }

        Blame blame() {
            return new Blame(List.copyOf(ranges));
        }
    }

    /// A text of which nothing is known but that a version had it.
    static Blame unknown(int lines, String commit, String path) {
        return new Blame(lines == 0 ? List.of() : List.of(new Range(1, lines, commit, 1, path, true)));
    }

    /// As it is kept: a line for each range; as with git, ^ stands before a commit at which the search ended.
    String written() {
        var text = new StringBuilder();
        ranges.forEach(range -> text.append(range.length()).append(' ').append(range.open() ? "^" : "").append(range.commit()).append(' ')
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
                boolean open = parts[1].startsWith("^");
                ranges.add(new Range(
                        line, length, open ? parts[1].substring(1) : parts[1], Integer.parseInt(parts[2]),
                        parts[3].replace("%0A", "\n").replace("%25", "%"), open));
                line += length;
            }
        }
        return new Blame(List.copyOf(ranges));
    }
}
