package antipode.asks;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issues;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Writing;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The pages one answers on without scripts say, before anything is sent, whose turn it will be. Ana asks; Kei answers.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TurnBeforeSendingTest {

    private final Cast cast;
    private final Issues issues;
    private final Comments comments;
    private final Asks asks;
    private final Browser browser;
    private Cast.Company company;
    private Issuable issue;
    private Comment question;

    TurnBeforeSendingTest(Cast cast, Issues issues, Comments comments, Asks asks, Browser browser) {
        this.cast = cast;
        this.issues = issues;
        this.comments = comments;
        this.asks = asks;
        this.browser = browser;
    }

    @BeforeEach
    void anaAsks() {
        company = company == null ? cast.arrive() : company;
        issue = issues.open(company.ravi(), company.handbook(), Issues.Opening.of("Flat refunds", "A flat refund."), false).header();
        question = comments.write(company.ana(), issue, Writing.of("@kei Is it enough?"));
    }

    private int said() {
        return comments.of(issue).size();
    }

    @Test
    void the_page_of_an_ask_says_whose_turn_an_answer_makes_it_and_whose_a_question() {
        Ask ask = asks.ask(company.ana(), issue, new Asks.Question(
                Ask.Kind.FEEDBACK, "Is it enough?", List.of(Cast.person(company.kei())), null, null, ""), question.id());
        Browser.Tab kei = browser.as(company.kei());
        assertThat(kei.get(ask.path()).text(".turn-sentence")).startsWith("Then it’s Ana’s turn, because you answer. Yours ends.");
        int before = said();
        var looked = kei.post(ask.path() + "/answer", "note", "@ravi can it be less?", "look", "1");
        assertThat(looked.status()).isEqualTo(200);
        assertThat(looked.text(".turn-sentence")).contains("Ravi’s");
        assertThat(looked.page().select("textarea[name=note]").text()).isEqualTo("@ravi can it be less?");
        assertThat(said()).isEqualTo(before);
        assertThat(browser.as(company.ravi()).get(ask.path()).page().select("form[action$=answer] .turn-sentence")).isEmpty();
    }

    @Test
    void the_page_of_a_reply_says_it_too_and_again_with_the_preview() {
        Browser.Tab kei = browser.as(company.kei());
        String path = issue.path() + "/notes/" + question.id() + "/replies";
        assertThat(kei.get(path).text(".turn-sentence")).startsWith("Then it’s Ana’s turn, because you answer. Yours ends.");
        int before = said();
        var previewed = kei.post(path, "note", "@ravi can it be less?", "preview", "1");
        assertThat(previewed.text(".turn-sentence")).contains("Ravi’s").doesNotContain("Preview");
        var chosen = kei.post(path, "note", "Yes.", "preview", "1", "turn_add", "ravi");
        assertThat(chosen.text(".turn-sentence")).isEqualTo("Then it’s Ravi’s turn, because you say so. Yours ends.");
        var nobody = kei.post(path, "note", "Yes.", "preview", "1", "turn_add", "nobody-of-that-name");
        assertThat(nobody.text(".turn-sentence")).startsWith("It ").contains("nobody-of-that-name");
        assertThat(said()).isEqualTo(before);
    }
}
