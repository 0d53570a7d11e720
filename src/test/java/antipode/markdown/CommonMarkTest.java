package antipode.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.parser.Parser;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.ExampleReader;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;

/// What we print is what CommonMark says, seen as a browser sees it and apart from what we add ourselves.
class CommonMarkTest {
    private static final Parser PLAIN = Parser.builder().build();

    /// What we do otherwise, and mean to.
    private static final Map<String, String> MEANT = Map.of(
            "[link](#fragment)", "a fragment leads to the prefixed name of a heading",
            "[link](foo\\)\\:)", "foo): would be a scheme",
            "<irc://foo.bar:2233/baz>", "only http, https, mailto and tel are links",
            "<a+b+c:d>", "only http, https, mailto and tel are links",
            "<made-up-scheme://foo,bar>", "only http, https, mailto and tel are links",
            "<localhost:5001/foo>", "only http, https, mailto and tel are links");

    @Test
    void every_example_of_the_specification_without_raw_html_reads_as_it_says() {
        var failed = new ArrayList<String>();
        int tried = 0;
        for (var example : ExampleReader.readExamples(TestResources.getSpec())) {
            var source = example.getSource().replace('→', '\t');
            if (raw(source)) continue;
            tried++;
            var expected = seen(example.getHtml().replace('→', '\t'));
            var actual = seen(Markdown.unresolved(Markdown.render(source).html()));
            boolean meant = MEANT.keySet().stream().anyMatch(source::startsWith) || bareAddress(source, expected);
            if (!meant && !actual.equals(expected)) failed.add(example + "\nsource:   " + source + "\nexpected: " + expected + "\nactual:   " + actual);
        }
        assertThat(failed).isEmpty();
        assertThat(tried).isGreaterThanOrEqualTo(575);
    }

    /// Bare addresses are links here, as they are at GitHub; CommonMark alone wants angle brackets.
    private static boolean bareAddress(String source, String expected) {
        return !expected.contains("<a ") && (source.contains("https://") || source.contains("@bar.example.com"));
    }

    private static boolean raw(String source) {
        var found = new boolean[1];
        PLAIN.parse(source).accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlInline inline) {
                found[0] = true;
            }

            @Override
            public void visit(HtmlBlock block) {
                found[0] = true;
            }
        });
        return found[0];
    }

    /// The html as a browser would hold it, without the names of headings, what is said about links that lead away, and the
    /// colours of code.
    static String seen(String html) {
        var body = Jsoup.parseBodyFragment(html).outputSettings(new Document.OutputSettings().prettyPrint(false)).body();
        body.select("code > span[class^=code-]").unwrap();
        for (Element element : body.getAllElements()) {
            element.removeAttr("id").removeAttr("rel").removeAttr("loading");
            for (TextNode text : List.copyOf(element.textNodes()))
                if (text.isBlank() && element.closest("pre") == null && !element.tag().isInline()) text.remove();
        }
        return body.html().strip();
    }
}
