package antipode.handoffs;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Teams;
import antipode.projects.Visibility;
import antipode.repositories.Edits;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.Todo;
import antipode.todos.Todos;
import antipode.todos.Turns;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// It is noon in Lisbon, where Ana is at work; 17:30 for Ravi in Bengaluru, who goes home in half an hour; 21:00 for Kei in
/// Tokyo and 04:00 for Mia in San Francisco, who are not at work. Ravi is responsible.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandoffsTest {

    private static final String API = "/api/v4/projects/halyard%2Fhandbook/issues/";

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Threads threads;
    private final Comments comments;
    private final Turns turns;
    private final Todos todos;
    private final Teams teams;
    private final Members members;
    private final ProjectMembers projectMembers;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private final Edits edits;
    private Cast.Company company;
    private Issuable issue;

    HandoffsTest(
            Cast cast, Browser browser, Issues issues, Threads threads, Comments comments, Turns turns, Todos todos, Teams teams,
            Members members, ProjectMembers projectMembers, JdbcClient jdbc, TestClock clock, Edits edits) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.threads = threads;
        this.comments = comments;
        this.turns = turns;
        this.todos = todos;
        this.teams = teams;
        this.members = members;
        this.projectMembers = projectMembers;
        this.jdbc = jdbc;
        this.clock = clock;
        this.edits = edits;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        for (Actor actor : List.of(company.kei(), company.mia(), company.ravi())) {
            projectMembers.add(company.handbook(), Role.OWNER, actor.require(), Role.DEVELOPER, null);
        }
        var support = teams.create(company.ana(), company.team(), "support", "Support", "");
        projectMembers.putInTeam(support.id(), Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
        projectMembers.putInTeam(support.id(), Role.OWNER, company.mia().require(), Role.DEVELOPER, null);
    }

    @BeforeEach
    void raviOpensAnIssue() {
        clock.set(TestClock.START);
        issue = open(company.ravi(), "Double charge on split bookings");
    }

    @Test
    void until_it_is_accepted_the_giver_keeps_it_and_the_receiver_has_it_on_their_list() {
        Answer offered = offer(company.ravi(), "kei", "next", "Refund the three by hand.", "done", "The cause is fixed.");
        assertThat(offered.status()).as(offered.body()).isEqualTo(303);
        assertThat(threads.get(issue.id()).dri().username()).isEqualTo("ravi");
        assertThat(mine(company.kei())).extracting(Todo::action).containsExactly(Todo.Action.HANDED_OFF);
        Answer page = browser.as(company.kei()).get(issue.path());
        assertThat(page.text("#handoff")).contains("Ravi hands this on to you.", "“Refund the three by hand.”", "Until you accept, Ravi keeps it.");
        assertThat(page.body()).contains("<strong>Ravi Krishnan</strong> offers to hand this on to Kei Nakamura");
        assertThat(page.text(".remark")).contains("Done", "The cause is fixed.", "Next step");
        assertThat(browser.as(company.ravi()).get(issue.path()).text("#handoff")).contains("You have offered this to Kei Nakamura", "you keep it", "Take it back");
        assertThat(browser.as(company.mia()).get(issue.path()).text("#handoff")).contains("Ravi has offered this to Kei Nakamura").doesNotContain("Accept");
    }

    @Test
    void whoever_accepts_is_responsible_and_holds_the_turn_and_the_giver_is_free() {
        turns.pass(issue, List.of(company.ravi().id()), new Turns.Cause(Todo.Action.ASKED, company.ana().id(), null, "How many?", null));
        offer(company.ravi(), "@kei", "next", "Refund the three.");
        long id = handoff();
        Answer accepted = browser.as(company.kei()).post(issue.path() + "/handoffs/" + id + "/acceptance");
        assertThat(accepted.status()).isEqualTo(303);
        assertThat(threads.get(issue.id()).dri().username()).isEqualTo("kei");
        assertThat(holders()).containsExactly("kei");
        assertThat(done(company.ravi())).extracting(Todo::doneCause).containsExactly("Kei accepted the hand-off");
        assertThat(browser.as(company.ana()).get(issue.path()).body())
                .contains("Kei’s turn", "because Ravi handed it on", "accepted the hand-off from Ravi Krishnan");
    }

    @Test
    void who_asks_back_is_answered_and_offered_it_again() {
        offer(company.ravi(), "kei", "next", "Refund the three.");
        String path = issue.path() + "/handoffs/" + handoff();
        assertThat(browser.as(company.kei()).post(path + "/question", "question", "Which three?").status()).isEqualTo(303);
        assertThat(mine(company.kei())).isEmpty();
        assertThat(mine(company.ravi())).extracting(Todo::question).containsExactly("Which three?");
        assertThat(browser.as(company.ravi()).get(issue.path()).text("#handoff")).contains("“Which three?”");
        assertThat(browser.as(company.ravi()).post(path + "/answer", "answer", "4711, 4712 and 4715.").status()).isEqualTo(303);
        assertThat(mine(company.kei())).extracting(Todo::action).containsExactly(Todo.Action.HANDED_OFF);
        assertThat(browser.as(company.kei()).post(path + "/acceptance").status()).isEqualTo(303);
        assertThat(holders()).containsExactly("kei");
        assertThat(browser.as(company.ana()).get(issue.path()).body()).contains("4711, 4712 and 4715.", "Which three?");
    }

    @Test
    void what_is_offered_to_a_team_is_taken_by_one_and_gone_for_the_rest() {
        Answer offered = offer(company.ravi(), "halyard/support", "next", "Refund the three.");
        assertThat(offered.status()).as(offered.body()).isEqualTo(303);
        assertThat(browser.as(company.mia()).get(issue.path()).text("#handoff")).contains("Ravi hands this on to Support.");
        browser.as(company.mia()).post(issue.path() + "/handoffs/" + handoff() + "/acceptance");
        assertThat(mine(company.kei())).isEmpty();
        assertThat(holders()).containsExactly("mia");
        Answer late = browser.as(company.kei()).post(issue.path() + "/handoffs/" + handoff() + "/acceptance");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("main")).contains("Mia has accepted this hand-off already.");
    }

    @Test
    void two_who_accept_at_once_are_told_apart() throws Exception {
        offer(company.ravi(), "halyard/support", "next", "Refund the three.");
        String path = issue.path() + "/handoffs/" + handoff() + "/acceptance";
        CyclicBarrier both = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var racing = List.of(company.kei(), company.mia()).stream()
                    .map(actor -> browser.as(actor))
                    .map(tab -> threads.submit(() -> {
                        both.await();
                        return tab.post(path).status();
                    }))
                    .toList();
            assertThat(List.of(racing.get(0).get(), racing.get(1).get())).containsExactlyInAnyOrder(303, 409);
        }
        assertThat(holders()).hasSize(1);
    }

    @Test
    void what_was_taken_back_is_gone_from_the_list_and_cannot_be_accepted() {
        offer(company.ravi(), "kei", "next", "Refund the three.");
        String path = issue.path() + "/handoffs/" + handoff();
        assertThat(browser.as(company.mia()).post(path + "/withdrawal").status()).isEqualTo(403);
        assertThat(browser.as(company.ravi()).post(path + "/withdrawal").status()).isEqualTo(303);
        assertThat(mine(company.kei())).isEmpty();
        assertThat(browser.as(company.kei()).post(path + "/acceptance").text("main")).contains("Ravi has taken this hand-off back.");
        assertThat(threads.get(issue.id()).dri().username()).isEqualTo("ravi");
    }

    @Test
    void bad_offers_are_refused_with_a_sentence_and_the_words_stay() {
        var blocked = members.create(new Members.Draft("lee", "Lee Park", "lee@halyard.example", java.time.ZoneId.of("Asia/Seoul")));
        jdbc.sql("update member set state = 'deactivated' where id = :id").param("id", blocked.id()).update();
        for (String nobody : List.of("", "ravi", "nobody", "lee", "gwen", "halyard/nothing", "1", "@", "%_", "kei; drop")) {
            Answer answer = offer(company.ravi(), nobody, "next", "Refund the three.");
            assertThat(answer.status()).as(nobody).isEqualTo(422);
            assertThat(answer.text("textarea[name=next]")).contains("Refund the three.");
            assertThat(answer.text(".field-error")).as(nobody).startsWith("It can't be");
        }
        Answer empty = offer(company.ravi(), "kei", "next", " ");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("say the next step");
        assertThat(offer(company.mia(), "kei", "next", "I never had it").status()).isEqualTo(403);
        assertThat(offer(company.gwen(), "kei", "next", "x").status()).isEqualTo(404);
        offer(company.ravi(), "kei", "next", "Once");
        assertThat(offer(company.ravi(), "mia", "next", "Twice").body()).contains("Ravi has offered it to Kei already.");
    }

    @Test
    void what_is_closed_is_handed_to_nobody_and_takes_its_offer_with_it() {
        offer(company.ravi(), "kei", "next", "Refund the three.");
        browser.as(company.ravi()).post(issue.path() + "/closure");
        assertThat(mine(company.kei())).filteredOn(todo -> todo.kind() == Todo.Kind.OBLIGATION).isEmpty();
        Answer late = browser.as(company.kei()).post(issue.path() + "/handoffs/" + handoff() + "/acceptance");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("main")).contains("What was handed on has ended.");
        assertThat(offer(company.ravi(), "kei", "next", "Again").body()).contains("Reopen it to hand it on.");
    }

    @Test
    void who_has_lost_the_right_to_see_it_finds_nothing_to_accept() {
        Project vault = cast.project(company.ana(), company.team(), "vault-" + System.nanoTime(), Visibility.PRIVATE);
        projectMembers.add(vault, Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
        Issuable hidden = issues.open(company.ana(), vault, Issues.Opening.of("Keys", ""), false).header();
        Tab ana = browser.as(company.ana());
        assertThat(ana.post(hidden.path() + "/handoffs", "to", "kei", "next", "Turn them").status()).isEqualTo(303);
        long id = jdbc.sql("select max(id) from handoff").query(Long.class).single();
        browser.program(company.ana()).delete("/api/v4/projects/" + vault.id() + "/members/" + company.kei().id());
        assertThat(browser.as(company.kei()).post(hidden.path() + "/handoffs/" + id + "/acceptance").status()).isEqualTo(404);
        assertThat(threads.get(hidden.id()).dri().username()).isEqualTo("ana");
        assertThat(mine(company.kei()).stream().filter(todo -> todo.issuable().id() == hidden.id())).isEmpty();
    }

    @Test
    void the_form_suggests_who_can_take_it_in_the_order_in_which_they_wake() {
        comments.write(company.mia(), issue, Writing.of("I have seen this."));
        Answer form = browser.as(company.ravi()).get(issue.path() + "/handoffs/new");
        var names = form.page().select(".candidate strong").eachText();
        assertThat(names.subList(0, 3)).containsExactly("Mia Chen", "Ana Ferreira", "Kei Nakamura");
        assertThat(names).contains("Support", "Somebody else");
        assertThat(form.text(".candidates")).contains("At work now, until 18:30; works in this project.", "takes part here", "any of 3 people can take it");
        assertThat(form.page().select(".candidate svg.band")).hasSize(3).allMatch(band -> !band.attr("aria-label").isEmpty());
    }

    @Test
    void the_form_begins_with_what_the_thread_can_tell() {
        Issuable listed = issues.open(company.ravi(), company.handbook(), Issues.Opening.of(
                "With tasks", "- [x] Find the cause\n- [ ] Refund the three\n- [ ] Write to the line\n\nSee #" + issue.iid()), false).header();
        comments.write(company.ravi(), listed, Writing.of("@ana, how many were hit?"));
        Answer form = browser.as(company.ravi()).get(listed.path() + "/handoffs/new?to=kei");
        assertThat(form.text("textarea[name=done]")).contains("- Find the cause");
        assertThat(form.text("textarea[name=next]")).contains("Refund the three");
        assertThat(form.text("textarea[name=open_questions]")).contains("how many were hit?");
        assertThat(form.text("textarea[name=links]")).contains("- #" + issue.iid());
        assertThat(form.page().select("input[value=kei]").hasAttr("checked")).isTrue();
    }

    @Test
    void what_sleeps_is_taken_over_with_one_click_and_told_to_whom_it_was_taken_from() {
        turns.pass(issue, List.of(company.kei().id()), new Turns.Cause(Todo.Action.ASKED, company.ravi().id(), null, "Which three?", null));
        Answer page = browser.as(company.ana()).get(issue.path());
        assertThat(page.text(".turns")).contains("Until then: go on without or take over");
        String path = page.page().selectFirst(".turns form").attr("action");
        assertThat(browser.as(company.ana()).post(path, "because", "The line rings at one.").status()).isEqualTo(303);
        assertThat(holders()).containsExactly("ana");
        assertThat(mine(company.kei())).extracting(Todo::kind, Todo::action)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Todo.Kind.NEWS, Todo.Action.TAKEN_OVER));
        assertThat(browser.as(company.ana()).get(issue.path()).body())
                .contains("took this over from Kei Nakamura", "The line rings at one.");
        Answer second = browser.as(company.ravi()).post(issue.path() + "/take-over?from=kei");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("main")).contains("Ana took it just before you.");
    }

    @Test
    void what_its_holder_has_at_hand_is_not_taken_from_them() {
        Answer refused = browser.as(company.ana()).post(issue.path() + "/take-over", "from", "ravi");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("main")).contains("Ravi is at work now, until 12:30. Ask Ravi to hand it on.");
        clock.set("2026-11-04T13:00:00Z");
        assertThat(browser.as(company.ana()).post(issue.path() + "/take-over", "from", "ravi").status()).isEqualTo(303);
        assertThat(threads.get(issue.id()).dri().username()).isEqualTo("ana");
        assertThat(browser.as(company.ana()).post(issue.path() + "/take-over").status()).isEqualTo(409);
    }

    @Test
    void who_may_not_change_it_may_not_take_it_over() {
        var guest = members.create(new Members.Draft("olu", "Olu Ade", "olu@halyard.example", java.time.ZoneId.of("Africa/Lagos")));
        turns.pass(issue, List.of(company.kei().id()), new Turns.Cause(Todo.Action.ASKED, company.ravi().id(), null, "", null));
        assertThat(browser.as(Actor.of(guest)).post(issue.path() + "/take-over?from=kei").status()).isEqualTo(403);
        assertThat(browser.as(Actor.of(guest)).get(issue.path()).text(".turns")).doesNotContain("take over");
    }

    @Test
    void an_offer_whose_giver_has_gone_home_can_be_taken_over_by_a_third() {
        offer(company.ravi(), "kei", "next", "Refund the three.");
        clock.set("2026-11-04T13:00:00Z");
        assertThat(browser.as(company.ana()).post(issue.path() + "/take-over?from=ravi").status()).isEqualTo(303);
        assertThat(threads.get(issue.id()).dri().username()).isEqualTo("ana");
        assertThat(mine(company.kei())).isEmpty();
        assertThat(browser.as(company.kei()).post(issue.path() + "/handoffs/" + handoff() + "/acceptance").text("main"))
                .contains("Ana has taken this over already.");
    }

    @Test
    void the_chain_is_drawn_as_the_world_turns_and_stands_in_a_table_too() {
        offer(company.ravi(), "ana", "next", "Lisbon’s part.");
        clock.set("2026-11-04T12:20:00Z");
        browser.as(company.ana()).post(issue.path() + "/handoffs/" + handoff() + "/acceptance");
        clock.set("2026-11-04T19:30:00Z");
        offer(company.ana(), "mia", "next", "California’s part.");
        clock.set("2026-11-04T19:45:00Z");
        browser.as(company.mia()).post(issue.path() + "/handoffs/" + handoff() + "/acceptance");
        clock.set("2026-11-05T00:30:00Z");
        offer(company.mia(), "kei", "next", "Tokyo’s part.");
        clock.set("2026-11-05T00:40:00Z");
        browser.as(company.kei()).post(issue.path() + "/handoffs/" + handoff() + "/acceptance");
        Answer page = browser.as(company.ana()).get(issue.path());
        var picture = page.page().selectFirst(".chain-picture");
        assertThat(picture.attr("aria-label"))
                .isEqualTo("Ravi had it until Wed 12:20, Ana until Wed 19:45, Mia until today 00:40 and Kei has had it since today 00:40.");
        assertThat(picture.select("line.chain-held")).hasSize(4);
        assertThat(picture.select("line.chain-way")).hasSize(3);
        assertThat(picture.select("g.band-sky")).hasSize(4).allMatch(sky -> !sky.select(".band-night").isEmpty());
        assertThat(picture.select("text.band-hours").eachText()).contains("12", "18", "00");
        assertThat(page.page().select("[style]")).isEmpty();
        assertThat(page.page().select(".chain-table tbody th").eachText())
                .containsExactly("Ravi Krishnan", "Ana Ferreira", "Mia Chen", "Kei Nakamura");
        assertThat(page.page().select(".chain-names li").eachText()).containsExactly("Ravi Kolkata", "Ana Lisbon", "Mia Los Angeles", "Kei Tokyo");
    }

    @Test
    void going_on_without_an_answer_records_both_and_leaves_the_question_open() {
        turns.pass(issue, List.of(company.kei().id()), new Turns.Cause(Todo.Action.ASKED, company.ravi().id(), null, "Flat or partial?", null));
        Tab ravi = browser.as(company.ravi());
        Answer form = ravi.get(issue.path() + "/going-on/new?from=kei");
        assertThat(form.text("h1")).isEqualTo("Go on without Kei");
        assertThat(form.text("textarea[name=question]")).contains("Flat or partial?");
        assertThat(ravi.post(issue.path() + "/going-on", "from", "kei", "shipped", " ").status()).isEqualTo(422);
        Answer gone = ravi.post(issue.path() + "/going-on", "from", "kei", "shipped", "Flat, for the island lines.", "question", "Flat or partial?");
        assertThat(gone.status()).as(gone.body()).isEqualTo(303);
        assertThat(holders()).containsExactly("kei");
        Answer page = ravi.get(issue.path());
        assertThat(page.body()).contains("goes on without Kei Nakamura", "Flat, for the island lines.");
        assertThat(page.text(".turns")).contains("You go on without the answer; it can change that later.").doesNotContain("go on without or");
        assertThat(ravi.post(issue.path() + "/going-on", "from", "kei", "shipped", "Twice", "question", "?").status()).isEqualTo(409);
        comments.write(company.kei(), issue, Writing.of("Partial."));
        assertThat(holders()).containsExactly("ravi");
        assertThat(browser.program(company.ana()).get(API + issue.iid() + "/go_on_without").json().get(0).get("state").asString())
                .isEqualTo("answered");
    }

    @Test
    void the_answer_to_whoever_went_on_comes_from_the_one_who_took_it_over() {
        turns.pass(issue, List.of(company.kei().id()), new Turns.Cause(Todo.Action.ASKED, company.ravi().id(), null, "Flat or partial?", null));
        browser.as(company.ravi()).post(issue.path() + "/going-on", "from", "kei", "shipped", "Flat.", "question", "Flat or partial?");
        browser.as(company.ana()).post(issue.path() + "/take-over?from=kei");
        assertThat(browser.as(company.ravi()).get(issue.path()).text(".turns")).contains("You go on without the answer");
        comments.write(company.ana(), issue, Writing.of("Partial."));
        assertThat(holders()).containsExactly("ravi");
    }

    @Test
    void where_nobody_is_waited_for_there_is_nobody_to_go_on_without() {
        assertThat(browser.as(company.ravi()).get(issue.path() + "/going-on/new").status()).isEqualTo(303);
        Answer answer = browser.program(company.ravi()).post(API + issue.iid() + "/go_on_without", "shipped", "All of it");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("Nobody is waited for here");
    }

    @Test
    void a_program_does_all_of_it() {
        Tab ravi = browser.program(company.ravi());
        Tab kei = browser.program(company.kei());
        assertThat(ravi.post(API + issue.iid() + "/handoffs", "next", "x").status()).isEqualTo(400);
        assertThat(ravi.post(API + issue.iid() + "/handoffs", "to", "gwen", "next", "x").status()).isEqualTo(400);
        Answer offered = ravi.json("POST", API + issue.iid() + "/handoffs",
                "{\"to\": \"@kei\", \"done\": \"Half\", \"next\": \"The other half\", \"open_questions\": \"Why?\"}");
        assertThat(offered.status()).as(offered.body()).isEqualTo(201);
        assertThat(offered.json().get("state").asString()).isEqualTo("offered");
        assertThat(offered.json().get("receiver").get("username").asString()).isEqualTo("kei");
        String one = API + issue.iid() + "/handoffs/" + offered.json().get("id").asLong();
        assertThat(kei.post(one + "/ask_back", "question", "Which half?").json().get("question").asString()).isEqualTo("Which half?");
        assertThat(ravi.post(one + "/answer", "answer", "The left.").json().get("state").asString()).isEqualTo("offered");
        assertThat(kei.post(one + "/accept").json().get("taker").get("username").asString()).isEqualTo("kei");
        assertThat(kei.post(one + "/accept").status()).isEqualTo(409);
        Answer taken = browser.program(company.ana()).post(API + issue.iid() + "/take_over", "from", "kei", "because", "Now.");
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        assertThat(taken.json().get("state").asString()).isEqualTo("taken_over");
        assertThat(ravi.get(API + issue.iid() + "/handoffs").json().size()).isEqualTo(2);
        assertThat(ravi.get(API + issue.iid() + "/handoffs?state=accepted").json().size()).isEqualTo(1);
        assertThat(ravi.get(API + issue.iid() + "/handoffs/candidates").json().get(0).get("next").asString()).isNotEmpty();
        assertThat(ravi.get(API + issue.iid() + "/notes?activity_filter=only_activity").body()).contains("### Next step");
    }

    @Test
    void a_comment_can_hand_it_on_with_its_words_as_the_state() {
        Tab ravi = browser.program(company.ravi());
        Answer said = ravi.post(API + issue.iid() + "/notes", "body", "The cause is fixed.\n\n/handoff @kei Refund the three.");
        assertThat(said.status()).as(said.body()).isEqualTo(201);
        var offered = ravi.get(API + issue.iid() + "/handoffs").json().get(0);
        assertThat(offered.get("done").asString()).isEqualTo("The cause is fixed.");
        assertThat(offered.get("next").asString()).isEqualTo("Refund the three.");
        assertThat(mine(company.kei())).extracting(Todo::action).containsExactly(Todo.Action.HANDED_OFF);
        Answer refused = ravi.post(API + issue.iid() + "/notes", "body", "Once more.\n\n/handoff @nobody");
        assertThat(refused.status()).isGreaterThanOrEqualTo(400);
        assertThat(refused.body()).contains("nobody who may see this");
        assertThat(ravi.get(API + issue.iid() + "/notes").body()).doesNotContain("Once more.");
    }

    @Test
    void what_a_hand_off_says_is_found_as_a_comment_is() {
        offer(company.ravi(), "kei", "next", "Refund the three kittiwakes.");
        assertThat(browser.as(company.ana()).get("/search?q=kittiwakes&scope=comments").text("main")).contains("Double charge on split bookings");
        var found = browser.program(company.ana()).get("/api/v4/search?scope=notes&search=kittiwakes").json().get(0);
        assertThat(found.get("body").asString()).contains("Refund the three kittiwakes.");
        assertThat(found.get("system").asBoolean()).isTrue();
    }

    @Test
    void who_takes_what_their_team_was_offered_has_accepted_it() {
        offer(company.ravi(), "halyard/support", "next", "Refund the three.");
        Answer page = browser.as(company.mia()).get(issue.path());
        assertThat(browser.as(company.mia()).post(page.page().selectFirst("form[action$=/taking]").attr("action")).status()).isEqualTo(303);
        assertThat(threads.get(issue.id()).dri().username()).isEqualTo("mia");
        assertThat(holders()).containsExactly("mia");
        assertThat(browser.program(company.ravi()).get(API + issue.iid() + "/handoffs").json().get(0).get("state").asString())
                .isEqualTo("accepted");
    }

    @Test
    void what_cannot_be_taken_back_is_no_way_to_go_on_without_an_answer() {
        Tab ravi = browser.program(company.ravi());
        edits.commit(company.ravi(), company.handbook(), "main", null, "Begin", List.of(Edits.Action.create("README.md", "# A\n")), null);
        edits.commit(company.ravi(), company.handbook(), "flat", "main", "Flat", List.of(Edits.Action.create("flat.md", "# B\n")), null);
        Answer proposed = ravi.post("/api/v4/projects/halyard%2Fhandbook/merge_requests", "source_branch", "flat", "target_branch", "main",
                "title", "Flat");
        long iid = proposed.json().get("iid").asLong();
        turns.pass(issue, List.of(company.kei().id()), new Turns.Cause(Todo.Action.ASKED, company.ravi().id(), null, "Flat?", null));
        jdbc.sql("update merge_request set door = 'one-way'").update();
        Answer refused = browser.as(company.ravi()).post(
                issue.path() + "/going-on", "from", "kei", "shipped", "Flat", "through", "!" + iid);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text(".field-error")).contains("!" + iid + " is a one-way door");
        jdbc.sql("update merge_request set door = 'two-way'").update();
        assertThat(browser.as(company.ravi()).post(
                issue.path() + "/going-on", "from", "kei", "shipped", "Flat", "through", "!" + iid).status()).isEqualTo(303);
        assertThat(browser.as(company.ana()).get(issue.path()).page().select(".remark a[href$=/merge_requests/" + iid + "]")).isNotEmpty();
    }

    @Test
    void the_page_asks_as_many_questions_for_ten_legs_as_for_two() {
        turns.pass(issue, List.of(company.kei().id()), new Turns.Cause(Todo.Action.ASKED, company.ravi().id(), null, "", null));
        legs(2);
        Tab ana = browser.as(company.ana());
        ana.get(issue.path());
        int few = CountedStatements.during(() -> ana.get(issue.path()));
        legs(8);
        assertThat(CountedStatements.during(() -> ana.get(issue.path()))).isEqualTo(few);
    }

    private void legs(int many) {
        for (int i = 0; i < many; i++) {
            jdbc.sql("""
                            insert into handoff (issuable_id, giver_id, responsibility, state, offered_at, note_id, decided_at, taker_id)
                            select :issue, :ravi, true, 'taken_over', now, 1, now, :kei
                            from (select cast(:now as timestamptz) now) at""")
                    .param("issue", issue.id())
                    .param("ravi", i % 2 == 0 ? company.ravi().id() : company.kei().id())
                    .param("kei", i % 2 == 0 ? company.kei().id() : company.ravi().id())
                    .param("now", java.sql.Timestamp.from(clock.instant().plusSeconds(60L * i)))
                    .update();
        }
    }

    private Issuable open(Actor author, String title) {
        return issues.open(author, company.handbook(), Issues.Opening.of(title, ""), false).header();
    }

    private Answer offer(Actor giver, String to, String... words) {
        String[] fields = new String[words.length + 2];
        fields[0] = "to";
        fields[1] = to;
        System.arraycopy(words, 0, fields, 2, words.length);
        return browser.as(giver).post(issue.path() + "/handoffs", fields);
    }

    private long handoff() {
        return jdbc.sql("select max(id) from handoff where issuable_id = :id").param("id", issue.id()).query(Long.class).single();
    }

    private List<String> holders() {
        return turns.on(List.of(issue.id())).stream().map(turn -> turn.holder().handle()).toList();
    }

    private List<Todo> mine(Actor actor) {
        return todos.pending(actor, 50).stream().filter(todo -> todo.issuable().id() == issue.id()).toList();
    }

    private List<Todo> done(Actor actor) {
        return todos.done(actor, 50).stream()
                .filter(todo -> todo.issuable().id() == issue.id() && todo.kind() == Todo.Kind.OBLIGATION)
                .toList();
    }
}
