package antipode.repositories;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/// The lines two versions differ in. Where a run of added or removed lines could as well stand a little higher or lower,
/// it is put where git would put it: beside the other side's change, else where indentation and blank lines suggest.
final class LineDiff {

    private static final int SLIDING = 100;

    private final Side before;
    private final Side after;

    private LineDiff(RawText before, RawText after) {
        this.before = new Side(before);
        this.after = new Side(after);
    }

    static EditList edits(RawText before, RawText after) {
        var diff = new LineDiff(before, after);
        diff.compare();
        diff.before.settle(diff.after);
        diff.after.settle(diff.before);
        return diff.edits();
    }

    /// Marks what differs. As git does, compares only lines that the other side has too, and leaves out frequent ones (blank
    /// lines, mostly) that stand among lines it lacks: else a rewritten paragraph's blank lines would be held for old ones.
    private void compare() {
        var numbers = new HashMap<String, Integer>();
        var one = before.numbers(numbers);
        var other = after.numbers(numbers);
        int start = 0;
        while (start < one.length && start < other.length && one[start] == other[start]) {
            start++;
        }
        int endOne = one.length;
        int endOther = other.length;
        while (endOne > start && endOther > start && one[endOne - 1] == other[endOther - 1]) {
            endOne--;
            endOther--;
        }
        var keptOne = before.kept(one, start, endOne, counts(other, numbers.size()));
        var keptOther = after.kept(other, start, endOther, counts(one, numbers.size()));
        var a = pick(one, keptOne);
        var b = pick(other, keptOther);
        new Shortest(a, b, before.changed, keptOne, after.changed, keptOther).compare(0, a.length, 0, b.length);
    }

    private static int[] counts(int[] lines, int size) {
        var counts = new int[size];
        for (int line : lines) {
            counts[line]++;
        }
        return counts;
    }

    private static int[] pick(int[] lines, int[] kept) {
        return java.util.Arrays.stream(kept).map(index -> lines[index]).toArray();
    }

    /// The shortest way from one sequence to another, found from both ends at once (Myers 1986).
    private record Shortest(int[] a, int[] b, BitSet changedA, int[] indexA, BitSet changedB, int[] indexB) {

        private static final int DEAREST = 5000;

        void compare(int fromA, int toA, int fromB, int toB) {
            while (fromA < toA && fromB < toB && a[fromA] == b[fromB]) {
                fromA++;
                fromB++;
            }
            while (fromA < toA && fromB < toB && a[toA - 1] == b[toB - 1]) {
                toA--;
                toB--;
            }
            if (fromA == toA || fromB == toB) {
                mark(fromA, toA, fromB, toB);
                return;
            }
            int[] middle = middle(fromA, toA, fromB, toB);
            if (middle.length == 0) {
                mark(fromA, toA, fromB, toB);
            } else {
                compare(fromA, middle[0], fromB, middle[1]);
                compare(middle[0], toA, middle[1], toB);
            }
        }

        private void mark(int fromA, int toA, int fromB, int toB) {
            for (int i = fromA; i < toA; i++) {
                changedA.set(indexA[i]);
            }
            for (int i = fromB; i < toB; i++) {
                changedB.set(indexB[i]);
            }
        }

        /// Where the ways from both ends meet; nowhere, if that is too far: then all of it counts as rewritten.
        private int[] middle(int fromA, int toA, int fromB, int toB) {
            int lowest = fromA - toB;
            int highest = toA - fromB;
            int zero = -lowest + 1;
            int forward = fromA - fromB;
            int backward = toA - toB;
            var there = new int[highest - lowest + 3];
            var back = new int[highest - lowest + 3];
            there[zero + forward] = fromA;
            back[zero + backward] = toA;
            int lowThere = forward;
            int highThere = forward;
            int lowBack = backward;
            int highBack = backward;
            boolean odd = (forward - backward & 1) != 0;
            for (int cost = 1; cost < DEAREST; cost++) {
                if (lowThere > lowest) {
                    there[zero + --lowThere - 1] = -1;
                } else {
                    lowThere++;
                }
                if (highThere < highest) {
                    there[zero + ++highThere + 1] = -1;
                } else {
                    highThere--;
                }
                for (int d = highThere; d >= lowThere; d -= 2) {
                    int i = Math.max(there[zero + d - 1] + 1, there[zero + d + 1]);
                    while (i < toA && i - d < toB && a[i] == b[i - d]) {
                        i++;
                    }
                    there[zero + d] = i;
                    if (odd && lowBack <= d && d <= highBack && back[zero + d] <= i) {
                        return new int[] {i, i - d};
                    }
                }
                if (lowBack > lowest) {
                    back[zero + --lowBack - 1] = Integer.MAX_VALUE;
                } else {
                    lowBack++;
                }
                if (highBack < highest) {
                    back[zero + ++highBack + 1] = Integer.MAX_VALUE;
                } else {
                    highBack--;
                }
                for (int d = highBack; d >= lowBack; d -= 2) {
                    int i = Math.min(back[zero + d - 1], back[zero + d + 1] - 1);
                    while (i > fromA && i - d > fromB && a[i - 1] == b[i - d - 1]) {
                        i--;
                    }
                    back[zero + d] = i;
                    if (!odd && lowThere <= d && d <= highThere && i <= there[zero + d]) {
                        return new int[] {i, i - d};
                    }
                }
            }
            return new int[0];
        }
    }

