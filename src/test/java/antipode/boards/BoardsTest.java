package antipode.boards;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.projects.Labels;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Boards: made by reporters, seen by readers, and what moving a card does to its issue.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoardsTest {

    private static final String BOARDS = "/halyard/handbook/-/boards";

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Labels labels;
    private final Milestones milestones;
    private final ProjectMembers projectMembers;
    private Cast.Company company;
    private Tab ana;
    private Tab kei;

    BoardsTest(
            Cast cast, Browser browser, Issues issues, Labels labels, Milestones milestones, ProjectMembers projectMembers) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.labels = labels;
        this.milestones = milestones;
        this.projectMembers = projectMembers;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        projectMembers.add(company.handbook(), Role.OWNER, company.mia().require(), Role.REPORTER, null);
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
    }

    private Issue opened(String title, boolean confidential, String... names) {
        return issues.open(
                company.mia(), company.handbook(),
                new Issues.Opening("issue", title, "", confidential, null, List.of(), List.of(names)), true);
    }

    private long label(String name) {
        return labels.named(company.handbook().id(), name).id();
    }

    /// A board with lists for these labels; its path.
    private String board(String name, String... names) {
        String path = ana.post(BOARDS, "name", name).header("Location");
        for (String each : names) {
            assertThat(ana.post(path + "/lists", "list", "label:" + label(each)).status()).isEqualTo(303);
        }
        return path;
    }

    private static String column(Answer page, String title) {
        return page.page().select(".board-column").stream()
                .filter(column -> column.select("h2").text().equals(title))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static String key(Answer page, String title) {
        return page.page().select(".board-column").stream()
                .filter(column -> column.select("h2").text().equals(title))
                .findFirst()
                .orElseThrow()
                .attr("data-column");
    }

    private Answer move(Tab tab, String path, Issue issue, String from, String to) {
        Answer page = tab.get(path);
        return tab.post(
                path + "/moves", "issue", "" + issue.header().iid(), "from", key(page, from), "to", key(page, to));
    }

    @Test
    void a_board_is_made_filled_renamed_and_removed_by_reporters_and_read_by_everyone() {
        Answer wrong = ana.post(BOARDS, "name", "  ");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text(".field-error")).isEqualTo("It can't be blank.");
        String path = board("The season", "doing", "to look at");
        Issue fares = opened("Round the fares", false, "doing");
        Issue quays = opened("Name the quays", false);
        Answer page = kei.get(path);
        assertThat(page.page().select(".board-column h2").eachText()).containsExactly("Open", "doing", "to look at", "Closed");
        assertThat(column(page, "doing")).contains(fares.header().title());
        assertThat(column(page, "Open")).contains(quays.header().title()).doesNotContain(fares.header().title());
        assertThat(page.page().select(".board-plan")).as("Kei reads").isEmpty();
        assertThat(kei.post(path, "name", "Mine").status()).isEqualTo(403);
        assertThat(ana.post(path, "name", "The next season", "hide_closed_list", "on").status()).isEqualTo(303);
        assertThat(kei.get(path).page().select(".board-column h2").eachText()).containsExactly("Open", "doing", "to look at");
        assertThat(kei.get(BOARDS).text(".rows")).contains("The next season", "doing, to look at");
        assertThat(ana.post(path + "/removal").status()).isEqualTo(303);
        assertThat(ana.get(path).status()).isEqualTo(404);
        assertThat(issues.get(fares.id()).header().open()).isTrue();
    }

    @Test
    void moving_a_card_takes_off_what_it_leaves_and_puts_on_what_it_comes_to() {
        String path = board("Flow", "flow-one", "flow-two");
        Issue card = opened("Along the board", false);
        assertThat(move(ana, path, card, "Open", "flow-one").status()).isEqualTo(303);
        assertThat(column(ana.get(path), "flow-one")).contains("Along the board");
        assertThat(move(ana, path, card, "flow-one", "flow-two").status()).isEqualTo(303);
        assertThat(column(ana.get(path), "flow-two")).contains("Along the board");
        assertThat(column(ana.get(path), "flow-one")).doesNotContain("Along the board");
        assertThat(move(ana, path, card, "flow-two", "Closed").status()).isEqualTo(303);
        assertThat(issues.get(card.id()).header().open()).isFalse();
        assertThat(move(ana, path, card, "Closed", "Open").status()).isEqualTo(303);
        assertThat(issues.get(card.id()).header().open()).isTrue();
        assertThat(column(ana.get(path), "flow-two")).as("it kept its label").contains("Along the board");
        assertThat(move(ana, path, card, "flow-two", "Open").status()).isEqualTo(303);
        assertThat(column(ana.get(path), "Open")).contains("Along the board");
        assertThat(ana.get(card.path()).text("main")).as("its record says so").contains("flow-one").contains("flow-two");
    }

    @Test
    void lists_of_people_and_milestones_assign_and_plan() {
        String path = board("Who and when");
        Milestone spring = milestones.create(company.handbook(), new Milestone.Words("Spring", "", null, null));
        ana.post(path + "/lists", "list", "assignee:" + company.mia().id());
        ana.post(path + "/lists", "list", "milestone:" + spring.id());
        Issue card = opened("Somebody takes this", false);
        String mia = company.mia().require().name();
        assertThat(move(ana, path, card, "Open", mia).status()).isEqualTo(303);
        assertThat(column(ana.get(path), mia)).contains("Somebody takes this");
        assertThat(move(ana, path, card, mia, "Spring").status()).isEqualTo(303);
        assertThat(column(ana.get(path), "Spring")).contains("Somebody takes this");
        assertThat(column(ana.get(path), mia)).as("a milestone takes nobody's work away").contains("Somebody takes this");
        assertThat(move(ana, path, card, mia, "Open").status()).isEqualTo(303);
        assertThat(column(ana.get(path), mia)).doesNotContain("Somebody takes this");
    }

    @Test
    void what_a_reader_may_not_see_or_change_stays_out_of_reach() {
        String path = board("Secrets", "kept");
        Issue secret = opened("Only for reporters", true, "kept");
        Issue plain = opened("For everyone", false, "kept");
        assertThat(column(ana.get(path), "kept")).contains("Only for reporters").contains("2 issues");
        assertThat(column(kei.get(path), "kept")).doesNotContain("Only for reporters").contains("1 issues");
        assertThat(move(kei, path, secret, "kept", "Closed").status()).isEqualTo(404);
        assertThat(move(kei, path, plain, "kept", "Closed").status()).isEqualTo(403);
        assertThat(issues.get(plain.id()).header().open()).isTrue();
    }

    @Test
    void a_list_whose_label_is_deleted_goes_and_a_card_sent_there_stays() {
        String path = board("Gone", "fading");
        Issue card = opened("Left alone", false, "fading");
        String list = key(ana.get(path), "fading");
        labels.delete(labels.find(company.handbook().id(), "fading").orElseThrow());
        assertThat(ana.get(path).page().select(".board-column h2").eachText()).containsExactly("Open", "Closed");
        Answer refused = ana.post(path + "/moves", "issue", "" + card.header().iid(), "from", "open", "to", list);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("main")).contains("That list is gone from the board");
    }

    @Test
    void what_makes_no_list_is_refused_with_a_sentence() {
        String path = board("Wrong", "once");
        assertThat(ana.post(path + "/lists", "list", "").text(".field-error")).isEqualTo("Choose what the list stands for.");
        assertThat(ana.post(path + "/lists", "list", "label:" + label("once")).text(".field-error"))
                .isEqualTo("The board has this list already.");
        assertThat(ana.post(path + "/lists", "list", "label:999999").text(".field-error")).isEqualTo("This project has no such label.");
    }

    @Test
    void programs_find_boards_in_gitlabs_form() {
        Tab program = browser.program(company.ana());
        String boards = "/api/v4/projects/" + company.handbook().id() + "/boards";
        Answer made = program.json("POST", boards, "{\"name\": \"By program\"}");
        assertThat(made.status()).isEqualTo(201);
        String board = boards + "/" + made.json().get("id").asLong();
        assertThat(made.json().get("project").get("path_with_namespace").asString()).isEqualTo("halyard/handbook");
        Answer first = program.json("POST", board + "/lists", "{\"label_id\": " + label("api one") + "}");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().get("label").get("name").asString()).isEqualTo("api one");
        Answer second = program.json("POST", board + "/lists", "{\"label_id\": " + label("api two") + "}");
        assertThat(second.json().get("position").asInt()).isEqualTo(1);
        assertThat(program.json("POST", board + "/lists", "{}").status()).isEqualTo(400);
        String list = board + "/lists/" + second.json().get("id").asLong();
        assertThat(program.json("PUT", list, "{\"position\": 0}").json().get("position").asInt()).isZero();
        assertThat(program.get(board).json().get("lists").get(0).get("label").get("name").asString()).isEqualTo("api two");
        assertThat(program.json("PUT", board, "{\"hide_backlog_list\": true}").json().get("hide_backlog_list").asBoolean()).isTrue();
        assertThat(program.delete(list).status()).isEqualTo(204);
        assertThat(program.get(board + "/lists").json()).hasSize(1);
        assertThat(program.delete(board).status()).isEqualTo(204);
        assertThat(program.get(board).status()).isEqualTo(404);
    }

    @Test
    void a_board_asks_as_many_questions_with_many_lists_and_cards_as_with_one() {
        String path = board("Counted", "counted 0");
        opened("First", false, "counted 0");
        ana.get(path);
        int few = CountedStatements.during(() -> assertThat(ana.get(path).status()).isEqualTo(200));
        for (int i = 1; i < 6; i++) {
            ana.post(path + "/lists", "list", "label:" + label("counted " + i));
            opened("Card " + i, false, "counted " + i);
        }
        assertThat(CountedStatements.during(() -> assertThat(ana.get(path).status()).isEqualTo(200))).isEqualTo(few);
    }
}
