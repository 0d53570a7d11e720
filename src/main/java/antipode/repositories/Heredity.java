package antipode.repositories;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.jspecify.annotations.Nullable;

/// Which lines of a text come from which older one: unchanged but for white space, handed on by a commit that is looked
/// through, wrapped anew, or moved. Everything is counted from zero.
final class Heredity {

    /// How many letters and digits a run of lines must have to be known again elsewhere in its file, as git has it by default.
    static final int MOVED = 20;

    /// How many it must have to be known again from another file of the same commit.
    static final int COPIED = 40;

    private static final int MOST_SEARCHED = 50_000;
    private static final int MOST_PLACES = 64;
    private static final int MOST_MATCHED = 200;
    private static final int LONG = 5_000;

    /// What `git blame -w` compares by.
    private static final RawTextComparator SAME = RawTextComparator.WS_IGNORE_ALL;

    /// What `git blame` uses by default. Where a run of added lines could as well stand a little higher or lower, git's own
    /// heuristics may place it otherwise: mostly a blank line.
    private static final DiffAlgorithm DIFF = DiffAlgorithm.getAlgorithm(DiffAlgorithm.SupportedAlgorithm.MYERS);

    /// For texts so long that the best way from one to the other can't be sought.
    private static final DiffAlgorithm ROUGH = rough();

    private final RawText text;
    private final boolean prose;
    private final int[] ancestor;
    private final int[] line;

    Heredity(RawText text, boolean prose) {
        this.text = text;
        this.prose = prose;
        this.ancestor = new int[text.size()];
        this.line = new int[text.size()];
        Arrays.fill(ancestor, -1);
    }

    /// Lines that stand one behind another in both; of no ancestor (-1) where they are new.
    record Run(int line, int length, int ancestor, int from) {}

    private static DiffAlgorithm rough() {
        var rough = new HistogramDiff();
        rough.setFallbackAlgorithm(null);
        return rough;
    }

    static EditList edits(RawText old, RawText now) {
        return (Math.min(old.size(), now.size()) > LONG ? ROUGH : DIFF).diff(SAME, old, now);
    }

    /// All is the ancestor's.
    void same(int from) {
        for (int at = 0; at < line.length; at++) {
            take(at, from, at);
        }
    }

    /// Lines outside the edits are the ancestor's; and those of prose that were only wrapped.
    void inherit(int from, RawText old, EditList edits) {
        int here = 0;
        int there = 0;
        for (var edit : edits) {
            while (here < edit.getBeginB()) {
                take(here++, from, there++);
            }
            if (prose && edit.getLengthA() > 0 && edit.getLengthB() > 0) {
                var sources = Rewrapping.sources(old, text, edit);
                for (int at = 0; at < sources.length; at++) {
                    if (sources[at] >= 0) {
                        take(edit.getBeginB() + at, from, sources[at]);
                    }
                }
            }
            here = edit.getEndB();
            there = edit.getEndA();
        }
        while (here < line.length) {
            take(here++, from, there++);
        }
    }

    /// A commit that is looked through also hands on the lines it rewrote: one for one, or to those most like them.
    void lookThrough(int from, RawText old, EditList edits) {
        for (var edit : edits) {
            int olds = edit.getLengthA();
            int news = edit.getLengthB();
            if (olds == news || olds > MOST_MATCHED || news > MOST_MATCHED) {
                for (int at = 0; at < Math.min(olds, news); at++) {
                    take(edit.getBeginB() + at, from, edit.getBeginA() + at);
                }
            } else if (olds > 0 && news > 0) {
                match(from, old, edit);
            }
        }
    }

    /// Keeps the order, and the likeness as large as it can be.
    private void match(int from, RawText old, Edit edit) {
        int olds = edit.getLengthA();
        int news = edit.getLengthB();
        var before = new ArrayList<Map<Integer, Integer>>();
        for (int at = 0; at < olds; at++) {
            before.add(pairs(old.getString(edit.getBeginA() + at)));
        }
        var like = new int[news][olds];
        var best = new int[news + 1][olds + 1];
        for (int here = news - 1; here >= 0; here--) {
            var words = pairs(text.getString(edit.getBeginB() + here));
            for (int there = olds - 1; there >= 0; there--) {
                like[here][there] = common(words, before.get(there));
                // Several new lines may come of one old line.
                best[here][there] = Math.max(best[here][there + 1], like[here][there] == 0 ? best[here + 1][there] : like[here][there] + best[here + 1][there]);
            }
        }
        for (int here = 0, there = 0; here < news && there < olds; ) {
            if (best[here][there] == best[here][there + 1]) {
                there++;
            } else {
                if (like[here][there] > 0) {
                    take(edit.getBeginB() + here, from, edit.getBeginA() + there);
                }
                here++;
            }
        }
    }