    private EditList edits() {
        var edits = new EditList();
        int a = 0;
        int b = 0;
        while (a < before.size() || b < after.size()) {
            if (before.changed.get(a) || after.changed.get(b)) {
                int endA = before.changed.nextClearBit(a);
                int endB = after.changed.nextClearBit(b);
                edits.add(new Edit(a, endA, b, endB));
                a = endA;
                b = endB;
            } else {
                a++;
                b++;
            }
        }
        return edits;
    }

    /// One version, and which of its lines the other lacks.
    private static final class Side {

        private final RawText text;
        private final BitSet changed = new BitSet();

        Side(RawText text) {
            this.text = text;
        }

        int size() {
            return text.size();
        }

        int[] numbers(Map<String, Integer> numbers) {
            var lines = new int[size()];
            for (int i = 0; i < lines.length; i++) {
                var line = new String(bytes(i), StandardCharsets.ISO_8859_1) + (i == size() - 1 && text.isMissingNewlineAtEnd() ? "" : "\n");
                var known = numbers.putIfAbsent(line, numbers.size());
                lines[i] = known == null ? numbers.size() - 1 : known;
            }
            return lines;
        }

        /// The lines worth comparing; all others between `start` and `end` are marked as changed.
        int[] kept(int[] lines, int start, int end, int[] elsewhere) {
            int often = 1;
            for (int rest = size() + 1; rest > 0; rest >>= 2) {
                often <<= 1;
            }
            often = Math.min(often, 1024);
            var how = new int[size()];
            for (int i = start; i < end; i++) {
                int count = elsewhere[lines[i]];
                how[i] = count == 0 ? 0 : count >= often ? 2 : 1;
            }
            var kept = new int[end - start];
            int size = 0;
            for (int i = start; i < end; i++) {
                if (how[i] == 1 || how[i] == 2 && !lost(how, i, start, end - 1)) {
                    kept[size++] = i;
                } else {
                    changed.set(i);
                }
            }
            return java.util.Arrays.copyOf(kept, size);
        }

        private static boolean lost(int[] how, int at, int start, int last) {
            int[] up = around(how, at, -1, Math.max(start, at - SLIDING));
            int[] down = around(how, at, 1, Math.min(last, at + SLIDING));
            int lacking = up[0] + down[0];
            int frequent = up[1] + down[1];
            return up[0] != 0 && down[0] != 0 && frequent * 4 < frequent + lacking;
        }

        private static int[] around(int[] how, int at, int step, int limit) {
            int lacking = 0;
            int frequent = 1;
            for (int i = at + step; step < 0 ? i >= limit : i <= limit; i += step) {
                if (how[i] == 0) {
                    lacking++;
                } else if (how[i] == 2) {
                    frequent++;
                } else {
                    break;
                }
            }
            return new int[] {lacking, frequent};
        }

        private boolean same(int one, int other) {
            return RawTextComparator.DEFAULT.equals(text, one, text, other);
        }

