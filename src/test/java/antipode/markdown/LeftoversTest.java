package antipode.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Pages written for other tools.
class LeftoversTest {

    private static String page(String source) {
        return Markdown.render(source, Links.AS_WRITTEN).html();
    }

    @Test
    void a_hint_of_gitbook_is_an_alert_with_all_that_stands_in_it() {
        var html = page("{% hint style=\"danger\" %}\nMind the **gap**.\n\n* one\n{% endhint %}\n\nAfter.");
        assertThat(html).contains("class=\"alert alert-caution\"", "<strong>gap</strong>", "<li", "<p data-lines=\"7-7\">After.</p>").doesNotContain("{%");
    }

    @Test
    void tabs_files_and_content_references_leave_their_words() {
        assertThat(page("{% tabs %}\n{% tab title=\"Linux\" %}\nRun it.\n{% endtab %}\n{% endtabs %}\n\n{% embed url=\"https://example.org/a\" %}"))
                .contains("<strong>Linux</strong>", "Run it.", "href=\"https://example.org/a\"").doesNotContain("{%");
    }

    @Test
    void shortcodes_of_hugo_become_pictures_links_and_alerts() {
        var html = page("{{% alert title=\"Careful\" color=\"warning\" %}}\nHot.\n{{% /alert %}}\n\n{{< figure src=\"a b.png\" alt=\"A cup\" >}}\n\n[There]({{< ref \"other.md\" >}})");
        assertThat(html).contains("alert-warning", "Careful", "Hot.", "src=\"a%20b.png\"", "alt=\"A cup\"", "href=\"other.md\"").doesNotContain("{{");
    }

    @Test
    void notices_code_buttons_and_what_is_elsewhere_stay_readable() {
        assertThat(page("{{% notice warning \"Careful\" %}}\nBe **careful**\n{{% /notice %}}"))
                .contains("alert-warning", "Careful", "<strong>careful</strong>").doesNotContain("{{");
        assertThat(page("{{< highlight go \"linenos=table\" >}}\nx := {{ .Y }}\n{{< /highlight >}}\n\nAfter."))
                .contains("language-go", "{{ .Y }}", "<p data-lines=\"5-5\">After.</p>").doesNotContain("highlight");
        assertThat(page("{{< mermaid >}}\ngraph TD; A-->B\n{{< /mermaid >}}")).contains("language-mermaid", "graph TD");
        assertThat(page("{{< button href=\"/x\" >}}Go{{< /button >}} {{< gist ana 123 >}}"))
                .contains("<a href=\"/x\">Go</a>", "href=\"https://gist.github.com/ana/123\"").doesNotContain("{{");
        assertThat(page("{% swagger method=\"get\" path=\"/x\" summary=\"All of it\" %}\n{% endswagger %}"))
                .contains("GET", "<code>/x</code>", "All of it").doesNotContain("{%");
        assertThat(page("{{< highlight go >}}\nnever ends")).contains("{{&lt; highlight go &gt;}}");
    }

    @Test
    void what_is_not_known_and_what_is_code_stays_as_it_was_written() {
        assertThat(page("{{< mystery x=\"1\" >}}")).contains("{{&lt; mystery x=\"1\" &gt;}}".replace("\"", "&quot;"));
        assertThat(page("```\n{% hint style=\"info\" %}\n{{< figure src=\"x\" >}}\n```")).contains("{% hint style=&quot;info&quot; %}", "{{&lt; figure");
        assertThat(Markdown.render("{% hint style=\"info\" %}").html()).as("a message is no page").contains("{% hint");
    }

    @Test
    void a_heading_may_name_itself() {
        var page = Markdown.render("## Time off {#tell}\n\n## Again {: #tell }\n", Links.AS_WRITTEN);
        assertThat(page.headings()).extracting(Heading::text).containsExactly("Time off", "Again");
        assertThat(page.headings()).extracting(Heading::anchor).containsExactly("tell", "tell-1");
    }
}
