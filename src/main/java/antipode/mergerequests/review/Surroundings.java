package antipode.mergerequests.review;

import antipode.repositories.FileDiff;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The lines of a file that differ, with as much of what stands around them as a reader asked for.
///
/// @param hunks runs of lines without anything left out between them
/// @param gaps  what is left out above each of these, and last what is left out below all; one more than there are hunks
record Surroundings(List<FileDiff.Hunk> hunks, List<Gap> gaps) {

    private static final int STEP = 20;

    /// Some lines of the new text, both ends among them, counted from one.
    public record Span(int from, int to) {}

    /// Lines of the new text that are left out.
    ///
    /// @param to    the last of them; nothing where nobody has looked how long the text is
    /// @param above whether something is shown above them, and `below` whether something is shown below
    record Gap(int from, @Nullable Integer to, boolean above, boolean below) {

        private static final Gap NONE = new Gap(1, 0, false, false);

        boolean isEmpty() {
            return to != null && to < from;
        }

        /// Which further lines one can ask for: the next ones, the last ones before the next change, all of them.
        List<More> more() {
            if (isEmpty()) {
                return List.of();
            }
            if (to == null) {
                return List.of(new More(STEP + " lines below", new Span(from, from + STEP - 1)));
            }
            int count = to - from + 1;
            if (count <= STEP) {
                return List.of(new More(count == 1 ? "1 line" : count + " lines", new Span(from, to)));
            }
            List<More> more = new ArrayList<>();
            if (above) {
                more.add(new More(STEP + " lines below", new Span(from, from + STEP - 1)));
            }
            if (below) {
                more.add(new More(STEP + " lines above", new Span(to - STEP + 1, to)));
            }
            more.add(new More("all " + count, new Span(from, to)));
            return more;
        }
    }

    /// A link that shows more.
    record More(String word, Span span) {}

    /// Just what differs, as it is in the difference.
    ///
    /// @param whole whether nothing can stand around it: the file is new or gone, or only its beginning was compared
    static Surroundings of(List<FileDiff.Hunk> hunks, boolean whole) {
        return whole || hunks.isEmpty()
                ? new Surroundings(hunks, Collections.nCopies(hunks.size() + 1, Gap.NONE))
                : of(hunks, List.of(), null);
    }

    /// @param text the file as it is proposed; nothing where no line beside the hunks is asked for
    static Surroundings of(List<FileDiff.Hunk> hunks, List<Span> asked, @Nullable String text) {
        String[] lines = text == null ? null : Positions.split(text);
        List<FileDiff.Line> shown = new ArrayList<>();
        int next = 1;
        int shift = 0;
        for (FileDiff.Hunk hunk : hunks) {
            context(shown, next, firstNew(hunk) - 1, shift, asked, lines, text);
            shown.addAll(hunk.lines());
            next = firstNew(hunk) + hunk.newLines();
            shift = firstOld(hunk) + hunk.oldLines() - next;
        }
        if (lines != null) {
            context(shown, next, lines.length, shift, asked, lines, text);
        }
        List<FileDiff.Hunk> runs = runs(shown, hunks);
        return new Surroundings(runs, gaps(runs, lines == null ? null : lines.length));
    }

    private static void context(
            List<FileDiff.Line> shown, int from, int to, int shift, List<Span> asked, String @Nullable [] lines, @Nullable String text) {
        if (lines == null || text == null) {
            return;
        }
        for (int at = from; at <= Math.min(to, lines.length); at++) {
            int line = at;
            if (asked.stream().anyMatch(span -> span.from() <= line && line <= span.to())) {
                shown.add(new FileDiff.Line(
                        FileDiff.Kind.CONTEXT, at + shift, at, lines[at - 1], at == lines.length && !text.endsWith("\n")));
            }
        }
    }

    /// Where a side has no lines its number is that of the line before.
    private static int firstNew(FileDiff.Hunk hunk) {
        return hunk.newLines() == 0 ? hunk.newStart() + 1 : hunk.newStart();
    }

    private static int firstOld(FileDiff.Hunk hunk) {
        return hunk.oldLines() == 0 ? hunk.oldStart() + 1 : hunk.oldStart();
    }

    /// Parts them where a number is left out.
    private static List<FileDiff.Hunk> runs(List<FileDiff.Line> lines, List<FileDiff.Hunk> hunks) {
        List<FileDiff.Hunk> runs = new ArrayList<>();
        int from = 0;
        int old = 0;
        int now = 0;
        for (int at = 0; at < lines.size(); at++) {
            FileDiff.Line line = lines.get(at);
            Integer oldNumber = line.oldNumber();
            Integer newNumber = line.newNumber();
            boolean parted = at > 0 && (newNumber != null && newNumber != now + 1 || oldNumber != null && oldNumber != old + 1);
            if (parted) {
                runs.add(run(lines.subList(from, at), hunks));
                from = at;
            }
            old = oldNumber == null ? old : oldNumber;
            now = newNumber == null ? now : newNumber;
        }
        runs.add(run(lines.subList(from, lines.size()), hunks));
        return runs;
    }

    private static FileDiff.Hunk run(List<FileDiff.Line> lines, List<FileDiff.Hunk> hunks) {
        for (FileDiff.Hunk hunk : hunks) {
            if (hunk.lines().equals(lines)) {
                return hunk;
            }
        }
        List<Integer> olds = lines.stream().map(FileDiff.Line::oldNumber).filter(Objects::nonNull).toList();
        List<Integer> news = lines.stream().map(FileDiff.Line::newNumber).filter(Objects::nonNull).toList();
        int old = olds.isEmpty() ? 0 : olds.getFirst();
        int now = news.isEmpty() ? 0 : news.getFirst();
        String header = "@@ -" + old + "," + olds.size() + " +" + now + "," + news.size() + " @@";
        return new FileDiff.Hunk(header, old, olds.size(), now, news.size(), List.copyOf(lines));
    }

    private static List<Gap> gaps(List<FileDiff.Hunk> runs, @Nullable Integer length) {
        List<Gap> gaps = new ArrayList<>();
        int next = 1;
        for (FileDiff.Hunk run : runs) {
            gaps.add(new Gap(next, firstNew(run) - 1, !gaps.isEmpty(), true));
            next = firstNew(run) + run.newLines();
        }
        gaps.add(length != null || atEnd(runs.getLast()) ? new Gap(next, length == null ? next - 1 : length, true, false) : new Gap(next, null, true, false));
        return gaps;
    }

    /// Whether a difference ends with its file, as far as it tells by itself: else three lines follow the last change.
    private static boolean atEnd(FileDiff.Hunk last) {
        List<FileDiff.Line> lines = last.lines();
        return lines.size() < 3
                || lines.getLast().unended()
                || lines.subList(lines.size() - 3, lines.size()).stream().anyMatch(line -> line.kind() != FileDiff.Kind.CONTEXT);
    }
}
