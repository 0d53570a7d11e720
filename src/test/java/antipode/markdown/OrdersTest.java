package antipode.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.markdown.Orders.Found;
import org.junit.jupiter.api.Test;

/// Which lines of a text order something.
class OrdersTest {

    @Test
    void an_order_stands_on_a_line_of_its_own_behind_a_slash() {
        assertThat(Orders.in("Done, I think.\n\n/close\n/assign  @kei @mia \n/due in 2 days"))
                .containsExactly(
                        new Found(2, "close", ""), new Found(3, "assign", "@kei @mia"), new Found(4, "due", "in 2 days"));
        assertThat(Orders.in("- a task\n/close")).containsExactly(new Found(1, "close", ""));
        assertThat(Orders.in("Words\n/close\nand words")).containsExactly(new Found(1, "close", ""));
    }

    @Test
    void what_is_no_order_is_left_alone() {
        assertThat(Orders.in("Please /close it\n /close\n//close\n\\/close\n/Close\n/etc/passwd\n/1\n/close-it\n/")).isEmpty();
    }

    @Test
    void code_quotations_and_html_order_nothing() {
        assertThat(Orders.in("```\n/close\n```")).isEmpty();
        assertThat(Orders.in("~~~\n/close\n\n/reopen")).isEmpty();
        assertThat(Orders.in("> He said\n> /close\n/close")).isEmpty();
        assertThat(Orders.in("<!--\n/close\n-->")).isEmpty();
        assertThat(Orders.in("<details>\n/close\n</details>")).isEmpty();
        assertThat(Orders.in("`one\n/close\ntwo`")).isEmpty();
        assertThat(Orders.in("```\n/close\n```\n\n/reopen")).containsExactly(new Found(4, "reopen", ""));
    }

    /// How long such texts take grows with their length alone, or this would not come to an end.
    @Test
    void hostile_texts_order_only_what_they_say() {
        assertThat(Orders.in("/a ".repeat(200_000))).hasSize(1);
        assertThat(Orders.in("/close\n".repeat(2_000))).hasSize(2_000);
        assertThat(Orders.in("/a" + " \t".repeat(300_000) + "x")).containsExactly(new Found(0, "a", "x"));
        assertThat(Orders.in("[".repeat(5_000) + "\n/close")).isEmpty();
    }
}
