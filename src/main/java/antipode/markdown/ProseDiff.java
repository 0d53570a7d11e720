package antipode.markdown;

import module java.base;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import org.jspecify.annotations.Nullable;

/// What changed between two versions of a text, told for readers: whole paragraphs, with words put in (`<ins>`) and taken out
/// (`<del>`), and what stayed the same folded away. Blocks are matched first, so that a changed paragraph is compared with what
/// it was before; then words.
public record ProseDiff(List<Row> rows, int wordsIn, int wordsOut) {
    /// Beyond this many pairs of blocks the differing middle is shown as taken out and put in.
    private static final long MOST_PAIRS = 4_000_000;

    /// Beyond this many differing pieces on both sides together too: the work grows with their number squared.
    private static final int MOST_PIECES = 8_000;

    /// Beyond this many pairs within one change, blocks are matched in their order instead of by likeness.
    private static final int MOST_LIKENESSES = 2_500;

    private static final double ALIKE = 0.4;
    private static final Pattern BLANKS = Pattern.compile("\\s++");
    private static final Pattern SALT = Pattern.compile("(\"#?fn(?:ref)?-[^\"]{0,200})-[0-9a-f]{1,8}\"");

    /// One thing to print, from top to bottom.
    public sealed interface Row permits Changed, Context, Unchanged {}

    /// What happened to a block.
    public enum Change {
        EDITED,
        ADDED,
        REMOVED
    }

    /// A block that differs. Lines are counted from 1; 0 on the side where the block isn't.
    public record Changed(Change change, int oldLine, int oldEnd, int newLine, int newEnd, String html) implements Row {
        /// The line to print beside it: of the new text, or of the old where only the old has it.
        public int line() {
            return newLine > 0 ? newLine : oldLine;
        }
    }

    /// The heading under which the next change stands.
    public record Context(int line, int end, String html) implements Row {}

    /// Blocks that stayed as they were, with the lines of the new text.
    public record Unchanged(List<Block> blocks) implements Row {
        public int count() {
            return blocks.size();
        }
    }

    public static ProseDiff of(String before, String after) {
        return of(before, after, Links.AS_WRITTEN);
    }

    public static ProseDiff of(String before, String after, Links links) {
        return new Telling(units(before, links), units(after, links)).tell();
    }

    public boolean isEmpty() {
        return wordsIn == 0 && wordsOut == 0 && rows.stream().noneMatch(Changed.class::isInstance);
    }

    private static List<Block> units(String source, Links links) {
        if (source.isEmpty()) return List.of();
        if (Source.beyondReading(source)) return Markdown.render(source).blocks();
        try {
            return new Printing(new Reading(Source.of(source)), links, false, Printing.Cut.ITEMS).blocks();
        } catch (Printing.Overflow | StackOverflowError tooMuch) {
            return Markdown.render(source).blocks();
        }
    }

    private static final class Telling {
        private final List<Block> before;
        private final List<Block> after;
        private final List<Row> rows = new ArrayList<>();
        private final List<Block> same = new ArrayList<>();
        private int wordsIn;
        private int wordsOut;

        Telling(List<Block> before, List<Block> after) {
            this.before = before;
            this.after = after;
        }

        ProseDiff tell() {
            int done = 0;
            for (var change : changes(before.stream().map(Telling::key).toList(), after.stream().map(Telling::key).toList())) {
                same.addAll(after.subList(done, change.newStart()));
                change(before.subList(change.oldStart(), change.oldEnd()), after.subList(change.newStart(), change.newEnd()));
                done = change.newEnd();
            }
            same.addAll(after.subList(done, after.size()));
            fold(false);
            return new ProseDiff(List.copyOf(rows), wordsIn, wordsOut);
        }

