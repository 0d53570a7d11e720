package antipode.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private static List<String> closed(String text) {
        return Closing.issues(text).stream().map(Marker::text).toList();
    }

    @Test
    void the_four_verbs_close_one_issue_or_several() {
        assertThat(closed("Closes #1, #2 and group/project#3.")).containsExactly("#1", "#2", "group/project#3");
        assertThat(closed("fixed #4\n\nImplements: #5\nResolve issue #6")).containsExactly("#4", "#5", "#6");
        assertThat(closed("closing #7 #8")).containsExactly("#7", "#8");
    }

    @Test
    void what_is_only_mentioned_stays_open() {
        assertThat(closed("See #1. Discloses #2. Closes the door, #3. Close #4; related to #5. closes !6 and #7")).containsExactly("#4");
    }

    @Test
    void what_stands_in_code_or_a_comment_closes_nothing() {
        assertThat(closed("`Closes #1` Closes `#2`\n\n```\nFixes #3\n```\n\n<!-- Fixes #4 -->\n\n\\#5 closes \\#6")).isEmpty();
    }
}
