package antipode.markdown;

import module java.base;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/// Prints a text block by block. Each block is made safe on its own, so none can open or close anything in the next;
/// blocks between the opening and the closing tag of raw html (`<details>`, mostly) are taken together as one.
final class Printing {
    /// How finely a text is cut: for reading, or with each item of a list on its own, for comparing.
    enum Cut {
        BLOCKS,
        ITEMS
    }

    private static final char BETWEEN = '\uE00F';
    /// What one character of Markdown may become; repeated use of one long link definition would go beyond any bound.
    private static final int MOST_GROWTH = 40;

    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]*+>");
    /// Elements whose content a parser would read by other rules. GitHub shows their tags as text, and so do we.
    private static final Pattern FOREIGN = Pattern.compile(
            "<(?=/?(?:title|textarea|style|xmp|iframe|noembed|noframes|noscript|script|plaintext|svg|math|template|select|option|frameset)(?![a-zA-Z0-9]))",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> EMPTY = Set.of("br", "hr", "img", "input", "col", "wbr", "meta", "link");

    private final Reading reading;
    private final Links links;
    private final boolean lines;
    private final Cut cut;
    private final String salt;
    private final List<Node> pieces = new ArrayList<>();

    Printing(Reading reading, Links links, boolean lines, Cut cut) {
        this.reading = reading;
        this.links = links;
        this.lines = lines;
        this.cut = cut;
        this.salt = salt(reading.source.text());
    }

    /// Two messages on one page may each have a first footnote.
    private static String salt(String text) {
        var sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    List<Block> blocks() {
        var renderer = HtmlRenderer.builder()
                .percentEncodeUrls(true)
                .nodeRendererFactory(Nodes::new)
                .attributeProviderFactory(_ -> new Attributes())
                .extensions(Grammar.EXTENSIONS)
                .build();
        var output = new Bounded(1_000 + MOST_GROWTH * (long) reading.source.text().length());
        renderer.render(reading.root, output);
        var printed = output.text.toString().split(String.valueOf(BETWEEN), -1);
        var blocks = new ArrayList<Block>();
        for (int first = 0, last; first < printed.length; first = last + 1) {
            last = joined().getOrDefault(first, first);
            var html = Sanitiser.clean(String.join("", Arrays.asList(printed).subList(first, last + 1)), links);
            if (html.isEmpty()) continue;
            blocks.add(new Block(startOf(first), endOf(last), html));
        }
        return blocks;
    }

    private int startOf(int piece) {
        if (piece < pieces.size()) return reading.line(pieces.get(piece));
        return footnotes().mapToInt(reading::line).min().orElse(reading.source.lines().size());
    }

    private int endOf(int piece) {
        if (piece < pieces.size()) return reading.lastLine(pieces.get(piece));
        return footnotes().mapToInt(reading::lastLine).max().orElse(reading.source.lines().size());
    }

    private Stream<Node> footnotes() {
        return pieces.stream().filter(FootnoteDefinition.class::isInstance);
    }

    private @org.jspecify.annotations.Nullable Map<Integer, Integer> joined;

    /// From the first to the last of pieces that raw html holds together.
    private Map<Integer, Integer> joined() {
        if (joined != null) return joined;
        var ends = new int[pieces.size()];
        var open = new HashMap<String, ArrayDeque<Integer>>();
        for (int at = 0; at < pieces.size(); at++) {
            if (!(pieces.get(at) instanceof HtmlBlock html)) continue;
            var tags = TAG.matcher(html.getLiteral());
            while (tags.find()) {
                var name = tags.group(2).toLowerCase(Locale.ROOT);
                if (EMPTY.contains(name)) continue;
                var stack = open.computeIfAbsent(name, _ -> new ArrayDeque<>());
                if (tags.group(1).isEmpty()) stack.push(at);
                else if (!stack.isEmpty()) {
                    int from = stack.pop();
                    ends[from] = Math.max(ends[from], at);
                }
            }
        }
        var spans = new HashMap<Integer, Integer>();
        for (int first = 0; first < ends.length; first++) {
            int last = Math.max(first, ends[first]);
            for (int at = first; at <= last; at++) last = Math.max(last, ends[at]);
            if (last > first) spans.put(first, last);
            first = last;
        }
        return joined = spans;
    }

    private final class Nodes implements NodeRenderer {
        private final HtmlNodeRendererContext context;

        Nodes(HtmlNodeRendererContext context) {
            this.context = context;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(
                    Document.class, Reading.Mark.class, Reading.Alert.class, TaskListItemMarker.class, HtmlInline.class, HtmlBlock.class,
                    FencedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            var html = context.getWriter();
            switch (node) {
                case Document document -> document(document);
                case Reading.Mark mark -> html.raw(Markdown.frame(mark.marker));
                case Reading.Alert alert -> {
                    html.tag("div", context.extendAttributes(alert, "div", Map.of("class", Sanitiser.OURS + "alert alert-" + alert.kind)));
                    html.tag("p", Map.of("class", Sanitiser.OURS + "alert-title"));
                    html.text(alert.title);
                    html.tag("/p");
                    children(alert);
                    html.tag("/div");
                }
                case TaskListItemMarker task -> html.raw("<input type=\"%1$ccheckbox\" class=\"%1$ctask\" disabled=\"%1$c\"%2$s> "
                        .formatted(Sanitiser.OURS, task.isChecked() ? " checked=\"" + Sanitiser.OURS + "\"" : ""));
                case HtmlInline inline -> html.raw(FOREIGN.matcher(inline.getLiteral()).replaceAll("&lt;"));
                case HtmlBlock block -> {
                    html.line();
                    html.raw(FOREIGN.matcher(block.getLiteral()).replaceAll("&lt;"));
                    html.line();
                }
                case FencedCodeBlock code -> code(code);
                default -> throw new IllegalStateException(node.toString());
            }
        }

        /// A picture that is drawn from text stands before the text, which stays there to be read.
        private void code(FencedCodeBlock block) {
            var html = context.getWriter();
            var info = block.getInfo() == null ? "" : block.getInfo().strip();
            // Which lines a suggestion replaces stands behind its name: `suggestion:-2+1`.
            var language = info.split(info.startsWith("suggestion:") ? "\\s" : "[\\s{,:]", 2)[0];
            var text = block.getLiteral();
            var drawing = lines && cut == Cut.BLOCKS ? links.drawing(language, reading.line(block)) : null;
            html.line();
            if (drawing != null) {
                html.tag("figure", Map.of("class", Sanitiser.OURS + "diagram"));
                var picture = new LinkedHashMap<String, String>();
                picture.put("src", Sanitiser.OURS + drawing);
                picture.put("alt", "A diagram; its text stands below");
                html.tag("img", picture, true);
                html.tag("details");
                html.tag("summary");
                html.text("The diagram as text");
                html.tag("/summary");
            }
            html.tag("pre", context.extendAttributes(block, "pre", Map.of()));
            html.tag("code", context.extendAttributes(block, "code", language.isEmpty() ? Map.of() : Map.of("class", "language-" + language)));
            for (var run : cut == Cut.BLOCKS ? Highlighting.of(language, text) : List.of(new Highlighting.Run("", text))) {
                if (run.kind().isEmpty()) {
                    html.text(run.text());
                } else {
                    html.tag("span", Map.of("class", Sanitiser.OURS + "code-" + run.kind()));
                    html.text(run.text());
                    html.tag("/span");
                }
            }
            html.tag("/code");
            html.tag("/pre");
            if (drawing != null) {
                html.tag("/details");
                html.tag("/figure");
            }
            html.line();
        }

        private void document(Document document) {
            for (Node child = document.getFirstChild(); child != null; child = child.getNext()) {
                if (cut == Cut.ITEMS && child instanceof ListBlock list) {
                    items(list);
                    continue;
                }
                context.render(child);
                end(child);
            }
        }

        private void items(ListBlock list) {
            var html = context.getWriter();
            int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null ? ordered.getMarkerStartNumber() : 1;
            for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
                if (list instanceof OrderedList) html.tag("ol", Map.of("start", String.valueOf(number++)));
                else html.tag("ul");
                context.render(item);
                html.tag(list instanceof OrderedList ? "/ol" : "/ul");
                end(item);
            }
        }

        private void end(Node piece) {
            context.getWriter().raw(String.valueOf(BETWEEN));
            pieces.add(piece);
        }

        private void children(Node parent) {
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) context.render(child);
        }
    }

    private final class Attributes implements AttributeProvider {
        @Override
        public void setAttributes(Node node, String tag, Map<String, String> attributes) {
            if (node instanceof FootnoteReference || node instanceof FootnoteDefinition || tag.equals("section")) {
                attributes.replaceAll((name, value) -> Sanitiser.OURS
                        + (name.equals("id") ? named(value) : name.equals("href") ? "#" + named(value.substring(1)) : value));
                return;
            }
            if (reading.anchors.get(node) instanceof String anchor) attributes.put("id", Sanitiser.OURS + Sanitiser.ID_PREFIX + anchor);
            boolean task = node instanceof ListItem && node.getFirstChild() instanceof TaskListItemMarker;
            if (task) attributes.put("class", Sanitiser.OURS + "task-item");
            boolean block = node.getParent() instanceof Document && node instanceof org.commonmark.node.Block && !tag.equals("code");
            if (task || lines && (block || node instanceof ListItem))
                attributes.put("data-lines", Sanitiser.OURS + "" + reading.line(node) + "-" + reading.lastLine(node));
        }

        private String named(String id) {
            return id.replaceAll("[^\\p{L}\\p{N}_.-]", "-") + "-" + salt;
        }
    }

    /// Thrown when a text would grow beyond measure; it is then shown as it was written.
    static final class Overflow extends RuntimeException {
        Overflow() {
            super(null, null, false, false);
        }
    }

    private static final class Bounded implements Appendable {
        private final StringBuilder text = new StringBuilder();
        private final long most;

        Bounded(long most) {
            this.most = most;
        }

        @Override
        public Appendable append(CharSequence added) {
            return append(added, 0, added.length());
        }

        @Override
        public Appendable append(CharSequence added, int start, int end) {
            if (text.length() + (long) (end - start) > most) throw new Overflow();
            text.append(added, start, end);
            return this;
        }

        @Override
        public Appendable append(char added) {
            text.append(added);
            return this;
        }
    }
}
