package antipode.todos;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issues;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.threads.Issuable;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The reply box says whose turn it will be, and lets the writer change it, without any script.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TurnPickTest {

    private static final String WORDS = "Is a flat refund enough, @kei?";

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Turns turns;
    private Cast.Company company;
    private Tab ana;
    private Issuable issue;

    TurnPickTest(Cast cast, Browser browser, Issues issues, Turns turns) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.turns = turns;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
    }

    @BeforeEach
    void anaOpensAnIssue() {
        issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Flat refunds", ""), false).header();
    }

    @Test
    void before_anything_is_written_nothing_is_said() {
        assertThat(ana.get(issue.path()).page().selectFirst("#composer .turning").text()).isEmpty();
    }

    @Test
    void the_box_says_to_whom_the_turn_passes() {
        var page = ana.post(issue.path() + "/notes", "note", WORDS, "check", "1");
        assertThat(page.text("#composer .turn-sentence")).isEqualTo("Then it’s Kei’s turn, because you ask.");
        assertThat(page.page().select("#composer .turning .chip").eachText()).containsExactly("KN Kei");
        assertThat(page.page().selectFirst("#words").text()).isEqualTo(WORDS);
        assertThat(holders()).isEmpty();
    }

    @Test
    void the_writer_takes_one_off_and_puts_another_on() {
        var off = ana.post(issue.path() + "/notes", "note", WORDS, "turn_ruled", "kei", "turn_without", "kei");
        assertThat(off.text("#composer .turn-sentence")).isEqualTo("Then it’s nobody’s turn by this. Kei is told.");
        var on = ana.post(issue.path() + "/notes", "note", WORDS, "turn_chosen", "1", "turn_add", "@mia", "check", "1");
        assertThat(on.text("#composer .turn-sentence")).isEqualTo("Then it’s Mia’s turn, because you say so. Kei is told.");
        assertThat(on.page().select("#composer input[name=turn]").eachAttr("value")).containsExactly("mia");
        ana.post(issue.path() + "/notes", "note", WORDS, "turn_chosen", "1", "turn", "mia");
        assertThat(holders()).containsExactly("mia");
    }

    @Test
    void nobodys_turn_is_a_choice_and_what_the_rules_would_do_is_one_click_away() {
        var nobody = ana.post(issue.path() + "/notes", "note", WORDS, "turn_set", "nobody");
        assertThat(nobody.text("#composer .turn-sentence")).startsWith("Then it’s nobody’s turn by this.");
        var again = ana.post(issue.path() + "/notes", "note", WORDS, "turn_chosen", "1", "turn_set", "rules");
        assertThat(again.text("#composer .turn-sentence")).isEqualTo("Then it’s Kei’s turn, because you ask.");
        ana.post(issue.path() + "/notes", "note", WORDS, "turn_chosen", "1");
        assertThat(holders()).isEmpty();
    }

    @Test
    void whoever_is_asked_beside_the_words_holds_it_whatever_is_chosen() {
        var asked = ana.post(issue.path() + "/notes", "note", "Is it enough?", "to", "ravi", "turn_set", "nobody");
        assertThat(asked.text("#composer .turn-sentence")).isEqualTo("Then it’s Ravi’s turn, because you ask.");
        ana.post(issue.path() + "/notes", "note", "Is it enough?", "to", "ravi", "silence", "wait");
        assertThat(holders()).containsExactly("ravi");
        assertThat(turns.on(List.of(issue.id())).getFirst().action()).isEqualTo(Todo.Action.ASKED);
    }

    @Test
    void somebody_who_may_not_see_it_cannot_be_chosen_and_nothing_is_lost() {
        var refused = ana.post(issue.path() + "/notes", "note", WORDS, "turn_chosen", "1", "turn", "gwen");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("#composer .turning .field-error")).isEqualTo("It can’t be held by @gwen, who may not see this.");
        assertThat(refused.page().selectFirst("#words").text()).isEqualTo(WORDS);
        assertThat(holders()).isEmpty();
    }

    @Test
    void a_reply_says_it_as_well() {
        ana.post(issue.path() + "/notes", "note", "Sundays are different.");
        String note = ana.get(issue.path()).page().selectFirst(".thread .comment[id^=note_]").id().substring("note_".length());
        Tab ravi = browser.as(company.ravi());
        var part = ravi.post("/-/asks/turn?thing=" + issue.id() + "&reply_to=" + note, "note", "In what way?");
        assertThat(part.text(".turn-sentence")).isEqualTo("Then it’s Ana’s turn, because you ask.");
        ravi.post(issue.path() + "/notes/" + note + "/replies", "note", "In what way?", "turn_chosen", "1", "turn", "kei");
        assertThat(holders()).containsExactly("kei");
        assertThat(browser.as(company.gwen()).post("/-/asks/turn?thing=" + issue.id(), "note", "?").status()).isEqualTo(404);
    }

    private List<String> holders() {
        return turns.on(List.of(issue.id())).stream().map(turn -> turn.holder().handle()).toList();
    }
}