        /// Slides every run of changed lines to its best place. The runs of both sides correspond one to one, empty ones
        /// counted: between two neighbours of one side lie as many common lines as on the other.
        void settle(Side other) {
            int start = 0;
            int end = changed.nextClearBit(0);
            int otherEnd = other.changed.nextClearBit(0);
            int otherStart = 0;
            while (true) {
                if (start != end) {
                    int highest;
                    int aligned;
                    int length;
                    do {
                        length = end - start;
                        aligned = -1;
                        while (start > 0 && same(start - 1, end - 1)) {
                            changed.set(--start);
                            changed.clear(--end);
                            start = changed.previousClearBit(start) + 1;
                            otherEnd = otherStart - 1;
                            otherStart = other.changed.previousClearBit(otherEnd - 1) + 1;
                            if (otherEnd < otherStart) {
                                otherStart = otherEnd;
                            }
                        }
                        highest = end;
                        if (otherEnd > otherStart) {
                            aligned = end;
                        }
                        while (end < size() && same(start, end)) {
                            changed.clear(start++);
                            changed.set(end++);
                            end = changed.nextClearBit(end);
                            otherStart = otherEnd + 1;
                            otherEnd = other.changed.nextClearBit(otherStart);
                            if (otherEnd > otherStart) {
                                aligned = end;
                            }
                        }
                    } while (length != end - start);
                    int target = highest == end ? end : aligned != -1 ? aligned : best(start, end, highest);
                    while (end > target) {
                        changed.set(--start);
                        changed.clear(--end);
                        otherEnd = otherStart - 1;
                        otherStart = other.changed.previousClearBit(otherEnd - 1) + 1;
                        if (otherEnd < otherStart) {
                            otherStart = otherEnd;
                        }
                    }
                }
                if (end >= size()) {
                    return;
                }
                start = end + 1;
                end = changed.nextClearBit(start);
                otherStart = otherEnd + 1;
                otherEnd = other.changed.nextClearBit(otherStart);
            }
        }

        private int best(int start, int end, int highest) {
            int length = end - start;
            int shift = Math.max(highest, Math.max(end - length - 1, end - SLIDING));
            int best = -1;
            Score least = null;
            for (; shift <= end; shift++) {
                var score = new Score();
                score.add(split(shift));
                score.add(split(shift - length));
                if (least == null || score.compareTo(least) <= 0) {
                    least = score;
                    best = shift;
                }
            }
            return best;
        }

        private Split split(int at) {
            int indent = at >= size() ? -1 : indent(at);
            int blanksBefore = 0;
            int indentBefore = -1;
            for (int i = at - 1; i >= 0; i--) {
                indentBefore = indent(i);
                if (indentBefore != -1) {
                    break;
                }
                if (++blanksBefore == 20) {
                    indentBefore = 0;
                    break;
                }
            }
            int blanksAfter = 0;
            int indentAfter = -1;
            for (int i = at + 1; i < size(); i++) {
                indentAfter = indent(i);
                if (indentAfter != -1) {
                    break;
                }
                if (++blanksAfter == 20) {
                    indentAfter = 0;
                    break;
                }
            }
            return new Split(at >= size(), indent, blanksBefore, indentBefore, blanksAfter, indentAfter);
        }

        /// Columns before the first letter; -1 for a blank line.
        private int indent(int line) {
            int columns = 0;
            for (byte letter : bytes(line)) {
                switch (letter) {
                    case ' ' -> columns++;
                    case '\t' -> columns += 8 - columns % 8;
                    case '\n', '\r', '\f', 0x0b -> {}
                    default -> {
                        return columns;
                    }
                }
                if (columns >= 200) {
                    return 200;
                }
            }
            return -1;
        }

        private byte[] bytes(int line) {
            var buffer = text.getRawString(line);
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }
    }

    /// What lies around the place between two lines.
    private record Split(boolean atEnd, int indent, int blanksBefore, int indentBefore, int blanksAfter, int indentAfter) {}

    /// How ill a run of changed lines stands: by the indentation where it begins and ends first, then by penalties.
    private static final class Score implements Comparable<Score> {

        private int indents;
        private int penalty;

        void add(Split split) {
            if (split.indentBefore() == -1 && split.blanksBefore() == 0) {
                penalty += 1;
            }
            if (split.atEnd()) {
                penalty += 21;
            }
            int blanksAfter = split.indent() == -1 ? 1 + split.blanksAfter() : 0;
            int blanks = split.blanksBefore() + blanksAfter;
            penalty += -30 * blanks + 6 * blanksAfter;
            int indent = split.indent() != -1 ? split.indent() : split.indentAfter();
            indents += indent;
            boolean blank = blanks != 0;
            if (indent == -1 || split.indentBefore() == -1 || indent == split.indentBefore()) {
                return;
            }
            if (indent > split.indentBefore()) {
                penalty += blank ? 10 : -4;
            } else if (split.indentAfter() != -1 && split.indentAfter() > indent) {
                penalty += blank ? 17 : 24;
            } else {
                penalty += blank ? 17 : 23;
            }
        }

        @Override
        public int compareTo(Score other) {
            return 60 * Integer.signum(Integer.compare(indents, other.indents)) + penalty - other.penalty;
        }
    }
}
