package antipode.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

class SanitiserTest {
    @Test
    void nothing_but_the_allowed_comes_out_of_any_payload() {
        assertThat(Payloads.all()).hasSizeGreaterThan(150);
        for (var payload : Payloads.all()) {
            Payloads.assertHarmless(Markdown.render(payload).html(), payload);
            Payloads.assertHarmless(Markdown.render(payload, new Links() {}).html(), payload);
        }
    }

    @Test
    void nor_when_payloads_meet_inside_lists_quotes_tables_headings_and_links() {
        for (var payload : Payloads.all())
            for (var around : List.of("> %s", "- a\n\n  %s", "# %s", "[%s](x)", "**%s**", "<details>\n\n%s\n\n</details>", "<b>%s", "| a |\n|---|\n| %s |", "\"%s", "<p title=\"%s\">", "<!-- %s"))
                Payloads.assertHarmless(Markdown.render(around.formatted(payload)).html(), payload + " in " + around);
    }

    @Test
    void sanitising_what_was_sanitised_changes_nothing() {
        for (var payload : Payloads.all()) {
            var once = Sanitiser.clean(payload, Links.AS_WRITTEN);
            assertThat(again(once)).as(payload).isEqualTo(again(again(once)));
            var html = Markdown.unresolved(Markdown.render(payload).html());
            // A browser drops a line break at the beginning of a pre, each time it reads one.
            var seen = Payloads.parse(html).body().html().replaceAll("<pre>\n*", "<pre>");
            assertThat(Payloads.parse(seen).body().html()).as(payload).isEqualTo(seen);
        }
    }

    private static String again(String html) {
        return Sanitiser.clean(html.replace(Sanitiser.ID_PREFIX, ""), Links.AS_WRITTEN);
    }

    @Test
    void a_marker_cannot_be_written_by_hand() {
        for (var payload : Payloads.BY_KIND.get("our own signs"))
            assertThat(Markdown.markers(Markdown.render("x " + payload).html())).as(payload).allMatch(marker -> payload.contains(marker.text()));
    }

    @Test
    void links_that_lead_away_say_so() {
        assertThat(Markdown.render("<https://x.example> [y](//y.example) [z](z)").html())
                .isEqualTo("<p><a href=\"https://x.example\" rel=\"nofollow noopener noreferrer\">https://x.example</a> "
                        + "<a href=\"//y.example\" rel=\"nofollow noopener noreferrer\">y</a> <a href=\"z\">z</a></p>");
    }

    @Test
    void raw_html_from_the_short_list_stays() {
        var html = Markdown.render("H<sub>2</sub>O x<sup>2</sup> <kbd>Ctrl</kbd><br>\n\n<p align=\"center\"><img src=\"a.png\" width=\"20\"></p>\n\n"
                + "<details open><summary>More</summary>\n\n*inside*\n\n</details>\n\nafter").html();
        assertThat(html).contains("H<sub>2</sub>O x<sup>2</sup> <kbd>Ctrl</kbd><br>")
                .contains("<p align=\"center\"><img src=\"a.png\" loading=\"lazy\" width=\"20\"></p>")
                .contains("<details open=\"open\"><summary>More</summary>\n\n<p><em>inside</em></p>\n\n</details>\n<p>after</p>");
    }

    @Test
    void an_element_left_open_ends_with_its_block() {
        assertThat(Markdown.render("<div><b>open\n\nnext").html()).isEqualTo("<div><b>open\n</b></div>\n<p>next</p>");
        assertThat(Markdown.render("</div></div>\n\nnext").html()).isEqualTo("<p>next</p>");
    }

    @Test
    void characters_that_cannot_be_kept_are_replaced() {
        assertThat(Markdown.render("a\0b\uD800c&#0;d&#xD800;e").html()).isEqualTo("<p>a�b�c�d�e</p>");
        assertThat(Markdown.render("an emoji 🦊 stays").html()).isEqualTo("<p>an emoji 🦊 stays</p>");
    }
}
