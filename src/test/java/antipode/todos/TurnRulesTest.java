package antipode.todos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ana opened an issue and is responsible for it. Whoever writes there passes the turn, and is told so before.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TurnRulesTest {

    private static final String HANDBOOK = "/api/v4/projects/halyard%2Fhandbook";

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Threads threads;
    private final Comments comments;
    private final Turns turns;
    private final TurnRules rules;
    private final Todos todos;
    private final ProjectMembers memberships;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Issuable issue;

    TurnRulesTest(
            Cast cast, Browser browser, Issues issues, Threads threads, Comments comments, Turns turns, TurnRules rules,
            Todos todos, ProjectMembers memberships, TestClock clock, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.threads = threads;
        this.comments = comments;
        this.turns = turns;
        this.rules = rules;
        this.todos = todos;
        this.memberships = memberships;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void anaOpensAnIssue() {
        clock.set(TestClock.START);
        issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Flat refunds", "A flat refund is enough."), false)
                .header();
    }

    @Test
    void a_question_is_the_turn_of_whom_it_names_and_thanks_is_nobodys() {
        says(company.ana(), "Is it enough, @kei?", "Then it’s Kei’s turn, because you ask.");
        assertThat(holders()).containsExactly("kei");
        says(company.mia(), "Thanks for looking, @ravi.", "Then it’s nobody’s turn by this. Ravi is told.");
        assertThat(holders()).containsExactly("kei");
    }

    @Test
    void an_answer_goes_back_to_whoever_asked_and_not_to_whoever_is_responsible() {
        write(company.mia(), "How many fares, @kei?");
        says(company.kei(), "About two hundred.", "Then it’s Mia’s turn, because you answer. Yours ends.");
        assertThat(holders()).containsExactly("mia");
        says(company.mia(), "Thank you.", "Then it’s Ana’s turn, because you answer, and Ana is responsible. Yours ends.");
    }

    @Test
    void a_question_that_names_nobody_is_for_whoever_is_responsible() {
        says(company.ravi(), "Does it hold on Sundays?", "Then it’s Ana’s turn, because you ask, and Ana is responsible.");
        assertThat(holders()).containsExactly("ana");
        says(company.ana(), "What do you mean?", "Then it’s Ravi’s turn, because you answer. Yours ends.");
    }

    @Test
    void a_reply_that_asks_is_for_whom_it_replies_to() {
        Comment said = write(company.mia(), "Sundays are different.");
        Writing reply = new Writing("In what way?", said.id(), null);
        assertThat(rules.preview(company.ravi(), issue, reply.body(), said.id(), List.of(), null).handles()).containsExactly("mia");
        comments.write(company.ravi(), issue, reply);
        assertThat(holders()).containsExactly("mia");
    }

    @Test
    void whoever_helps_with_an_answer_beneath_a_question_passes_it_to_whoever_asked() {
        Comment asked = write(company.mia(), "How many fares, @kei?");
        comments.write(company.ravi(), issue, new Writing("From the export: 214.", asked.id(), null));
        assertThat(holders()).containsExactlyInAnyOrder("kei", "mia");
    }

    @Test
    void an_answer_that_asks_back_does_both() {
        write(company.mia(), "How many fares, @kei?");
        says(company.kei(), "@ravi, do you have the export?",
                "Then it’s Ravi’s turn, because you ask; and Mia’s, because you answer. Yours ends.");
        assertThat(holders()).containsExactlyInAnyOrder("ravi", "mia");
    }

    @Test
    void the_writers_own_choice_goes_before_the_rules() {
        write(company.mia(), "How many fares, @kei?");
        comments.write(company.kei(), issue, new Writing("I pass. @ravi knows, doesn’t he?", null, List.of("ana")));
        assertThat(holders()).containsExactly("ana");
        assertThat(todos.pending(company.ravi(), 1).getFirst().action()).isEqualTo(Todo.Action.MENTIONED);
        comments.write(company.ana(), issue, new Writing("Nobody needs to answer, do they?", null, List.of()));
        assertThat(holders()).isEmpty();
    }

    @Test
    void whoever_keeps_the_turn_goes_on_holding_it_as_long_as_before() {
        write(company.ana(), "How many fares, @kei?");
        clock.set("2026-11-05T01:00:00Z");
        assertThat(rules.preview(company.kei(), issue, "I’ll look it up.", null, List.of(), List.of("kei")).sentence(Cast.person(company.kei())))
                .isEqualTo("You keep yours.");
        comments.write(company.kei(), issue, new Writing("I’ll look it up.", null, List.of("kei")));
        Turn turn = turns.on(List.of(issue.id())).getFirst();
        assertThat(turn.holder().handle()).isEqualTo("kei");
        assertThat(turn.since()).isEqualTo(TestClock.START);
    }

    @Test
    void a_turn_can_be_passed_to_nobody_who_may_not_see_the_thing() {
        assertThatThrownBy(() -> comments.write(company.ana(), issue, new Writing("For you.", null, List.of("gwen"))))
                .isInstanceOf(Problem.class).hasMessageContaining("@gwen, who may not see this");
        assertThat(comments.of(issue)).noneMatch(note -> note instanceof Comment);
    }

    @Test
    void on_something_closed_only_a_question_counts_and_only_for_whoever_is_responsible() {
        issues.close(company.ana(), issues.get(issue.id()));
        issue = threads.get(issue.id());
        write(company.kei(), "Nice, @mia.");
        assertThat(holders()).isEmpty();
        says(company.kei(), "@mia, and in winter?", "Then it’s Ana’s turn, because you ask, and Ana is responsible. Mia is told.");
        assertThat(holders()).containsExactly("ana");
    }

    @Test
    void closing_clears_every_turn_and_reopening_is_for_whoever_is_responsible() {
        write(company.ana(), "How many, @kei and @mia?");
        issues.close(company.ana(), issues.get(issue.id()));
        assertThat(holders()).isEmpty();
        assertThat(todos.done(company.kei(), 1).getFirst().doneCause()).isEqualTo("Ana closed it");
        memberships.add(company.handbook(), Role.OWNER, company.ravi().require(), Role.REPORTER, null);
        issues.reopen(company.ravi(), issues.get(issue.id()));
        assertThat(turns.on(List.of(issue.id())).getFirst().because()).isEqualTo("Ravi reopened it");
        assertThat(holders()).containsExactly("ana");
        memberships.remove(company.handbook(), Role.OWNER, company.ravi().id());
    }

    @Test
    void a_question_to_a_team_is_the_teams_as_one_and_the_answer_of_one_is_everyones() {
        for (Actor member : List.of(company.kei(), company.ravi())) {
            memberships.putInTeam(company.team().id(), Role.OWNER, member.require(), Role.REPORTER, null);
        }
        says(company.ana(), "Who knows the export, @halyard?", "Then it’s Halyard’s turn, because you ask.");
        assertThat(holders()).containsExactly("halyard");
        says(company.kei(), "I do.", "Then it’s Ana’s turn, because you answer. Yours ends.");
        assertThat(holders()).containsExactly("ana");
        assertThat(todos.done(company.ravi(), 5)).extracting(Todo::doneCause).contains("Kei answered");
        memberships.removeFromTeam(company.team().id(), company.ravi().id());
    }

    @Test
    void of_two_who_write_at_once_each_sees_what_the_other_left() throws Exception {
        for (int round = 0; round < 10; round++) {
            anaOpensAnIssue();
            write(company.ana(), "How many, @kei and @mia?");
            atOnce(
                    () -> write(company.kei(), "@ravi, do you know?"),
                    () -> write(company.mia(), "@ravi, is it in the export?"));
            assertThat(holders()).containsExactlyInAnyOrder("ravi", "ana");
            assertThat(jdbc.sql("select count(*) from todo where issuable_id = :id and done_cause = 'you answered'")
                            .param("id", issue.id()).query(Integer.class).single())
                    .isEqualTo(2);
        }
    }

    @Test
    void the_api_passes_the_turn_with_a_note_and_tells_whose_it_is_then() {
        var kei = browser.program(company.kei());
        var answer = kei.json("POST", HANDBOOK + "/issues/" + issue.iid() + "/notes", """
                {"body": "I know nothing of this.", "turn": ["mia"]}""");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("turns").get(0).get("holder").get("username").asString()).isEqualTo("mia");
        assertThat(answer.json().get("turns").get(0).get("because").asString()).isEqualTo("Kei passed the turn");
        assertThat(kei.json("POST", HANDBOOK + "/issues/" + issue.iid() + "/notes", """
                {"body": "Nor does she.", "turn": ["gwen"]}""").status()).isEqualTo(400);
    }

    @Test
    void one_passes_ones_turn_on_with_a_sentence() {
        write(company.ana(), "How many, @kei?");
        var kei = browser.program(company.kei());
        var passed = kei.put(HANDBOOK + "/issues/" + issue.iid() + "/turn", "to", "mia", "because", "she wrote the export");
        assertThat(passed.status()).as(passed.body()).isEqualTo(200);
        assertThat(passed.json().get(0).get("because").asString()).isEqualTo("Kei passed the turn “she wrote the export”");
        assertThat(todos.done(company.kei(), 1).getFirst().doneCause()).isEqualTo("you passed it to Mia");
        assertThat(kei.get(HANDBOOK + "/issues/" + issue.iid() + "/turn").json()).hasSize(1);
        assertThat(kei.put(HANDBOOK + "/issues/" + issue.iid() + "/turn").status()).isEqualTo(400);
        assertThat(kei.put(HANDBOOK + "/issues/" + issue.iid() + "/turn", "to", "gwen").status()).isEqualTo(400);
        assertThat(browser.program(company.gwen()).put(HANDBOOK + "/issues/" + issue.iid() + "/turn", "to", "kei").status()).isEqualTo(404);
    }

    @Test
    void whoever_holds_the_turn_passes_it_on_from_its_line_in_the_browser() {
        write(company.ana(), "How many, @kei?");
        var kei = browser.as(company.kei());
        String path = kei.get(issue.path()).page().selectFirst(".turns a[href$=/turn]").attr("href");
        assertThat(kei.get(path).text("h1")).isEqualTo("Pass the turn on");
        assertThat(kei.post(path, "to", "@gwen").text(".field-error")).isEqualTo("It can’t be held by @gwen, who may not see this.");
        assertThat(kei.post(path, "to", "").status()).isEqualTo(422);
        assertThat(kei.post(path, "to", "@mia", "because", "she wrote the export").status()).isEqualTo(303);
        assertThat(holders()).containsExactly("mia");
        assertThat(kei.get(issue.path()).body()).contains("passed the turn to Mia, because “she wrote the export”");
    }

    @Test
    void orders_in_a_text_pass_the_turn_snooze_bookmark_and_mark_done() {
        write(company.ana(), "How many, @kei?");
        var kei = browser.as(company.kei());
        kei.post(issue.path() + "/notes", "note", "/snooze tomorrow");
        assertThat(mine(company.kei())).allMatch(todo -> todo.snoozed(clock.instant()));
        assertThat(kei.post(issue.path() + "/notes", "note", "/snooze someday").body()).contains("is no time to snooze until");
        kei.post(issue.path() + "/notes", "note", "/pass @mia");
        assertThat(holders()).containsExactly("mia");
        kei.post(issue.path() + "/notes", "note", "/todo");
        assertThat(todos.bookmark(company.kei(), issue)).isPresent();
        kei.post(issue.path() + "/notes", "note", "/done");
        assertThat(todos.bookmark(company.kei(), issue)).isEmpty();
        assertThat(kei.post(issue.path() + "/notes", "note", "/turn @gwen").body()).contains("@gwen, who may not see this");
        assertThat(holders()).containsExactly("mia");
    }

    private List<Todo> mine(Actor actor) {
        return todos.part(actor, TodoFilter.PENDING.in(TodoFilter.State.SNOOZED), "", 50).rows().stream()
                .filter(todo -> todo.issuable().id() == issue.id()).toList();
    }

    /// Writes what the preview says the same of.
    private void says(Actor writer, String words, String sentence) {
        TurnChoice before = rules.preview(writer, issue, words, null, List.of(), null);
        assertThat(before.sentence(Cast.person(writer))).isEqualTo(sentence);
        write(writer, words);
        assertThat(holders()).containsAll(before.handles());
    }

    private Comment write(Actor writer, String words) {
        return comments.write(writer, issue, Writing.of(words));
    }

    private List<String> holders() {
        return turns.on(List.of(issue.id())).stream().map(turn -> turn.holder().handle()).toList();
    }

    private static void atOnce(Callable<?>... deeds) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<java.util.concurrent.Future<?>> all = new ArrayList<>();
            for (Callable<?> deed : deeds) {
                all.add(threads.submit(deed));
            }
            for (var each : all) {
                @Nullable Object done = each.get();
                assertThat(done).isNotNull();
            }
        }
    }
}
