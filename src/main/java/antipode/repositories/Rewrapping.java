package antipode.repositories;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/// Prose that is broken into other lines is still the same prose: a line all of whose words stood there in this order, with
/// nothing between them, belongs to whoever wrote them. Git's own blame can't tell.
final class Rewrapping {

    private static final Set<String> PROSE = Set.of("md", "markdown", "mdown", "mkd", "txt", "rst", "adoc", "asciidoc", "org", "tex");
    private static final int MOST_WORDS = 5_000;
    private static final int NOTHING = -1;

    private Rewrapping() {}

    static boolean prose(String path) {
        return PROSE.contains(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /// For each new line of a changed place the old one that most of its words come from, both counted from zero; -1 where a word
    /// was put in or taken out.
    static int[] sources(RawText old, RawText now, Edit place) {
        var sources = new int[place.getLengthB()];
        Arrays.fill(sources, NOTHING);
        var before = Words.of(old, place.getBeginA(), place.getEndA());
        var after = Words.of(now, place.getBeginB(), place.getEndB());
        if (before == null || after == null || before.size() == 0 || after.size() == 0) {
            return sources;
        }
        var touched = new boolean[place.getLengthB()];
        var origins = new int[after.size()];
        var edits = DiffAlgorithm.getAlgorithm(DiffAlgorithm.SupportedAlgorithm.MYERS)
                .diff(RawTextComparator.DEFAULT, before.text(), after.text());
        int there = 0;
        int here = 0;
        for (var edit : edits) {
            int run = edit.getBeginB() - here;
            follow(origins, here, there, run);
            if (run > 0 && weight(after, here, edit.getBeginB()) <= Heredity.MOVED) {
                mark(touched, after, here, edit.getBeginB());
            }
            mark(touched, after, edit.getBeginB(), edit.getEndB());
            if (edit.getLengthA() > 0) {
                // What was taken out changed the line it stood in, or else the one it ended.
                int word = Math.max(0, edit.getBeginB() - 1);
                mark(touched, after, word, word + 1);
            }
            there = edit.getEndA();
            here = edit.getEndB();
        }
        follow(origins, here, there, after.size() - here);
        if (!edits.isEmpty() && weight(after, here, after.size()) <= Heredity.MOVED) {
            mark(touched, after, here, after.size());
        }
        for (int word = 0; word < after.size(); ) {
            int line = after.line()[word];
            int end = word;
            while (end < after.size() && after.line()[end] == line) {
                end++;
            }
            if (!touched[line - place.getBeginB()]) {
                sources[line - place.getBeginB()] = most(origins, before, after, word, end);
            }
            word = end;
        }
        return sources;
    }

    private static void follow(int[] origins, int here, int there, int count) {
        for (int at = 0; at < count; at++) {
            origins[here + at] = there + at;
        }
    }

    private static void mark(boolean[] touched, Words after, int from, int to) {
        for (int word = from; word < Math.min(to, after.size()); word++) {
            touched[after.line()[word] - after.first()] = true;
        }
    }

    private static int weight(Words words, int from, int to) {
        int sum = 0;
        for (int word = from; word < to; word++) {
            sum += words.text().getString(word).length();
        }
        return sum;
    }

    private static int most(int[] origins, Words before, Words after, int from, int to) {
        var letters = new java.util.TreeMap<Integer, Integer>();
        for (int word = from; word < to; word++) {
            letters.merge(before.line()[origins[word]], after.text().getString(word).length(), Integer::sum);
        }
        return letters.entrySet().stream().max(java.util.Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    /// The words of some lines, each on a line of its own, and which line it came from.
    private record Words(RawText text, int[] line, int first) {

        int size() {
            return line.length;
        }

        static @org.jspecify.annotations.Nullable Words of(RawText text, int from, int to) {
            var lines = new int[MOST_WORDS];
            int count = 0;
            var bytes = new java.io.ByteArrayOutputStream();
            for (int line = from; line < to; line++) {
                ByteBuffer raw = text.getRawString(line);
                boolean within = false;
                boolean begun = false;
                while (raw.hasRemaining()) {
                    byte letter = raw.get();
                    boolean space = letter == ' ' || letter == '\t' || letter == '\r' || letter == '\f' || letter == '\u000B';
                    // The sign of a quotation stands before each of its lines.
                    if (space || !begun && letter == '>') {
                        if (within) {
                            bytes.write('\n');
                        }
                        within = false;
                        continue;
                    }
                    begun = true;
                    if (!within) {
                        if (count == MOST_WORDS) {
                            return null;
                        }
                        lines[count++] = line;
                        within = true;
                    }
                    bytes.write(letter);
                }
                if (within) {
                    bytes.write('\n');
                }
            }
            return new Words(new RawText(bytes.toByteArray()), Arrays.copyOf(lines, count), from);
        }
    }
}
