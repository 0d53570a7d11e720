package antipode.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import antipode.markdown.Expected.Question;
import org.junit.jupiter.api.Test;

/// Questions to expect, as people write them down.
class ExpectedTest {

    @Test
    void the_list_below_its_heading_is_read_with_the_question_in_bold_or_up_to_its_mark() {
        assertThat(Expected.in("""
                ## Proposal
                - **Not one?** No.

                ## Questions to expect

                <!-- A word of help -->

                - **What does it cost?** Nothing.
                - **Who may turn it off?**
                - Why now? Because of #12.
                - And then?
                - **?**
                -
                - **What does it cost?** Twice.

                Some words.

                - In two parts?

                  Yes.

                ## Else
                - No more?
                """)).containsExactly(
                new Question("What does it cost?", "Nothing."), new Question("Who may turn it off?", ""),
                new Question("Why now?", "Because of #12."), new Question("And then?", ""), new Question("In two parts?", "Yes."));
    }

    @Test
    void a_line_in_bold_may_stand_for_the_heading_and_nothing_else_is_read() {
        assertThat(Expected.in("**Questions to expect**\n- \n- Who pays?\n\n**Else**\n- Not this?")).containsExactly(new Question("Who pays?", ""));
        assertThat(Expected.in("I have no questions to expect.\n\n- Really?")).isEmpty();
        assertThat(Expected.in("## Questions to expect\n\n1. " + "x".repeat(2000) + "?")).isEmpty();
    }
}