        /// What makes a block the same block: not how its lines were broken, nor the number that an item got from those before
        /// it, nor the salt that keeps the footnotes of two messages apart.
        private static String key(Block block) {
            var key = block.html().contains("<pre") ? block.html() : BLANKS.matcher(block.html()).replaceAll(" ");
            if (key.startsWith("<ol start=")) key = "<ol" + key.substring(key.indexOf('>'));
            return key.contains("fn-") || key.contains("fnref-") ? SALT.matcher(key).replaceAll("$1") : key;
        }

        private void change(List<Block> out, List<Block> in) {
            var partner = partners(out, in);
            int taken = 0;
            for (int at = 0; at < in.size(); at++) {
                int old = partner[at];
                if (old >= 0) {
                    while (taken < old) removed(out.get(taken++));
                    taken = old + 1;
                    edited(out.get(old), in.get(at));
                } else added(in.get(at));
            }
            while (taken < out.size()) removed(out.get(taken++));
        }

        private void edited(Block old, Block now) {
            var words = WordDiff.of(old.html(), now.html());
            count(words.in(), words.out());
            row(new Changed(Change.EDITED, old.start(), old.end(), now.start(), now.end(), words.html()));
        }

        private void added(Block block) {
            var words = WordDiff.whole(block.html(), "ins");
            count(words.in(), 0);
            row(new Changed(Change.ADDED, 0, 0, block.start(), block.end(), words.html()));
        }

        private void removed(Block block) {
            var words = WordDiff.whole(block.html(), "del");
            count(0, words.out());
            row(new Changed(Change.REMOVED, block.start(), block.end(), 0, 0, words.html()));
        }

        private void count(int in, int out) {
            wordsIn += in;
            wordsOut += out;
        }

        private void row(Changed changed) {
            fold(true);
            rows.add(changed);
        }

        /// Prints what stayed the same so far, leaving out the last heading of it to stand above the change.
        private void fold(boolean beforeChange) {
            int heading = -1;
            for (int at = 0; beforeChange && at < same.size(); at++) if (isHeading(same.get(at))) heading = at;
            unchanged(same.subList(0, heading < 0 ? same.size() : heading));
            if (heading >= 0) {
                rows.add(new Context(same.get(heading).start(), same.get(heading).end(), same.get(heading).html()));
                unchanged(same.subList(heading + 1, same.size()));
            }
            same.clear();
        }

        private void unchanged(List<Block> blocks) {
            if (!blocks.isEmpty()) rows.add(new Unchanged(List.copyOf(blocks)));
        }
    }

    private static boolean isHeading(Block block) {
        return block.html().length() > 3 && block.html().startsWith("<h") && Marks.digit(block.html().charAt(2));
    }

    /// For each new block the old one it grew out of, or -1; in the same order on both sides.
    private static int[] partners(List<Block> out, List<Block> in) {
        var partner = new int[in.size()];
        Arrays.fill(partner, -1);
        if (out.isEmpty() || in.isEmpty()) return partner;
        var olds = out.stream().map(WordDiff::bag).toList();
        var news = in.stream().map(WordDiff::bag).toList();
        if ((long) out.size() * in.size() > MOST_LIKENESSES) {
            for (int at = 0; at < Math.min(out.size(), in.size()); at++)
                if (likeness(out.get(at), olds.get(at), in.get(at), news.get(at)) >= ALIKE) partner[at] = at;
            return partner;
        }
        var best = new double[out.size() + 1][in.size() + 1];
        var like = new double[out.size()][in.size()];
        for (int i = out.size() - 1; i >= 0; i--)
            for (int j = in.size() - 1; j >= 0; j--) {
                double likeness = likeness(out.get(i), olds.get(i), in.get(j), news.get(j));
                like[i][j] = likeness >= ALIKE ? likeness : 0;
                best[i][j] = Math.max(Math.max(best[i + 1][j], best[i][j + 1]), like[i][j] > 0 ? like[i][j] + best[i + 1][j + 1] : 0);
            }
        for (int i = 0, j = 0; i < out.size() && j < in.size(); ) {
            if (like[i][j] > 0 && best[i][j] == like[i][j] + best[i + 1][j + 1]) partner[j++] = i++;
            else if (best[i][j] == best[i + 1][j]) i++;
            else j++;
        }
        pairInPlace(partner, out, in);
        return partner;
    }