    private static Map<Integer, Integer> pairs(String line) {
        var pairs = new HashMap<Integer, Integer>();
        var letters = line.toLowerCase(java.util.Locale.ROOT).replaceAll("\\s+", "");
        for (int at = 0; at + 1 < letters.length(); at++) {
            pairs.merge(letters.charAt(at) << 16 | letters.charAt(at + 1), 1, Integer::sum);
        }
        return pairs;
    }

    private static int common(Map<Integer, Integer> one, Map<Integer, Integer> other) {
        int sum = 0;
        for (var pair : one.entrySet()) {
            sum += Math.min(pair.getValue(), other.getOrDefault(pair.getKey(), 0));
        }
        return sum;
    }

    /// A text in which lines may have stood that are new here.
    record Place(int ancestor, RawText text, Map<Integer, List<Integer>> lines) {

        static @Nullable Place of(int ancestor, RawText text) {
            if (text.size() > MOST_SEARCHED) {
                return null;
            }
            var lines = new HashMap<Integer, List<Integer>>();
            for (int at = 0; at < text.size(); at++) {
                var same = lines.computeIfAbsent(SAME.hash(text, at), _ -> new ArrayList<>(1));
                if (same.size() < MOST_PLACES) {
                    same.add(at);
                }
            }
            return new Place(ancestor, text, lines);
        }
    }

    /// Seeks what is new elsewhere: each time the weightiest run of lines that stood in one of the places.
    void seek(List<Place> places, int weight) {
        var left = new ArrayDeque<int[]>();
        for (int at = 0; at < ancestor.length; ) {
            int end = at;
            while (end < ancestor.length && ancestor[end] < 0) {
                end++;
            }
            if (end > at && end - at <= MOST_SEARCHED) {
                left.add(new int[] {at, end});
            }
            at = Math.max(end, at + 1);
        }
        while (!left.isEmpty() && !places.isEmpty()) {
            var chunk = left.poll();
            if (weight(chunk[0], chunk[1]) <= weight) {
                continue;
            }
            Run best = null;
            int most = weight;
            for (var place : places) {
                for (int at = chunk[0]; at < chunk[1]; at++) {
                    for (int there : place.lines().getOrDefault(SAME.hash(text, at), List.of())) {
                        boolean middle = at > chunk[0] && there > 0 && SAME.equals(text, at - 1, place.text(), there - 1);
                        if (!middle) {
                            int length = 0;
                            while (at + length < chunk[1] && there + length < place.text().size()
                                    && SAME.equals(text, at + length, place.text(), there + length)) {
                                length++;
                            }
                            int found = weight(at, at + length);
                            if (found > most) {
                                most = found;
                                best = new Run(at, length, place.ancestor(), there);
                            }
                        }
                    }
                }
            }
            if (best != null) {
                for (int at = 0; at < best.length(); at++) {
                    take(best.line() + at, best.ancestor(), best.from() + at);
                }
                left.add(new int[] {chunk[0], best.line()});
                left.add(new int[] {best.line() + best.length(), chunk[1]});
            }
        }
    }

    /// Whether anything is left that could be known again.
    boolean unknown(int weight) {
        for (int at = 0; at < ancestor.length; ) {
            int end = at;
            while (end < ancestor.length && ancestor[end] < 0) {
                end++;
            }
            if (weight(at, end) > weight) {
                return true;
            }
            at = Math.max(end, at + 1);
        }
        return false;
    }

    /// As git counts, one and each letter and digit; but letters of every script.
    private int weight(int from, int to) {
        int sum = 0;
        for (int at = from; at < to; at++) {
            var raw = text.getRawString(at);
            while (raw.hasRemaining()) {
                int letter = raw.get() & 0xFF;
                if (letter >= 0xC0 || letter >= '0' && letter <= '9' || (letter | 0x20) >= 'a' && (letter | 0x20) <= 'z') {
                    sum++;
                }
            }
        }
        return from < to ? sum + 1 : 0;
    }

    private void take(int at, int from, int there) {
        if (ancestor[at] < 0) {
            ancestor[at] = from;
            line[at] = there;
        }
    }

    List<Run> runs() {
        var runs = new ArrayList<Run>();
        for (int at = 0; at < ancestor.length; ) {
            int end = at + 1;
            while (end < ancestor.length && ancestor[end] == ancestor[at] && (ancestor[at] < 0 || line[end] == line[at] + end - at)) {
                end++;
            }
            runs.add(new Run(at, end - at, ancestor[at], line[at]));
            at = end;
        }
        return runs;
    }
}
