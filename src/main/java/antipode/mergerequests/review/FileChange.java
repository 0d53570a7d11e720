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
    private final @Nullable String before;
    private final @Nullable String after;
    private final List<FileDiff.Hunk> hunks;
    private final Map<Object, List<Said>> under = new IdentityHashMap<>();
    private final List<Said> beside = new ArrayList<>();

    /// @param deferred whether its lines are shown only when one asks for them
    /// @param before   the page as it was, as html; nothing where pages aren't shown
    FileChange(int index, Changed changed, boolean deferred, @Nullable String before, @Nullable String after, List<Said> said) {
        this.index = index;
        this.changed = changed;
        this.deferred = deferred;
        this.before = before;
        this.after = after;
        this.hunks = changed.prose() == null && before == null && !deferred ? changed.diff().hunks() : List.of();
        said.stream()
                .sorted(Comparator.comparingInt((Said one) -> one.position().last()))
                .forEach(one -> place(one));
    }

    private void place(Said said) {
        Object where = where(said.position());
        (where == null ? beside : under.computeIfAbsent(where, _ -> new ArrayList<>())).add(said);
    }

    private @Nullable Object where(DiffPosition position) {
        int line = position.last();
        ProseDiff prose = changed.prose();
        if (prose == null) {
            for (FileDiff.Hunk hunk : hunks) {
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

    public @Nullable String before() {
        return before;
    }

    public @Nullable String after() {
        return after;
    }

    public List<FileDiff.Hunk> hunks() {
        return hunks;
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
