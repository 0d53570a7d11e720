package antipode.issues;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Ana proposes something, and foresees three questions. She can answer one of them.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpectedQuestionsTest {

    private static final String NEW = "/halyard/handbook/-/issues/new";

    private final Cast cast;
    private final Browser browser;
    private final TestClock clock;
    private Tab ana;

    ExpectedQuestionsTest(Cast cast, Browser browser, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.clock = clock;
    }

    @BeforeAll
    void anaArrives() {
        clock.set(TestClock.START);
        ana = browser.as(cast.arrive().ana());
    }

    @Test
    void the_template_for_proposals_is_there_without_a_repository_and_asks_for_them() {
        Answer form = ana.get(NEW);
        String chosen = form.page().select(".templates a:contains(Proposal)").attr("href");
        assertThat(ana.get(chosen).page().select("textarea[name=description]").text()).contains("## How we would undo it").contains("## Questions to expect");
        for (String other : new String[] {"Incident", "Hand-off", "Meeting"}) {
            assertThat(ana.get(NEW + "?template=" + other).page().select("textarea[name=description]").text()).as(other).contains("##");
        }
    }

    @Test
    void those_without_an_answer_become_threads_to_be_resolved_when_it_is_opened() {
        String path = ana.post("/halyard/handbook/-/issues", "type", "issue", "title", "Refund flat", "description", """
                I propose a flat refund.

                ## Questions to expect

                - **What does it cost in a bad October?** About 2,000.
                - **Who may turn it off?**
                - What if only the return is cancelled?
                """).header("Location");
        Answer page = ana.get(path);
        assertThat(page.page().select(".prose-comment").eachText()).containsExactly("Who may turn it off?", "What if only the return is cancelled?");
        assertThat(page.text(".subline")).contains("2 threads unresolved");
    }

    @Test
    void those_that_a_later_version_adds_become_threads_too_and_no_other_does_twice() {
        String words = "We sail at night.\n\n## Questions to expect\n\n- Who is on watch?\n";
        String path = ana.post("/halyard/handbook/-/issues", "type", "issue", "title", "Night ferries", "description", words).header("Location");
        ana.post(path, "title", "Night ferries", "description", words + "- And in fog?\n- **Is it loud?** No.\n");
        assertThat(ana.get(path).page().select(".prose-comment").eachText()).containsExactly("Who is on watch?", "And in fog?");
        ana.post(path, "title", "Night ferries", "description", "We sail at night.");
        ana.post(path, "title", "Night ferries", "description", words);
        assertThat(ana.get(path).page().select(".prose-comment").eachText()).hasSize(2);
        assertThat(ana.get(path).text(".subline")).contains("2 threads unresolved");
    }

    @Test
    void a_new_page_may_begin_as_a_readme() {
        Answer form = ana.get("/halyard/handbook/-/new/main");
        assertThat(form.page().select(".templates a").eachText()).contains("README", "How-to", "Runbook", "Decision record");
        assertThat(ana.get(form.page().select(".templates a").first().attr("href")).page().select("textarea[name=content]").text()).contains("## How to begin");
    }
}
