package antipode.mergerequests.review;

import antipode.markdown.Block;
import antipode.markdown.ProseDiff;
import antipode.mergerequests.Changed;
import antipode.repositories.FileDiff;
import antipode.threads.Discussion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One file that changes, with what is said beside its lines.
public final class FileChange {

    /// What stands beside some lines.
    public sealed interface Said {

        DiffPosition position();
    }

    public record Thread(Discussion discussion, DiffPosition position) implements Said {}

    public record Draft(DraftNote note, DiffPosition position) implements Said {}

    /// Two lines side by side; nothing where one side has none.
    public record Pair(FileDiff.@Nullable Line old, FileDiff.@Nullable Line now) {}

    private final int index;
    private final Changed changed;
    private final boolean deferred;
    private final @Nullable List<Block> before;
    private final @Nullable List<Block> after;
    private final Surroundings lines;
    private final Map<Object, List<Said>> under = new IdentityHashMap<>();
    private final List<Said> beside = new ArrayList<>();

    /// @param deferred whether its lines are shown only when one asks for them
    /// @param before   the page as it was, block by block, and `after` as it is proposed; nothing where pages aren't shown
    /// @param lines    what differs, where neither pages nor prose are shown
    private FileChange(
            int index, Changed changed, boolean deferred, @Nullable List<Block> before, @Nullable List<Block> after, Surroundings lines,
            List<Said> said) {
        this.index = index;
        this.changed = changed;
        this.deferred = deferred;
        this.before = before;
        this.after = after;
        this.lines = lines;
        said.stream()
                .sorted(Comparator.comparingInt((Said one) -> one.position().last()))
                .forEach(one -> place(one));
    }

    static FileChange lines(int index, FileDiff diff, boolean deferred, List<Surroundings.Span> asked, @Nullable String text, List<Said> said) {
        List<FileDiff.Hunk> hunks = deferred ? List.of() : diff.hunks();
        boolean whole = diff.created() || diff.deleted() || diff.tooLarge();
        Surroundings lines = whole || text == null ? Surroundings.of(hunks, whole) : Surroundings.of(hunks, asked, text);
        return new FileChange(index, new Changed(diff, null), deferred, null, null, lines, said);
    }

    static FileChange prose(int index, FileDiff diff, ProseDiff prose, List<Said> said) {
        return new FileChange(index, new Changed(diff, prose), false, null, null, Surroundings.of(List.of(), true), said);
    }

    static FileChange pages(int index, FileDiff diff, List<Block> before, List<Block> after, List<Said> said) {
        return new FileChange(index, new Changed(diff, null), false, before, after, Surroundings.of(List.of(), true), said);
    }

    private void place(Said said) {
        Object where = where(said.position());
        (where == null ? beside : under.computeIfAbsent(where, _ -> new ArrayList<>())).add(said);
    }

    private @Nullable Object where(DiffPosition position) {
        int line = position.last();
        ProseDiff prose = changed.prose();
        List<Block> page = position.inNew() ? after : before;
        if (page != null) {
            return page.stream().filter(block -> block.start() <= line && line <= block.end()).findFirst().orElse(null);
        }
        if (prose == null) {
            for (FileDiff.Hunk hunk : lines.hunks()) {
                for (FileDiff.Line one : hunk.lines()) {
                    Integer number = position.inNew() ? one.newNumber() : one.oldNumber();
                    if (number != null && number == line) {
                        return one;
                    }
                }
            }
            return null;
        }
        for (ProseDiff.Row row : prose.rows()) {
            switch (row) {
                case ProseDiff.Changed one -> {
                    boolean here = position.inNew()
                            ? one.newLine() > 0 && one.newLine() <= line && line <= one.newEnd()
                            : one.oldLine() > 0 && one.oldLine() <= line && line <= one.oldEnd();
                    if (here) {
                        return row;
                    }
                }
                case ProseDiff.Context one -> {
                    if (position.inNew() && one.line() <= line && line <= one.end()) {
                        return row;
                    }
                }
                case ProseDiff.Unchanged same -> {
                    for (Block block : same.blocks()) {
                        if (position.inNew() && block.start() <= line && line <= block.end()) {
                            return block;
                        }
                    }
                }
            }
        }
        return null;
    }

    public int index() {
        return index;
    }

    public Changed changed() {
        return changed;
    }

    public FileDiff diff() {
        return changed.diff();
    }

    public boolean deferred() {
        return deferred;
    }

    public @Nullable List<Block> before() {
        return before;
    }

    public @Nullable List<Block> after() {
        return after;
    }

    public List<FileDiff.Hunk> hunks() {
        return lines.hunks();
    }

    /// What is left out above a hunk.
    Surroundings.Gap gap(int hunk) {
        return lines.gaps().get(hunk);
    }

    /// What is left out below all of them.
    Surroundings.Gap end() {
        return lines.gaps().getLast();
    }

    /// Everything that is said of it here.
    List<Said> said() {
        List<Said> all = new ArrayList<>(beside);
        under.values().forEach(all::addAll);
        return all;
    }

    /// What is said of a row, a block or a line of it.
    public List<Said> under(@Nullable Object row) {
        return row == null ? List.of() : under.getOrDefault(row, List.of());
    }

    public List<Said> under(Pair pair) {
        List<Said> both = new ArrayList<>(under(pair.old()));
        if (pair.now() != pair.old()) {
            both.addAll(under(pair.now()));
        }
        return both;
    }

    /// Whether something is said within what is folded.
    public boolean says(ProseDiff.Unchanged same) {
        return same.blocks().stream().anyMatch(block -> !under(block).isEmpty());
    }

    /// What is said of lines that aren't in sight here.
    public List<Said> beside() {
        return beside;
    }

    /// A hunk with what was taken out at the left of what came instead.
    public List<Pair> pairs(FileDiff.Hunk hunk) {
        List<Pair> pairs = new ArrayList<>();
        List<FileDiff.Line> out = new ArrayList<>();
        List<FileDiff.Line> in = new ArrayList<>();
        for (FileDiff.Line line : hunk.lines()) {
            switch (line.kind()) {
                case REMOVED -> {
                    if (!in.isEmpty()) {
                        flush(pairs, out, in);
                    }
                    out.add(line);
                }
                case ADDED -> in.add(line);
                case CONTEXT -> {
                    flush(pairs, out, in);
                    pairs.add(new Pair(line, line));
                }
            }
        }
        flush(pairs, out, in);
        return pairs;
    }

    private static void flush(List<Pair> pairs, List<FileDiff.Line> out, List<FileDiff.Line> in) {
        for (int at = 0; at < Math.max(out.size(), in.size()); at++) {
            pairs.add(new Pair(at < out.size() ? out.get(at) : null, at < in.size() ? in.get(at) : null));
        }
        out.clear();
        in.clear();
    }
}
