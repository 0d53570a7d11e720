package antipode.markdown;

import module java.base;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/// Which Markdown is understood: CommonMark with GitHub's tables, task lists, footnotes, strikethrough and bare addresses.
/// `~` alone begins a label, so striking out takes two.
final class Grammar {
    /// Deeper than anyone writes, and shallow enough for every walk over the tree.
    private static final int DEEPEST_BLOCK = 60;

    private static final int DEEPEST_INLINE = 60;

    /// The longest address or tag between angle brackets.
    private static final int LONGEST_TAG = 2_000;

    static final List<Extension> EXTENSIONS = List.of(
            TablesExtension.create(),
            StrikethroughExtension.builder().requireTwoTildes(true).build(),
            AutolinkExtension.create(),
            TaskListItemsExtension.create(),
            FootnotesExtension.create());

    private static final Parser FULL = parser(EXTENSIONS, IncludeSourceSpans.BLOCKS);
    private static final Parser WITHOUT_TABLES = parser(EXTENSIONS.subList(1, EXTENSIONS.size()), IncludeSourceSpans.BLOCKS);
    private static final Parser WITH_PLACES =
            parser(EXTENSIONS.subList(1, EXTENSIONS.size()), IncludeSourceSpans.BLOCKS_AND_INLINES);

    private Grammar() {}

    static Node parse(Source source) {
        return (tablesFit(source) ? FULL : WITHOUT_TABLES).parse(source.text());
    }

    /// Every node says where it stands, inline ones too. Tables are not understood.
    static Node parseWithPlaces(Source source) {
        return WITH_PLACES.parse(source.text());
    }

    private static Parser parser(List<Extension> extensions, IncludeSourceSpans places) {
        return Parser.builder()
                .includeSourceSpans(places)
                .maxOpenBlockParsers(DEEPEST_BLOCK)
                .customInlineContentParserFactory(new Escapes())
                .customInlineContentParserFactory(new Angles())
                // First of all: the extensions walk the tree by calling themselves.
                .postProcessor(Grammar::flatten)
                .extensions(extensions)
                .build();
    }

    /// A row is filled up to the width of its head, so a wide head over many short rows would grow with the square of the text.
    private static boolean tablesFit(Source source) {
        long columns = 0;
        for (var line : source.lines()) {
            int pipes = 0;
            boolean ruler = true;
            for (int at = 0; at < line.length() && ruler; at++) {
                char c = line.charAt(at);
                if (c == '|') pipes++;
                else ruler = " \t-:>*+.)".indexOf(c) >= 0 || Marks.digit(c);
            }
            if (ruler) columns = Math.max(columns, pipes);
        }
        return columns * source.lines().size() <= 2_000 + 2L * source.text().length();
    }

    /// Lifts whatever is nested too deeply up to the deepest level allowed; each node moves once.
    private static Node flatten(Node root) {
        var open = new ArrayDeque<Integer>();
        int depth = 0;
        Node node = root;
        while (true) {
            int inline = node instanceof Block ? 0 : depth;
            if (inline > DEEPEST_INLINE && node.getFirstChild() != null) {
                Node after = node;
                for (Node child = node.getFirstChild(); child != null; ) {
                    Node next = child.getNext();
                    after.insertAfter(child);
                    after = child;
                    child = next;
                }
                Node first = node.getNext();
                node.unlink();
                node = first;
                continue;
            }
            Node child = node.getFirstChild();
            if (child != null) {
                open.push(depth);
                depth = node instanceof Block ? 1 : depth + 1;
                node = child;
                continue;
            }
            while (node != root && node.getNext() == null) {
                node = node.getParent();
                depth = open.pop();
            }
            if (node == root) return root;
            node = node.getNext();
        }
    }

    /// The node that begins after `node` does, within `root`.
    static @Nullable Node following(Node node, Node root) {
        return node.getFirstChild() != null ? node.getFirstChild() : beyond(node, root);
    }

    /// The node that begins after `node` ends, within `root`.
    static @Nullable Node beyond(@Nullable Node node, Node root) {
        while (node != null && node != root && node.getNext() == null) node = node.getParent();
        return node == null || node == root ? null : node.getNext();
    }

    /// Remembers that a sign was escaped: `\#12` is not to become a reference.
    private static final class Escapes implements InlineContentParserFactory, InlineContentParser {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('\\');
        }

        @Override
        public InlineContentParser create() {
            return this;
        }

        @Override
        public @Nullable ParsedInline tryParse(InlineParserState state) {
            var scanner = state.scanner();
            scanner.next();
            char sign = scanner.peek();
            if ("#!@~".indexOf(sign) < 0) return ParsedInline.none();
            scanner.next();
            return ParsedInline.of(new Text("" + Marks.ESCAPED + sign), scanner.position());
        }
    }

    /// Finds times (`<time:2026-11-24>`), and takes "<" for a plain sign where no ">" follows soon. The parser itself would
    /// search the rest of the text for one, each time.
    private static final class Angles implements InlineContentParserFactory, InlineContentParser {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('<');
        }

        @Override
        public InlineContentParser create() {
            return this;
        }

        @Override
        public @Nullable ParsedInline tryParse(InlineParserState state) {
            var scanner = state.scanner();
            scanner.next();
            var after = scanner.position();
            var time = time(scanner);
            if (time != null) return ParsedInline.of(time, scanner.position());
            scanner.setPosition(after);
            for (int passed = 0; passed < LONGEST_TAG && scanner.hasNext(); passed++) {
                if (scanner.peek() == '>') return ParsedInline.none();
                scanner.next();
            }
            return ParsedInline.of(new Text("<"), after);
        }

        /// What looks like a time and is none stays as it was written; the parser would take it for an address.
        private static @Nullable Node time(Scanner scanner) {
            var written = new StringBuilder("<");
            while (scanner.hasNext() && written.length() < Moment.LONGEST) {
                char c = scanner.peek();
                if (c == '\n' || c == ' ' || c == '<') return null;
                scanner.next();
                written.append(c);
                int opening = Math.min(written.length(), Moment.OPENING.length());
                if (!Moment.OPENING.startsWith(written.substring(0, opening))) return null;
                if (c == '>') {
                    var text = written.toString();
                    return Moment.read(text).isPresent() ? new Reading.Mark(new Marker(Marker.Kind.TIME, text)) : new Text(text);
                }
            }
            return null;
        }
    }
}
