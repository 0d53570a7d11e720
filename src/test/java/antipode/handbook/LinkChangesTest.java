package antipode.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Links are led elsewhere, and nothing else is touched.
class LinkChangesTest {

    private static String changed(String text) {
        return LinkChanges.of(text, target -> target.equals("old.md") ? "new%20place/it.md" : null).text();
    }

    @Test
    void links_pictures_and_definitions_are_changed_with_their_fragments() {
        assertThat(changed("[a](old.md#x) ![b](old.md) [c](<old.md> \"title\")\n\n[d]: old.md\n<a href=\"old.md?x\">e</a>\r\n"))
                .isEqualTo("[a](new%20place/it.md#x) ![b](new%20place/it.md) [c](<new%20place/it.md> \"title\")\n\n[d]: new%20place/it.md\n<a href=\"new%20place/it.md?x\">e</a>\r\n");
    }

    @Test
    void code_other_links_and_words_stay() {
        var text = "`[a](old.md)` ``[b](old.md) ` `` old.md [c](https://x.example/old.md) [d](#old.md)\n```\n[e](old.md)\n```\n[f](//old.md)\n";
        assertThat(changed(text)).isEqualTo(text);
    }

    @Test
    void a_moved_page_goes_on_meaning_what_it_meant() {
        assertThat(PageMoves.own("[a](b.md) [c](../c/d.md#e) [f](/g.md) [self](a.md#x) ![p](p.png)\n", "x/a.md", "y/z/a2.md").orElseThrow())
                .isEqualTo("[a](../../x/b.md) [c](../../c/d.md#e) [f](/g.md) [self](a2.md#x) ![p](../../x/p.png)\n");
        assertThat(PageMoves.own("[a](b.md)\n", "x/a.md", "x/c.md")).isEmpty();
    }

    @Test
    void a_page_takes_the_address_of_another_into_what_it_says_of_itself() {
        assertThat(PageMoves.aliased("# A\n", "b.md")).isEqualTo("---\naliases:\n  - \"/b.md\"\n---\n\n# A\n");
        assertThat(PageMoves.aliased("---\ntitle: A\naliases:\n  - /c\n---\n# A\n", "b.md")).isEqualTo("---\ntitle: A\naliases:\n  - \"/b.md\"\n  - /c\n---\n# A\n");
        assertThat(PageMoves.aliased("---\r\ntitle: A\r\n---\r\n# A\r\n", "b.md")).isEqualTo("---\r\ntitle: A\r\naliases:\r\n  - \"/b.md\"\r\n---\r\n# A\r\n");
    }
}
