package antipode.issues;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// What issues are to each other, in the browser and by API.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssueLinksTest {

    private static final String ISSUES = "/api/v4/projects/halyard%2Fhandbook/issues";

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Outbox outbox;
    private Cast.Company company;
    private Project secret;
    private Tab ana;
    private Tab kei;

    IssueLinksTest(Cast cast, Browser browser, Issues issues, Outbox outbox) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.outbox = outbox;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        secret = cast.project(company.ana(), company.team(), "secret", Visibility.PRIVATE);
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
    }

    private Issue open(String title) {
        return issues.open(company.ana(), company.handbook(), Issues.Opening.of(title, ""), false);
    }

    private static String number(Issue issue) {
        return "#" + issue.header().iid();
    }

    @Test
    void a_link_is_shown_at_both_ends_with_its_direction_and_the_record_says_so() {
        Issue quay = open("Map the quay");
        Issue ferry = open("Sell the ferry");
        assertThat(ana.post(quay.path() + "/links", "as", "blocks", "issue", number(ferry)).status()).isEqualTo(303);
        assertThat(kei.get(quay.path()).text("#links")).contains("Blocks " + number(ferry) + " Sell the ferry open");
        assertThat(kei.get(ferry.path()).text("#links")).contains("Blocked by " + number(quay) + " Map the quay open");
        assertThat(kei.get(ferry.path()).text(".event")).contains("said that this is blocked by").contains("Map the quay");
        assertThat(kei.get(ferry.path()).text(".subline")).contains("Blocked");
        assertThat(kei.get(ferry.path()).page().select("#links form")).isEmpty();
        assertThat(browser.as(company.mia()).post(quay.path() + "/links", "issue", number(ferry)).status()).isEqualTo(403);
        String removal = ana.get(ferry.path()).page().select("#links form[action$=/removal]").attr("action");
        assertThat(ana.post(removal).status()).isEqualTo(303);
        assertThat(ana.get(quay.path()).text("#links")).doesNotContain("Sell the ferry");
        assertThat(String.join(" ", ana.get(quay.path()).page().select(".event").eachText())).contains("took back that this blocks");
    }

    @Test
    void a_circle_of_issues_that_wait_for_each_other_is_refused_with_its_chain() {
        Issue one = open("One");
        Issue two = open("Two");
        Issue three = open("Three");
        ana.post(one.path() + "/links", "as", "blocks", "issue", number(two));
        ana.post(two.path() + "/links", "as", "blocks", "issue", number(three));
        Answer refused = ana.post(three.path() + "/links", "as", "blocks", "issue", number(one));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text(".field-error")).isEqualTo("They would wait for each other: halyard/handbook" + number(one)
                + " blocks halyard/handbook" + number(two) + ", which blocks halyard/handbook" + number(three) + ".");
        assertThat(refused.page().select("input[name=issue]").val()).isEqualTo(number(one));
        assertThat(ana.get(three.path()).text("#links")).doesNotContain("Blocks");
        assertThat(ana.post(one.path() + "/links", "as", "blocks", "issue", number(one)).text(".field-error"))
                .isEqualTo("An issue is nothing to itself.");
        assertThat(ana.post(one.path() + "/links", "issue", "#99999").text(".field-error"))
                .isEqualTo("There is no issue #99999, or it isn’t open to you.");
        assertThat(ana.post(one.path() + "/links", "issue", "the other one").text(".field-error")).contains("names no issue");
    }

    @Test
    void what_is_blocked_is_closed_only_if_that_is_said_twice_and_the_api_asks_nothing() {
        Issue wall = open("Wall");
        Issue roof = open("Roof");
        ana.post(wall.path() + "/links", "as", "blocks", "issue", browser.address() + roof.path());
        Answer asked = ana.post(roof.path() + "/closure");
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.text("h1")).isEqualTo("It is blocked by " + number(wall));
        assertThat(ana.get(roof.path()).text(".state")).isEqualTo("Open");
        assertThat(ana.post(roof.path() + "/closure", "anyway", "1").status()).isEqualTo(303);
        assertThat(ana.get(roof.path()).text(".state")).isEqualTo("Closed");
        Tab program = browser.program(company.ana());
        program.put(ISSUES + "/" + roof.header().iid(), "state_event", "reopen");
        assertThat(program.put(ISSUES + "/" + roof.header().iid(), "state_event", "close").json().get("state").asString())
                .isEqualTo("closed");
    }

    @Test
    void when_the_last_of_what_blocked_an_issue_is_closed_whoever_holds_it_is_told() {
        Issue north = open("North pier");
        Issue south = open("South pier");
        Issue bridge = issues.open(
                company.ana(), company.handbook(),
                new Issues.Opening("issue", "Bridge", "", false, null, List.of("kei"), List.of()), false);
        ana.post(bridge.path() + "/links", "as", "is_blocked_by", "issue", number(north));
        ana.post(bridge.path() + "/links", "as", "is_blocked_by", "issue", number(south));
        issues.close(company.ana(), north);
        outbox.drain();
        assertThat(ana.get(bridge.path()).body()).doesNotContain("closed what this waited for");
        issues.close(company.ana(), south);
        outbox.drain();
        assertThat(String.join(" ", kei.get(bridge.path()).page().select(".event").eachText()))
                .contains("Ana Ferreira closed what this waited for: " + number(south) + " South pier");
        JsonNode todos = browser.program(company.kei()).get("/api/v4/todos?action=unblocked").json();
        assertThat(todos).hasSize(1);
        assertThat(todos.get(0).get("target").get("title").asString()).isEqualTo("Bridge");
    }

    @Test
    void a_duplicate_is_closed_and_points_to_what_it_says_again() {
        Issue first = open("Refunds for storms");
        Issue again = open("Storm refunds");
        assertThat(ana.post(again.path() + "/links", "as", "duplicates", "issue", number(first)).status()).isEqualTo(303);
        assertThat(kei.get(again.path()).text(".state")).isEqualTo("Closed");
        assertThat(kei.get(again.path()).text("#links")).contains("Duplicate of " + number(first));
        assertThat(kei.get(first.path()).text("#links")).contains("Duplicates " + number(again));
        assertThat(browser.program(company.kei()).get(ISSUES + "/" + again.header().iid()).json().get("_links")
                        .get("closed_as_duplicate_of").asString())
                .isEqualTo(browser.address() + "/api/v4/projects/" + company.handbook().id() + "/issues/" + first.header().iid());
    }

    @Test
    void who_may_not_see_the_other_end_learns_nothing_of_it() {
        Issue hidden = issues.open(company.ana(), secret, Issues.Opening.of("Merger", ""), false);
        Issue shown = open("Ordinary");
        ana.post(shown.path() + "/links", "as", "is_blocked_by", "issue", "halyard/secret" + number(hidden));
        assertThat(ana.get(shown.path()).text("#links")).contains("Merger");
        assertThat(kei.get(shown.path()).body()).doesNotContain("Merger").doesNotContain("secret");
        Tab keis = browser.program(company.kei());
        String api = ISSUES + "/" + shown.header().iid();
        assertThat(keis.get(api + "/links").json()).isEmpty();
        assertThat(keis.get(api + "/notes").body()).doesNotContain("secret");
        assertThat(keis.post(api + "/links", "target_project_id", "" + secret.id(), "target_issue_iid", "" + hidden.header().iid())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void gitlabs_clients_link_list_and_unlink() {
        Issue one = open("Api one");
        Issue two = open("Api two");
        Tab program = browser.program(company.ana());
        String links = ISSUES + "/" + one.header().iid() + "/links";
        Answer made = program.post(
                links, "target_project_id", "" + company.handbook().id(), "target_issue_iid", "" + two.header().iid(),
                "link_type", "blocks");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("source_issue").get("title").asString()).isEqualTo("Api one");
        assertThat(made.json().get("target_issue").get("title").asString()).isEqualTo("Api two");
        assertThat(made.json().get("link_type").asString()).isEqualTo("blocks");
        assertThat(program.get(ISSUES + "/" + one.header().iid()).json().get("blocking_issues_count").asInt()).isEqualTo(1);
        assertThat(program.post(
                                links, "target_project_id", "halyard/handbook", "target_issue_iid", "" + two.header().iid(),
                                "link_type", "blocks")
                        .body())
                .isEqualTo("{\"message\":\"Issue(s) already assigned\"}");
        JsonNode listed = program.get(ISSUES + "/" + two.header().iid() + "/links").json();
        assertThat(listed.get(0).get("link_type").asString()).isEqualTo("is_blocked_by");
        assertThat(listed.get(0).get("iid").asInt()).isEqualTo(one.header().iid());
        String link = links + "/" + listed.get(0).get("issue_link_id").asLong();
        assertThat(program.get(link).json().get("link_type").asString()).isEqualTo("blocks");
        assertThat(program.delete(link).status()).isEqualTo(200);
        assertThat(program.get(links).json()).isEmpty();
        assertThat(program.post(links, "target_project_id", "1").body()).isEqualTo("{\"error\":\"target_issue_iid is missing\"}");
        assertThat(program.post(links, "target_project_id", "halyard/handbook", "target_issue_iid", "1", "link_type", "loves").status())
                .isEqualTo(400);
    }

    @Test
    void two_who_link_the_same_two_issues_from_both_ends_at_once_both_succeed() throws Exception {
        Tab anas = browser.program(company.ana());
        Tab ours = browser.program(company.ana());
        CyclicBarrier both = new CyclicBarrier(2);
        try (var racers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 8; round++) {
                Issue bow = open("Bow");
                Issue stern = open("Stern");
                var first = racers.submit(() -> {
                    both.await();
                    return anas.post(ISSUES + "/" + bow.header().iid() + "/notes", "body", "See there.\n/relate " + number(stern));
                });
                var second = racers.submit(() -> {
                    both.await();
                    return ours.post(ISSUES + "/" + stern.header().iid() + "/notes", "body", "And here.\n/relate " + number(bow));
                });
                assertThat(first.get().status()).as(first.get().body()).isEqualTo(201);
                assertThat(second.get().status()).as(second.get().body()).isEqualTo(201);
                assertThat(anas.get(ISSUES + "/" + bow.header().iid() + "/links").json()).hasSize(1);
            }
        }
    }
}
