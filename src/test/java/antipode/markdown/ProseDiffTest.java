package antipode.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import antipode.markdown.ProseDiff.Change;
import antipode.markdown.ProseDiff.Changed;
import antipode.markdown.ProseDiff.Context;
import antipode.markdown.ProseDiff.Unchanged;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class ProseDiffTest {
    private static final String BEFORE = """
            ---
            owner: sol
            ---

            # Timetables

            ## How passengers learn when to sail

            Every operator publishes a printed timetable in April and October, and on the
            web. The two must never disagree; where they do, paper wins.

            Changes of more than ten minutes are sent to everyone booked on the sailing.

            First that stays.

            Second that stays.

            The print contract with Gráfica Tejo is renewed by the operations team each February.
            """;
    private static final String AFTER = """
            ---
            owner: sol
            ---

            # Timetables

            ## How passengers learn when to sail

            Every operator publishes its timetable on the web. What the web says at the moment of booking is what the
            passenger was promised, and the booking keeps a copy of it.

            Changes of any length are sent to everyone booked on the sailing.

            First that stays.

            Second that stays.

            It ends on 28 February 2027 (decision #203). A new one would take eight months.
            """;

    @Test
    void a_changed_page_is_told_from_its_heading_down_with_lines_of_the_new_file() {
        var diff = ProseDiff.of(BEFORE, AFTER);
        assertThat(diff.rows()).hasSize(6);
        assertThat(((Unchanged) diff.rows().get(0)).count()).isEqualTo(1);
        assertThat(((Context) diff.rows().get(1)).line()).isEqualTo(7);
        var first = (Changed) diff.rows().get(2);
        assertThat(first.line()).isEqualTo(9);
        assertThat(first.html())
                .startsWith("<p>Every operator publishes <del>a printed timetable in April and October, and")
                .contains("<ins>its timetable");
        assertThat(((Changed) diff.rows().get(3)).html())
                .isEqualTo("<p>Changes of <del>more than ten minutes</del><ins>any length</ins> are sent to everyone booked on the sailing.</p>");
        assertThat(((Unchanged) diff.rows().get(4)).count()).isEqualTo(2);
        var last = (Changed) diff.rows().get(5);
        assertThat(last.change()).isEqualTo(Change.EDITED);
        assertThat(Markdown.markers(last.html())).extracting(Marker::text).containsExactly("#203");
        assertThat(diff.wordsIn()).isGreaterThan(30);
        assertThat(diff.wordsOut()).isGreaterThan(20);
    }

    @Test
    void what_goes_stands_with_its_old_line_and_what_comes_with_its_new_one() {
        var diff = ProseDiff.of("One.\n\nGone for good.\n\nThree.", "One.\n\nThree.\n\n- a new item");
        assertThat(diff.rows()).containsExactly(
                new Unchanged(List.of(new Block(1, 1, "<p>One.</p>"))),
                new Changed(Change.REMOVED, 3, 3, 0, 0, "<p><del>Gone for good.</del></p>"),
                new Unchanged(List.of(new Block(3, 3, "<p>Three.</p>"))),
                new Changed(Change.ADDED, 0, 0, 5, 5, "<ul><li><ins>a new item</ins></li></ul>"));
        assertThat(diff.wordsIn()).isEqualTo(3);
        assertThat(diff.wordsOut()).isEqualTo(3);
    }

    @Test
    void an_item_put_at_the_top_of_a_list_changes_no_other_item() {
        var diff = ProseDiff.of("1. one\n2. two\n", "1. zero\n2. one\n3. two\n");
        assertThat(diff.rows()).hasSize(2);
        assertThat(((Changed) diff.rows().getFirst()).html()).isEqualTo("<ol start=\"1\"><li><ins>zero</ins></li></ol>");
    }

    @Test
    void breaking_lines_anew_is_no_change() {
        assertThat(ProseDiff.of("one two\nthree", "one\ntwo three").isEmpty()).isTrue();
        assertThat(ProseDiff.of(BEFORE, BEFORE).isEmpty()).isTrue();
        assertThat(ProseDiff.of("", "").rows()).isEmpty();
    }

    @Test
    void words_that_only_change_their_dress_go_and_come() {
        var changed = (Changed) ProseDiff.of("this is important to all of us", "this is **important** to all of us").rows().getFirst();
        assertThat(changed.html()).isEqualTo("<p>this is <strong><del>important</del><ins>important</ins></strong> to all of us</p>");
    }

    @Test
    void hostile_text_stays_text() {
        for (var payload : Payloads.all()) {
            var diff = ProseDiff.of("quiet words, " + payload, "quiet words and more, " + payload + " [x](y)");
            for (var row : diff.rows()) if (row instanceof Changed changed) Payloads.assertHarmless(changed.html(), payload);
        }
    }

    @Test
    void ten_thousand_lines_are_compared_block_by_block() {
        var before = IntStream.range(0, 5_000).mapToObj(n -> "Paragraph " + n + " says something.\n\n").collect(Collectors.joining());
        var after = before.replace("Paragraph 2500 says something", "Paragraph 2500 says something else")
                .replace("Paragraph 4000 says something.\n\n", "");
        var diff = ProseDiff.of(before, after);
        assertThat(diff.rows()).hasSize(5);
        assertThat(diff.wordsIn()).isEqualTo(1);
        var other = IntStream.range(0, 5_000).mapToObj(n -> "Other " + (n * 7) + " text.\n\n").collect(Collectors.joining());
        assertThat(ProseDiff.of(before, other).rows()).hasSizeGreaterThanOrEqualTo(5_000);
    }

    @Test
    void what_is_printed_nests_properly() {
        var diff = ProseDiff.of("| a | b |\n|---|---|\n| 1 | two |\n", "| a | b |\n|---|---|\n| 1 | three |\n| 2 | x |\n");
        var html = ((Changed) diff.rows().getFirst()).html();
        assertThat(Jsoup.parseBodyFragment(html).select("tr")).hasSize(3);
        assertThat(html).contains("<td><del>two</del><ins>three</ins></td>").contains("<td><ins>x</ins></td>");
    }
}
