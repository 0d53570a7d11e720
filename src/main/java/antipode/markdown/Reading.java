package antipode.markdown;

import module java.base;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/// A text as understood: its tree, in which references and alerts have become nodes of their own, and what was counted on the way.
final class Reading {
    private static final Set<String> ALERTS = Set.of("note", "tip", "important", "warning", "caution");
    private static final int LONGEST_ALERT_TITLE = 200;
    private static final Pattern GIVEN = Pattern.compile("\\s*\\{:?\\s*#([\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,100})\\s*}\\s*$");

    final Source source;
    final Node root;
    final List<Heading> headings = new ArrayList<>();
    final Map<Node, String> anchors = new IdentityHashMap<>();
    int tasks;
    int tasksDone;
    int words;

    /// A reference among the words.
    static final class Mark extends CustomNode {
        final Marker marker;

        Mark(Marker marker) {
            this.marker = marker;
        }
    }

    /// A quotation that begins with `[!NOTE]` or one of its kind.
    static final class Alert extends CustomBlock {
        final String kind;
        final String title;

        Alert(String kind, String title) {
            this.kind = kind;
            this.title = title;
        }
    }

    Reading(Source source) {
        this.source = source;
        this.root = Grammar.parse(source);
        Node node = root;
        while (node != null) {
            Node next = switch (node) {
                case Text text -> mark(text);
                case BlockQuote quote -> alert(quote);
                case Mark mark when inLink(mark) -> {
                    var following = Grammar.following(mark, root);
                    mark.insertBefore(new Text(mark.marker.plain()));
                    mark.unlink();
                    yield following;
                }
                default -> Grammar.following(node, root);
            };
            switch (node) {
                case Code code -> words += Words.count(code.getLiteral());
                case TaskListItemMarker task -> {
                    tasks++;
                    if (task.isChecked()) tasksDone++;
                }
                default -> {}
            }
            node = next;
        }
        var anchors = new Anchors();
        for (node = root; node != null; node = Grammar.following(node, root))
            if (node instanceof org.commonmark.node.Heading heading) {
                var given = given(heading);
                var text = plain(heading).strip();
                var anchor = given.isEmpty() ? anchors.of(text) : anchors.given(given);
                headings.add(new Heading(heading.getLevel(), text, anchor, line(heading)));
                this.anchors.put(heading, anchor);
            }
    }

    /// The name that a heading gives itself, as `## Time off {#time-off}`; it is taken off the words.
    private static String given(org.commonmark.node.Heading heading) {
        if (!(heading.getLastChild() instanceof Text text)) return "";
        var found = GIVEN.matcher(text.getLiteral());
        if (!found.find()) return "";
        text.setLiteral(text.getLiteral().substring(0, found.start()));
        return found.group(1);
    }

    /// Splits a run of text at its references. In pictures and links nothing is a reference, and a time is plain words.
    private @Nullable Node mark(Text text) {
        var literal = text.getLiteral();
        words += Words.count(literal);
        Node next = Grammar.following(text, root);
        var found = inLink(text) ? List.<Marks.Found>of() : Marks.in(literal);
        int done = 0;
        for (var place : found) {
            if (place.start() > done) text.insertBefore(new Text(unescaped(literal.substring(done, place.start()))));
            text.insertBefore(new Mark(new Marker(place.kind(), literal.substring(place.start(), place.end()))));
            done = place.end();
        }
        if (done == literal.length() && done > 0) text.unlink();
        else text.setLiteral(unescaped(literal.substring(done)));
        return next;
    }

    private static boolean inLink(Node node) {
        for (Node around = node.getParent(); around != null && !(around instanceof org.commonmark.node.Block); around = around.getParent())
            if (around instanceof Link || around instanceof Image) return true;
        return false;
    }

    private static String unescaped(String text) {
        return text.indexOf(Marks.ESCAPED) < 0 ? text : text.replace(String.valueOf(Marks.ESCAPED), "");
    }

    private Node alert(BlockQuote quote) {
        if (!(quote.getFirstChild() instanceof Paragraph paragraph) || !(paragraph.getFirstChild() instanceof Text sign)) return following(quote);
        var literal = sign.getLiteral();
        int close = literal.indexOf(']');
        if (!literal.startsWith("[!") || close < 0 || close > 12) return following(quote);
        var kind = literal.substring(2, close).toLowerCase(Locale.ROOT);
        boolean whole = sign.getNext() == null || sign.getNext() instanceof SoftLineBreak || sign.getNext() instanceof HardLineBreak;
        if (!ALERTS.contains(kind) || !whole || literal.length() > LONGEST_ALERT_TITLE) return following(quote);
        var title = unescaped(literal.substring(close + 1)).strip();
        var alert = new Alert(kind, title.isEmpty() ? Character.toUpperCase(kind.charAt(0)) + kind.substring(1) : title);
        alert.setSourceSpans(quote.getSourceSpans());
        quote.insertBefore(alert);
        if (sign.getNext() != null) sign.getNext().unlink();
        sign.unlink();
        if (paragraph.getFirstChild() == null) paragraph.unlink();
        for (Node child = quote.getFirstChild(); child != null; child = quote.getFirstChild()) alert.appendChild(child);
        quote.unlink();
        return following(alert);
    }

    private Node following(Node node) {
        var next = Grammar.following(node, root);
        return next == null ? new Text("") : next;
    }

    /// The words of a node without their dress.
    static String plain(Node node) {
        var text = new StringBuilder();
        for (Node each = node; each != null; each = Grammar.following(each, node)) plain(each, text);
        return text.toString();
    }

    private static void plain(Node node, StringBuilder to) {
        switch (node) {
            case Text text -> to.append(text.getLiteral());
            case Code code -> to.append(code.getLiteral());
            case Mark mark -> to.append(mark.marker.plain());
            case SoftLineBreak _, HardLineBreak _ -> to.append(' ');
            default -> {}
        }
    }

    /// The first line of a block, counted from 1.
    int line(Node node) {
        return node.getSourceSpans().isEmpty() ? 0 : node.getSourceSpans().getFirst().getLineIndex() + 1;
    }

    /// The last line of a block that is not blank.
    int lastLine(Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        if (spans.isEmpty()) return 0;
        int first = spans.getFirst().getLineIndex();
        int last = spans.getLast().getLineIndex();
        while (last > first && last < source.lines().size() && source.lines().get(last).isBlank()) last--;
        return last + 1;
    }
}