    /// As many paragraphs in the place of as many are those paragraphs rewritten, however little is left of them.
    private static void pairInPlace(int[] partner, List<Block> out, List<Block> in) {
        int old = 0;
        for (int from = 0, to; from <= in.size(); from = to + 1) {
            for (to = from; to < in.size() && partner[to] < 0; to++) {}
            int next = to < in.size() ? partner[to] : out.size();
            boolean alike = next - old == to - from;
            for (int at = 0; alike && at < to - from; at++) alike = kind(out.get(old + at)).equals(kind(in.get(from + at)));
            for (int at = 0; alike && at < to - from; at++) partner[from + at] = old + at;
            old = next + 1;
        }
    }

    private static double likeness(Block old, Map<String, Integer> oldWords, Block now, Map<String, Integer> newWords) {
        if (!kind(old).equals(kind(now))) return 0;
        var fewer = oldWords.size() < newWords.size() ? oldWords : newWords;
        var more = fewer == oldWords ? newWords : oldWords;
        long common = 0;
        for (var word : fewer.entrySet()) common += Math.min(word.getValue(), more.getOrDefault(word.getKey(), 0));
        long all = sum(oldWords) + sum(newWords);
        return all == 0 ? 1 : 2.0 * common / all;
    }

    private static long sum(Map<String, Integer> words) {
        return words.values().stream().mapToLong(Integer::longValue).sum();
    }

    private static String kind(Block block) {
        int end = 1;
        while (end < block.html().length() && Character.isLetterOrDigit(block.html().charAt(end))) end++;
        return block.html().substring(0, Math.min(end, block.html().length()));
    }

    /// Where two lists differ: from `oldStart` to `oldEnd` of the one stands what is from `newStart` to `newEnd` in the other.
    record Span(int oldStart, int oldEnd, int newStart, int newEnd) {}

    static List<Span> changes(List<String> beforeKeys, List<String> afterKeys) {
        var numbers = new HashMap<String, Integer>();
        var before = beforeKeys.stream().map(key -> numbers.computeIfAbsent(key, _ -> numbers.size())).toList();
        var after = afterKeys.stream().map(key -> numbers.computeIfAbsent(key, _ -> numbers.size())).toList();
        int head = 0;
        int most = Math.min(before.size(), after.size());
        while (head < most && before.get(head).equals(after.get(head))) head++;
        int tail = 0;
        while (tail < most - head && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) tail++;
        var old = before.subList(head, before.size() - tail);
        var now = after.subList(head, after.size() - tail);
        if (old.isEmpty() && now.isEmpty()) return List.of();
        if (old.isEmpty() || now.isEmpty() || (long) old.size() * now.size() > MOST_PAIRS || old.size() + now.size() > MOST_PIECES)
            return List.of(new Span(head, head + old.size(), head, head + now.size()));
        @Nullable DiffAlgorithmListener nobody = null;
        var spans = new ArrayList<Span>();
        for (var change : new MyersDiffWithLinearSpace<Integer>().computeDiff(old, now, nobody)) {
            if (change.deltaType == DeltaType.EQUAL) continue;
            var span = new Span(head + change.startOriginal, head + change.endOriginal, head + change.startRevised, head + change.endRevised);
            var last = spans.isEmpty() ? null : spans.getLast();
            if (last != null && last.oldEnd() == span.oldStart() && last.newEnd() == span.newStart())
                spans.set(spans.size() - 1, new Span(last.oldStart(), span.oldEnd(), last.newStart(), span.newEnd()));
            else spans.add(span);
        }
        return spans;
    }
}
