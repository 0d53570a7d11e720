package antipode.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

/// Times within texts: what is one, and what only looks like one.
class MomentTest {

    private static String text(String source) {
        return Markdown.unresolved(Markdown.render(source).html());
    }

    @Test
    void a_time_is_kept_as_a_mark_that_says_the_instant_and_whose_clock_it_was_written_by() {
        var kept = Markdown.render("We merge <time:2026-11-24T17:00+00:00[Europe/Lisbon]>.");
        assertThat(kept.markers()).extracting(Marker::kind).containsExactly(Marker.Kind.TIME);
        assertThat(kept.html()).as("no fact is kept but the text itself").doesNotContain("<time").contains("&lt;time:2026-11-24T17:00+00:00[Europe/Lisbon]&gt;");
        var moment = kept.markers().getFirst().moment().orElseThrow();
        assertThat(moment.machine()).isEqualTo("2026-11-24T17:00:00Z");
        assertThat(moment.plain()).isEqualTo("Tue 24 Nov 2026, 17:00 Lisbon");
        assertThat(moment.written()).isEqualTo("<time:2026-11-24T17:00+00:00[Europe/Lisbon]>");
    }

    @Test
    void zulips_forms_and_days_are_read_too() {
        assertThat(text("<time:2026-11-24T17:00Z>, <time:2026-11-24T17:00:30+05:30>, <time:2026-12-24>")).isEqualTo(
                "<p><time datetime=\"2026-11-24T17:00:00Z\">Tue 24 Nov 2026, 17:00 UTC</time>, "
                        + "<time datetime=\"2026-11-24T11:30:30Z\">Tue 24 Nov 2026, 17:00 UTC+05:30</time>, "
                        + "<time datetime=\"2026-12-24\">Thu 24 Dec 2026</time></p>");
    }

    @Test
    void where_zone_and_offset_differ_the_instant_is_the_offsets_and_a_zone_that_is_gone_is_passed_over() {
        assertThat(Moment.read("<time:2026-07-01T12:00+00:00[Europe/Lisbon]>").orElseThrow().plain()).isEqualTo("Wed 1 Jul 2026, 13:00 Lisbon");
        assertThat(Moment.read("<time:2026-07-01T12:00+03:00[Europe/Atlantis]>").orElseThrow().plain()).isEqualTo("Wed 1 Jul 2026, 12:00 UTC+03:00");
    }

    @Test
    void what_only_looks_like_a_time_stays_as_it_was_written() {
        for (var form : List.of(
                "<time:>", "<time:tomorrow>", "<time:2026-02-30>", "<time:2026-11-24T25:00Z>", "<time:2026-11-24T17:00>",
                "<time:2026-11-24T17:00+99:00>", "<time:2026-11-24[Europe/Lisbon]>", "<time:+999999999-11-24>",
                "<time:2026-11-24T17:00Z[\"onclick=x]>", "<time:javascript:alert(1)>", "<time:" + "9".repeat(90) + ">")) {
            assertThat(text("a " + form + " b")).as(form).isEqualTo("<p>a " + Markdown.escape(form) + " b</p>");
        }
        assertThat(text("<time:2026-11-24T17:00+00:00 x>")).doesNotContain("<time");
        assertThat(text("`<time:2026-11-24>` \\<time:2026-11-24>")).isEqualTo("<p><code>&lt;time:2026-11-24&gt;</code> &lt;time:2026-11-24&gt;</p>");
        assertThat(text("    <time:2026-11-24>")).contains("&lt;time:2026-11-24&gt;");
    }

    @Test
    void a_time_may_stand_in_a_heading_a_table_a_link_and_the_words_of_a_picture() {
        var rendered = Markdown.render("# Until <time:2026-11-24>\n\n| a |\n|---|\n| <time:2026-11-24> |\n\n[<time:2026-11-24>](x) ![<time:2026-11-24>](y)");
        assertThat(rendered.headings().getFirst().text()).isEqualTo("Until Tue 24 Nov 2026");
        assertThat(Markdown.unresolved(rendered.html()))
                .contains("<td><time datetime=\"2026-11-24\">Tue 24 Nov 2026</time></td>", "alt=\"Tue 24 Nov 2026\"")
                .contains(">Tue 24 Nov 2026</a>");
    }

    @Test
    void plain_words_say_their_times_as_they_are_told_to() {
        assertThat(Moment.said("By <time:2026-11-24> or <time:never>.", moment -> "[" + moment.date() + "]")).isEqualTo("By [2026-11-24] or <time:never>.");
    }
}
