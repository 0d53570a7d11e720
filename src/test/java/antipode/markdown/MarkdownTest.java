package antipode.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    private static List<String> marked(String source) {
        return Markdown.render(source).markers().stream().map(Marker::text).toList();
    }

    @Test
    void references_mentions_commits_and_labels_become_markers() {
        assertThat(marked("See #12, !34; group/sub/project#7 and group/project!8+s. cc @ana (@halyard/ops). 9ba12248 ~bug ~\"two words\" ~scope::value 問題#5"))
                .containsExactly("#12", "!34", "group/sub/project#7", "group/project!8+s", "@ana", "@halyard/ops", "9ba12248", "~bug", "~\"two words\"", "~scope::value", "#5");
    }

    @Test
    void nothing_is_a_marker_in_code_links_words_or_after_a_backslash() {
        assertThat(marked("`#1` [#2](x) <a href=x>#3</a> <code>#4</code> C#5 a@example.com \\#6 \\@ana #7a #0 ~12 abc#8 https://x.example/#9 ![#10](x) ~~gone~~ 12ab\n\n    #11\n\n```\n#12\n```"))
                .isEmpty();
    }

    @Test
    void a_marker_says_what_it_names() {
        var marker = Markdown.render("halyard/booking#203+").markers().getFirst();
        assertThat(marker.kind()).isEqualTo(Marker.Kind.ISSUE);
        assertThat(marker.project()).isEqualTo("halyard/booking");
        assertThat(marker.number()).isEqualTo(203);
        assertThat(marker.detail()).isEqualTo("+");
        assertThat(Markdown.render("~\"two words\"").markers().getFirst().name()).isEqualTo("two words");
        assertThat(Markdown.render("@ana.").markers().getFirst().name()).isEqualTo("ana");
        assertThat(Markdown.render("#5").markers().getFirst().project()).isNull();
    }

    @Test
    void each_reader_gets_their_own_links_and_the_rest_as_it_was_written() {
        var kept = Markdown.render("#1 and #2 by @ana & co").html();
        assertThat(Markdown.resolve(kept, marker -> marker.text().equals("#1") ? "<a href=\"/1\">#1</a>" : null))
                .isEqualTo("<p><a href=\"/1\">#1</a> and #2 by @ana &amp; co</p>");
        assertThat(Markdown.markers(kept)).isEqualTo(Markdown.render("#1 and #2 by @ana & co").markers());
    }

    @Test
    void headings_are_named_by_gitlabs_rule() {
        var headings = Markdown.render("# Time off: tell, don't ask\n## Über *uns* & `code`\n## A  -- b\n# A\n# A\n# 2026\n# 時間\n# !\n# A-1\n").headings();
        assertThat(headings).extracting(Heading::anchor)
                .containsExactly("time-off-tell-dont-ask", "über-uns-code", "a-b", "a", "a-1", "anchor-2026", "時間", "section", "a-1-1");
        assertThat(headings.getFirst().id()).isEqualTo("user-content-time-off-tell-dont-ask");
    }

    @Test
    void a_link_to_a_heading_leads_to_it_without_a_script() {
        var html = Markdown.render("# Hello you\n\n[up](#hello-you) [note](#note_12) [line](x.rb#L3)").html();
        assertThat(html).contains("id=\"user-content-hello-you\"", "href=\"#user-content-hello-you\"", "href=\"#note_12\"", "href=\"x.rb#L3\"");
    }

    @Test
    void links_of_a_page_are_led_where_the_page_says_raw_html_too() {
        var links = new Links() {
            @Override
            public String link(String target) {
                return "/handbook/" + target.replace(".md", "");
            }

            @Override
            public String image(String target) {
                return "/raw/" + target;
            }
        };
        var html = Markdown.render("[a](docs/a.md#way) ![p](p.png) <a href=\"b.md\">b</a> <img src=\"q.png\"> [o](https://x.example/a.md)", links).html();
        assertThat(html).contains("href=\"/handbook/docs/a#user-content-way\"", "src=\"/raw/p.png\"", "href=\"/handbook/b\"", "src=\"/raw/q.png\"", "href=\"https://x.example/a.md\"");
    }

    @Test
    void every_block_knows_its_lines_in_the_file_front_matter_included() {
        var rendered = Markdown.render("---\nowner: amina\ntags: [time, off]\n---\n\n# Time off\n\nFirst\nparagraph.\n\n- one\n- two\n\n  more\n\n| a |\n|---|\n| b |\n", new Links() {});
        assertThat(rendered.frontMatter()).containsEntry("owner", List.of("amina")).containsEntry("tags", List.of("time", "off"));
        assertThat(rendered.blocks()).extracting(Block::start).containsExactly(6, 8, 11, 16);
        assertThat(rendered.blocks()).extracting(Block::end).containsExactly(6, 9, 14, 18);
        assertThat(rendered.html()).contains("<p data-lines=\"8-9\">", "<li data-lines=\"12-14\">", "<table data-lines=\"16-18\">");
        assertThat(rendered.title()).hasValue("Time off");
        assertThat(rendered.headings().getFirst().line()).isEqualTo(6);
    }

    @Test
    void two_rules_around_a_sentence_are_no_front_matter() {
        assertThat(Markdown.render("---\nHello all\n---\n\nMore").html()).contains("Hello all");
    }

    @Test
    void tasks_are_counted_and_cannot_be_ticked() {
        var rendered = Markdown.render("- [ ] one\n- [x] two\n- three");
        assertThat(rendered.taskCount()).isEqualTo(2);
        assertThat(rendered.tasksDone()).isEqualTo(1);
        assertThat(rendered.html()).contains("<li class=\"task-item\" data-lines=\"1-1\"><input type=\"checkbox\" class=\"task\" disabled=\"\"> one</li>");
    }

    @Test
    void a_quotation_can_be_an_alert() {
        assertThat(Markdown.render("> [!WARNING] Mind the gap\n> text").html())
                .isEqualTo("<div class=\"alert alert-warning\"><p class=\"alert-title\">Mind the gap</p>\n<p>text</p>\n</div>");
        assertThat(Markdown.render("> [!OTHER]\n> text").html()).startsWith("<blockquote>");
    }

    @Test
    void tables_keep_their_alignment_and_code_its_language() {
        assertThat(Markdown.render("| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n```java\nint x;\n```").html())
                .contains("<th align=\"center\">a</th>", "<td align=\"right\">2</td>", "<code class=\"language-java\"><span class=\"code-type\">int</span> x;");
        assertThat(Markdown.render("```brainfuck\n+<b>\n```").html()).contains("<code class=\"language-brainfuck\">+&lt;b&gt;\n</code>");
        assertThat(Markdown.render("```diff\n-a\n+b\n```").html()).contains("<span class=\"code-removed\">-a\n</span><span class=\"code-added\">+b\n</span>");
    }

    @Test
    void footnotes_of_two_messages_do_not_share_names() {
        var one = Markdown.render("a[^1]\n\n[^1]: b").html();
        var two = Markdown.render("c[^1]\n\n[^1]: d").html();
        var name = Pattern.compile("id=\"(fn-[^\"]+)\"");
        var first = name.matcher(one).results().map(found -> found.group(1)).toList();
        assertThat(first).hasSize(1).doesNotContainAnyElementsOf(name.matcher(two).results().map(found -> found.group(1)).toList());
        assertThat(one).contains("href=\"#" + first.getFirst() + "\"");
    }

    @Test
    void words_are_counted_in_every_script() {
        assertThat(Markdown.render("Don't count `these two` twice, 会議は火曜日").words()).isEqualTo(11);
    }
}
