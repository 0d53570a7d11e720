package antipode.markdown;

import module java.base;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.jspecify.annotations.Nullable;

/// Finds the lines of a text that could order something (`/close`): those that begin with a slash and are words, neither
/// code nor HTML nor said by somebody else.
public final class Orders {
    private static final int LONGEST_NAME = 40;

    private Orders() {}

    /// One such line.
    ///
    /// @param line      its place, from 0
    /// @param name      `assign`
    /// @param arguments `@kei @mia`, or nothing
    public record Found(int line, String name, String arguments) {}

    public static List<Found> in(String text) {
        if (!text.startsWith("/") && !text.contains("\n/")) return List.of();
        if (Source.beyondReading(text)) return List.of();
        var source = Source.of(text);
        var found = new ArrayList<Found>();
        for (int at = 0; at < source.lines().size(); at++) {
            var order = order(at, source.lines().get(at));
            if (order != null) found.add(order);
        }
        if (found.isEmpty()) return List.of();
        var others = otherLines(source);
        found.removeIf(order -> others.get(order.line()));
        return List.copyOf(found);
    }

    private static @Nullable Found order(int at, String line) {
        if (!line.startsWith("/")) return null;
        int end = 1;
        while (end < line.length() && end <= LONGEST_NAME && nameCharacter(line.charAt(end))) end++;
        boolean ends = end == line.length() || line.charAt(end) == ' ' || line.charAt(end) == '\t';
        return end > 1 && ends ? new Found(at, line.substring(1, end), line.substring(end).strip()) : null;
    }

    private static boolean nameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c == '_';
    }

    /// The lines that aren't the writer's own words.
    private static BitSet otherLines(Source source) {
        var lines = new BitSet();
        Grammar.parseWithPlaces(source).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                take(block);
            }

            @Override
            public void visit(IndentedCodeBlock block) {
                take(block);
            }

            @Override
            public void visit(HtmlBlock block) {
                take(block);
            }

            @Override
            public void visit(BlockQuote quote) {
                take(quote);
            }

            @Override
            public void visit(Code code) {
                take(code);
            }

            private void take(Node node) {
                List<SourceSpan> spans = node.getSourceSpans();
                if (!spans.isEmpty()) lines.set(spans.getFirst().getLineIndex(), spans.getLast().getLineIndex() + 1);
            }
        });
        return lines;
    }
}
