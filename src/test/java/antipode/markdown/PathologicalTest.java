package antipode.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// No text keeps the server busy. The time limits only guard against hanging; what is asserted is size.
@Timeout(300)
class PathologicalTest {
    private static final int MANY = 10_000;

    private static final Map<String, String> TEXTS = new LinkedHashMap<>();

    static {
        repeated("opening brackets", "[");
        repeated("closing brackets", "]");
        repeated("empty links", "[]()");
        repeated("unfinished links", "[a](<b");
        repeated("pictures within pictures", "![");
        TEXTS.put("brackets in brackets", "[".repeat(MANY / 2) + "a" + "]".repeat(MANY / 2));
        TEXTS.put("pictures in pictures", "![".repeat(2_000) + "a" + "](b)".repeat(2_000));
        repeated("quotes", ">");
        repeated("quotes with spaces", "> ");
        repeated("list signs", "* ");
        repeated("list signs in lines", "* a\n");
        repeated("numbered signs", "1. ");
        TEXTS.put("lists in lists", IntStream.range(0, 400).mapToObj(n -> "  ".repeat(n) + "- a\n").collect(Collectors.joining()));
        repeated("stars", "*");
        repeated("stars and letters", "*a ");
        repeated("closing stars", "a* ");
        repeated("stars and lines", "*a _b ");
        repeated("emphasis never closed", "a**b");
        TEXTS.put("emphasis in emphasis", "*a **a ".repeat(2_000) + "b** b*".repeat(2_000));
        repeated("tildes", "~~a ");
        repeated("backticks", "`");
        TEXTS.put("backticks of every length", IntStream.range(1, 400).mapToObj(n -> "e" + "`".repeat(n)).collect(Collectors.joining()));
        repeated("opening tags", "<a ");
        repeated("tags never closed", "<b>");
        repeated("tags of many kinds", "<b><i><s><a href=x>");
        repeated("divisions", "<div>\n\n");
        repeated("details", "<details>\n\n</details>\n\n");
        repeated("tables in raw html", "<table><tr><td>");
        repeated("comments", "<!--");
        repeated("declarations", "<!A ");
        repeated("instructions", "<?");
        repeated("character data", "<![CDATA[");
        repeated("foreign tags", "<script");
        repeated("entities", "&#");
        repeated("ampersands", "&");
        TEXTS.put("a long entity", "&#" + "0".repeat(MANY) + "1;");
        repeated("bare addresses", "http://a.b ");
        repeated("one address", "http://a.b/(");
        repeated("mail signs", "a@");
        repeated("mentions", "@a/");
        repeated("references", "#1");
        repeated("paths", "a/b");
        repeated("labels", "~\"");
        repeated("commits", "abcdef0");
        repeated("signs", "#!@~");
        repeated("backslashes", "\\#");
        repeated("headings", "# a\n");
        repeated("the same heading", "# a-1\n# a\n");
        repeated("footnotes called", "[^1] ");
        TEXTS.put("footnotes of footnotes", IntStream.range(0, 500).mapToObj(n -> "[^" + n + "]: [^" + (n + 1) + "]\n\n").collect(Collectors.joining()) + "[^0]");
        TEXTS.put("one long definition used often", "[a]: /" + "x".repeat(MANY / 2) + "\n\n" + "[a] ".repeat(MANY / 8));
        TEXTS.put("a wide table", "|" + "a|".repeat(2_000) + "\n|" + "-|".repeat(2_000) + "\n" + "|a\n".repeat(1_000));
        TEXTS.put("a long table", "|a|\n|-|\n" + "|b|\n".repeat(2_000));
        repeated("pipes", "|");
        repeated("alerts", "> [!NOTE]\n\n");
        repeated("front matter never closed", "---\na: b\n");
        repeated("fences", "```\n");
        repeated("blank lines", "\n");
        repeated("tabs", "\t");
        repeated("NULs", "\0");
        repeated("lone surrogates", "\uDC00");
        repeated("our own signs", "\uE000i\uE001");
    }

    private static void repeated(String name, String piece) {
        TEXTS.put(name, piece.repeat(MANY / piece.length()));
    }

    @Test
    void every_one_of_them_is_rendered_and_stays_in_proportion() {
        TEXTS.forEach((name, text) -> {
            var rendered = Markdown.render(text, new Links() {});

            assertThat((long) rendered.html().length()).as(name).isLessThanOrEqualTo(5_000 + 80L * text.length());
            assertThat(Markdown.markers(rendered.html())).as(name).isEqualTo(rendered.markers());
        });
    }

    @Test
    void nor_do_they_trouble_the_comparison_or_the_search_for_closing_words() {
        TEXTS.forEach((name, text) -> {
            assertThat(ProseDiff.of(text, text).isEmpty()).as(name).isTrue();
            assertThat(ProseDiff.of(text, "a different text").rows()).as(name).isNotNull();
            assertThat(Closing.issues("Closes " + text)).as(name).hasSizeLessThanOrEqualTo(MANY);
        });
    }

    @Test
    void nesting_beyond_all_measure_is_lifted_and_no_word_is_lost() {
        var text = "*a **a ".repeat(5_000) + "b** b*".repeat(5_000);
        assertThat(Markdown.render(text).words()).isGreaterThanOrEqualTo(10_000);
    }

    @Test
    void a_text_that_is_too_long_is_shown_as_it_was_written() {
        var rendered = Markdown.render("# <b>" + "a ".repeat(Markdown.LONGEST / 2));
        assertThat(rendered.html()).startsWith("<pre># &lt;b&gt;a a");
        assertThat(rendered.headings()).isEmpty();
        assertThat(rendered.blocks()).hasSize(1);
    }
}
