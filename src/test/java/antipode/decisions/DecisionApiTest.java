package antipode.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issues;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Decisions through the API, in GitLab's form. It is Wednesday 12:00 in Lisbon.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionApiTest {

    private static final String PROJECT = "/api/v4/projects/halyard%2Fhandbook";
    private static final String ISSUES = PROJECT + "/issues";

    private final Cast cast;
    private final Browser browser;
    private final Decisions decisions;
    private final TestClock clock;
    private Cast.Company company;
    private Tab ana;
    private Tab kei;
    private Tab mia;

    DecisionApiTest(Cast cast, Browser browser, Decisions decisions, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.decisions = decisions;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.program(company.ana());
        kei = browser.program(company.kei());
        mia = browser.program(company.mia());
    }

    @BeforeEach
    void itIsWednesdayNoon() {
        clock.set(TestClock.START);
    }

    private String open(String title) {
        Answer opened = kei.json("POST", ISSUES, """
                {"title": "%s", "issue_type": "decision", "door": "two-way", "review_on": "2027-02-01",
                 "options": [{"title": "Flat", "for": "One line.", "against": "Overpays *31*."}, {"title": "By leg"}],
                 "questions": [{"question": "What does it cost?", "answer": "€9,000"}, {"question": "Who may turn it off?"}]}
                """.formatted(title));
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        return ISSUES + "/" + opened.json().get("iid").asInt();
    }

    @Test
    void a_decision_is_read_where_it_is_written() {
        String path = open("Read alone");
        assertThat(mia.get(path + "/decision").json().get("decision").get("status").asString()).isEqualTo("proposed");
        kei.post(path + "/decision", "option", "Flat", "because", "One line.");
        assertThat(mia.get(path + "/decision").json().get("decision").get("chosen").get("title").asString()).isEqualTo("Flat");
        String plain = ISSUES + "/" + kei.post(ISSUES, "title", "No decision").json().get("iid").asInt();
        assertThat(mia.get(plain + "/decision").status()).isEqualTo(404);
    }

    @Test
    void an_issue_of_type_decision_carries_all_that_only_a_decision_has() {
        JsonNode issue = mia.get(open("Flat or by leg")).json();
        assertThat(issue.get("issue_type").asString()).isEqualTo("decision");
        assertThat(issue.get("type").asString()).isEqualTo("DECISION");
        JsonNode decision = issue.get("decision");
        assertThat(decision.propertyNames()).containsExactly(
                "status", "door", "door_reason", "options", "chosen", "because", "decided_at", "decided_by", "dri", "review_on",
                "questions", "supersedes", "superseded_by", "pages");
        assertThat(decision.get("status").asString()).isEqualTo("proposed");
        assertThat(decision.get("options").get(0).get("against").asString()).isEqualTo("Overpays *31*.");
        assertThat(decision.get("review_on").asString()).isEqualTo("2027-02-01");
        assertThat(decision.get("questions").get(0).get("answered").asBoolean()).isTrue();
        JsonNode open = decision.get("questions").get(1);
        assertThat(open.get("answered").asBoolean()).isFalse();
        assertThat(mia.get(ISSUES + "/" + issue.get("iid").asInt() + "/discussions/" + open.get("discussion_id").asString())
                        .json().get("notes").get(0).get("resolvable").asBoolean())
                .isTrue();
        assertThat(ana.get(ISSUES + "?per_page=1").json().get(0).get("decision").get("status").asString()).isEqualTo("proposed");
    }

    @Test
    void a_question_is_answered_once_its_thread_is_resolved() {
        String path = open("Resolved");
        String discussion = kei.get(path).json().get("decision").get("questions").get(1).get("discussion_id").asString();
        assertThat(kei.put(path + "/discussions/" + discussion, "resolved", "true").status()).isEqualTo(200);
        assertThat(kei.get(path).json().get("decision").get("questions").get(1).get("answered").asBoolean()).isTrue();
    }

    @Test
    void a_plain_issue_says_nothing_of_decisions() {
        JsonNode issue = ana.post(ISSUES, "title", "Plain").json();
        assertThat(issue.has("decision")).isFalse();
        assertThat(ana.post(ISSUES + "/" + issue.get("iid").asInt() + "/decision", "option", "A", "because", "B").status())
                .isEqualTo(404);
    }

    @Test
    void it_is_decided_rejected_reopened_and_refused_by_program() {
        String path = open("By program");
        assertThat(mia.post(path + "/decision", "option", "Flat", "because", "So").status()).isEqualTo(403);
        Answer missing = kei.post(path + "/decision");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.body()).contains("option is missing, because is missing");
        Answer decided = kei.post(path + "/decision", "option", "1", "because", "It is one line.");
        assertThat(decided.status()).isEqualTo(201);
        assertThat(decided.json().get("state").asString()).isEqualTo("closed");
        assertThat(decided.json().get("decision").get("chosen").get("title").asString()).isEqualTo("Flat");
        assertThat(decided.json().get("decision").get("decided_by").get("username").asString()).isEqualTo("kei");
        assertThat(kei.post(path + "/decision", "option", "1", "because", "Again").status()).isEqualTo(409);
        assertThat(kei.put(path + "/decision", "options[][title]", "Late").status()).isEqualTo(409);
        assertThat(kei.put(path + "/decision", "review_on", "2027-03-01").json().get("decision").get("review_on").asString())
                .isEqualTo("2027-03-01");
        assertThat(kei.delete(path + "/decision").json().get("decision").get("status").asString()).isEqualTo("proposed");
        assertThat(kei.post(path + "/decision/rejection", "because", "Nobody needs it.").json().get("decision").get("status").asString())
                .isEqualTo("rejected");
        assertThat(kei.put(path, "state_event", "reopen").json().get("decision").get("status").asString()).isEqualTo("proposed");
        assertThat(kei.put(path, "state_event", "close").status()).isEqualTo(409);
    }

    @Test
    void what_is_not_sent_stays_and_what_makes_no_sense_changes_nothing() {
        String path = open("Partly");
        JsonNode changed = kei.json("PUT", path, "{\"door\": \"one-way\", \"door_reason\": \"The contract.\"}").json();
        assertThat(changed.get("decision").get("door").asString()).isEqualTo("one-way");
        assertThat(changed.get("decision").get("options").size()).isEqualTo(2);
        for (String body : List.of(
                "{\"door\": \"revolving\"}", "{\"options\": \"none\"}", "{\"options\": [{\"for\": \"no title\"}]}",
                "{\"review_on\": \"2020-01-01\"}", "{\"supersedes\": \"#99999\"}", "{\"options\": [{\"title\": \"A\"}, {\"title\": \"a\"}]}")) {
            assertThat(kei.json("PUT", path, body).status()).as(body).isIn(400, 422);
        }
        assertThat(kei.get(path).json().get("decision").get("options").size()).isEqualTo(2);
        assertThat(kei.get(path).json().get("decision").get("review_on").asString()).isEqualTo("2027-02-01");
    }

    @Test
    void the_lists_filter_as_the_pages_do() {
        String path = open("Listed by program");
        kei.post(path + "/decision", "option", "Flat", "because", "So.");
        assertThat(ana.get("/api/v4/decisions?status=decided&dri=kei&search=Listed").json().get(0).get("title").asString())
                .isEqualTo("Listed by program");
        assertThat(ana.get(PROJECT + "/decisions?status=rejected&search=Listed").json().size()).isZero();
        assertThat(ana.get(PROJECT + "/decisions?status=nonsense").status()).isEqualTo(400);
        assertThat(ana.get(PROJECT + "/decisions?dri=nobody-here").json().size()).isZero();
        assertThat(browser.asNobody().get("/api/v4/decisions").json().size()).isZero();
        assertThat(browser.asNobody().get(PROJECT + "/decisions").status()).isEqualTo(404);
    }

    @Test
    void it_is_ordered_within_a_comment() {
        String path = open("Ordered");
        assertThat(mia.post(path + "/notes", "body", "/decide Flat").status()).isIn(400, 403, 422);
        assertThat(kei.post(path + "/notes", "body", "/door one-way").status()).isIn(400, 422);
        assertThat(kei.post(path + "/notes", "body", "/review_on yesterday").status()).isIn(400, 422);
        assertThat(kei.post(path + "/notes", "body", "We heard everyone.\n\n/decide Flat, because it is one line").status())
                .isIn(201, 202);
        JsonNode decision = kei.get(path).json().get("decision");
        assertThat(decision.get("chosen").get("title").asString()).isEqualTo("Flat");
        assertThat(decision.get("because").asString()).isEqualTo("it is one line");
    }

    @Test
    void both_ends_of_a_chain_name_each_other() {
        Decision older = decisions.decide(
                company.ana(),
                decisions.propose(company.ana(), company.handbook(), Issues.Opening.of("Older", ""), DecisionDraft.EMPTY),
                new Decisions.Choice("A", "So.", null));
        String path = open("Newer");
        kei.json("PUT", path, "{\"supersedes\": \"" + older.header().fullReference() + "\"}");
        assertThat(kei.post(path + "/decision", "option", "Flat", "because", "So.").status()).as("Kei may not end what is Ana’s").isEqualTo(403);
        ana.post(path + "/decision", "option", "Flat", "because", "So.");
        String end = ISSUES + "/" + older.header().iid();
        assertThat(ana.get(end).json().get("decision").get("status").asString()).isEqualTo("superseded");
        assertThat(ana.get(end).json().get("decision").get("superseded_by").get("title").asString()).isEqualTo("Newer");
        assertThat(ana.get(path).json().get("decision").get("supersedes").get("title").asString()).isEqualTo("Older");
    }
}
