package antipode.markdown;

import module java.base;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/// The writer's own words in a text, each where it stands: what is code, quoted, a link's address or raw html is blanked
/// out, and the signs of Markdown are spaces. So what is found in [#words] stands at the same place in the text itself.
public record Prose(String words) {
    /// Stands for each character of a link, a reference or an address.
    public static final char LINK = '\uFFFC';
    /// Stands for each character of a time.
    public static final char TIME = '\uFFFB';
    /// Stands for each character that somebody else wrote, or a machine reads.
    public static final char OTHER = '\uFFFA';

    private static final Pattern ADDRESS = Pattern.compile("\\b(?:https?://|www\\.)[^\\s<>]{1,2000}");

    public static Prose of(String text) {
        if (text.isBlank() || Source.beyondReading(text)) return new Prose("");
        try {
            var source = Source.of(text);
            // Front matter and stray characters move what follows: nothing could be pointed at.
            if (source.text().length() != text.length()) return new Prose("");
            var blanking = new Blanking(source.text());
            Grammar.parseWithPlaces(source).accept(blanking);
            return new Prose(new String(blanking.words));
        } catch (StackOverflowError tooDeep) {
            return new Prose("");
        }
    }

    private static final class Blanking extends AbstractVisitor {
        private final String text;
        private final char[] words;

        Blanking(String text) {
            this.text = text;
            this.words = new char[text.length()];
            for (int at = 0; at < words.length; at++) words[at] = text.charAt(at) == '\n' ? '\n' : ' ';
        }

        @Override
        public void visit(Text node) {
            for (var span : node.getSourceSpans()) {
                int from = span.getInputIndex();
                int to = Math.min(from + span.getLength(), words.length);
                var run = text.substring(from, to);
                run.getChars(0, run.length(), words, from);
                for (var mark : Marks.in(run)) if (mark.kind() != Marker.Kind.MENTION) fill(from + mark.start(), from + mark.end(), LINK);
                for (var address = ADDRESS.matcher(run); address.find(); ) fill(from + address.start(), from + address.end(), LINK);
            }
        }

        /// A heading is said to nobody; it names what stands below.
        @Override
        public void visit(Heading heading) {
            fill(heading, OTHER);
        }

        @Override
        public void visit(Link link) {
            fill(link, LINK);
        }

        @Override
        public void visit(Image image) {
            fill(image, LINK);
        }

        @Override
        public void visit(Code code) {
            fill(code, OTHER);
        }

        @Override
        public void visit(FencedCodeBlock block) {
            fill(block, OTHER);
        }

        @Override
        public void visit(IndentedCodeBlock block) {
            fill(block, OTHER);
        }

        @Override
        public void visit(HtmlBlock block) {
            fill(block, OTHER);
        }

        @Override
        public void visit(HtmlInline inline) {
            fill(inline, OTHER);
        }

        @Override
        public void visit(BlockQuote quote) {
            fill(quote, OTHER);
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof Reading.Mark) fill(node, TIME);
            else visitChildren(node);
        }

        private void fill(Node node, char sign) {
            for (SourceSpan span : node.getSourceSpans()) fill(span.getInputIndex(), span.getInputIndex() + span.getLength(), sign);
        }

        private void fill(int from, int to, char sign) {
            for (int at = from; at < Math.min(to, words.length); at++) if (words[at] != '\n') words[at] = sign;
        }
    }
}
