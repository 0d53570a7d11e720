package antipode.asks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.Holder;
import antipode.todos.Todo;
import antipode.todos.Todos;
import antipode.todos.Turn;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Ana asks Kei, who sleeps, and Mia, who sleeps too. Kei has had four hours on Thursday 13:30 in Tokyo, 04:30 in Lisbon;
/// Mia on Wednesday 13:00 in San Francisco, 21:00 in Lisbon. So Thursday 04:30 is fair to both.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsksTest {

    private static final Instant FAIR = Instant.parse("2026-11-05T04:30:00Z");

    private final Cast cast;
    private final Threads threads;
    private final Comments comments;
    private final Asks asks;
    private final AskAnswers answers;
    private final AskEnds ends;
    private final Turns turns;
    private final Todos todos;
    private final Schedules schedules;
    private final TestClock clock;
    private Cast.Company company;
    private Issuable issue;

    AsksTest(
            Cast cast, Threads threads, Comments comments, Asks asks, AskAnswers answers, AskEnds ends, Turns turns, Todos todos, Schedules schedules,
            TestClock clock) {
        this.cast = cast;
        this.threads = threads;
        this.comments = comments;
        this.asks = asks;
        this.answers = answers;
        this.ends = ends;
        this.turns = turns;
        this.todos = todos;
        this.schedules = schedules;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void anaOpensAnIssue() {
        clock.set(TestClock.START);
        issue = threads.open(company.ana(), company.handbook(), new Threads.Opening(
                Issuable.Kind.ISSUE, "issue", "Flat refunds", "A flat refund is enough.", false, null, List.of(), List.of()));
        threads.announce(company.ana(), issue);
    }

    @Test
    void the_fair_time_is_when_the_last_of_those_asked_has_had_four_hours_of_their_own() {
        Ask ask = ask(null, "comment");
        assertThat(ask.fairAt()).isEqualTo(FAIR);
        assertThat(ask.takesEffectAt()).isEqualTo(FAIR);
        assertThat(ask.asked()).extracting(Ask.Asked::fairAt)
                .containsExactly(FAIR, Instant.parse("2026-11-04T21:00:00Z"));
    }

    @Test
    void everyone_asked_holds_a_turn_that_tells_what_was_asked() {
        ask(null, "comment");
        assertThat(turnHolders()).containsExactlyInAnyOrder("kei", "mia");
        assertThat(turns.on(List.of(issue.id())).getFirst().because()).isEqualTo("Ana asked “Is a flat refund enough?”");
        assertThat(mine(company.kei())).extracting(Todo::action).containsOnly(Todo.Action.ASKED);
    }

    @Test
    void silence_lets_the_default_take_effect_once_and_not_a_second_before_it_is_fair() {
        Ask ask = ask(null, "comment");
        clock.set(FAIR.minusSeconds(1));
        schedules.runDue();
        assertThat(comments.of(issue)).noneMatch(note -> note instanceof antipode.threads.Comment);
        clock.set(FAIR);
        schedules.runDue();
        schedules.runDue();
        assertThat(comments.of(issue)).filteredOn(note -> note instanceof antipode.threads.Comment).hasSize(1);
        assertThat(now(ask).state()).isEqualTo(Ask.State.DEFAULTED);
        assertThat(turnHolders()).isEmpty();
        ends.takeEffect(ask.id());
        assertThat(comments.of(issue)).filteredOn(note -> note instanceof antipode.threads.Comment).hasSize(1);
    }

    @Test
    void a_due_time_that_robs_somebody_only_reminds_and_the_default_waits_until_it_is_fair() {
        Ask ask = ask(TestClock.START.plus(Duration.ofHours(2)), "comment");
        assertThat(ask.takesEffectAt()).isEqualTo(FAIR);
    }

    @Test
    void an_objection_stops_the_default_and_passes_the_turn_to_the_asker_with_its_reason() {
        Ask ask = ask(null, "comment");
        answers.object(company.kei(), ask.id(), "At four quays there is no signal.");
        assertThat(now(ask).state()).isEqualTo(Ask.State.OBJECTED);
        assertThat(turnHolders()).containsExactly("ana");
        clock.set(FAIR);
        schedules.runDue();
        assertThat(comments.of(issue)).filteredOn(note -> note instanceof antipode.threads.Comment).hasSize(1);
    }

    @Test
    void an_answer_passes_the_turn_to_the_asker_while_the_silent_still_have_theirs() {
        Ask ask = ask(null, "comment");
        comments.write(company.kei(), issue, Writing.of("Fine by me."));
        assertThat(now(ask).open()).isTrue();
        assertThat(turnHolders()).containsExactlyInAnyOrder("mia", "ana");
        assertThat(todos.done(company.kei(), 50)).filteredOn(todo -> todo.issuable().id() == issue.id())
                .extracting(Todo::doneCause).containsExactly("you answered");
    }

    @Test
    void without_a_default_the_question_ends_when_everyone_has_answered() {
        Ask ask = ask(null, null);
        comments.write(company.kei(), issue, Writing.of("Yes."));
        comments.write(company.mia(), issue, Writing.of("Yes."));
        assertThat(now(ask).state()).isEqualTo(Ask.State.ANSWERED);
    }

    @Test
    void a_question_withdrawn_frees_everyone_and_nothing_takes_effect() {
        Ask ask = ask(null, "comment");
        ends.withdraw(company.ana(), ask.id());
        assertThat(turnHolders()).isEmpty();
        clock.set(FAIR);
        schedules.runDue();
        assertThat(now(ask).state()).isEqualTo(Ask.State.WITHDRAWN);
    }

    @Test
    void what_ends_takes_its_open_questions_with_it() {
        Ask ask = ask(null, "comment");
        threads.end(company.ana(), threads.lock(issue.id()), Issuable.State.CLOSED, null, java.util.Map.of());
        assertThat(now(ask).state()).isEqualTo(Ask.State.ENDED);
        assertThat(turnHolders()).isEmpty();
    }

    @Test
    void nobody_is_asked_who_may_not_see_it_and_nothing_changes() {
        assertThatThrownBy(() -> asks.ask(company.ana(), issue, question(null, null, List.of(Cast.person(company.gwen()))), null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Gwen Pryce, who may not see this");
        assertThat(asks.of(issue)).isEmpty();
    }

    private Ask ask(@Nullable Instant due, @Nullable String effect) {
        List<Person> both = List.of(Cast.person(company.kei()), Cast.person(company.mia()));
        return asks.ask(company.ana(), issue, question(due, effect, both), null);
    }

    private static Asks.Question question(@Nullable Instant due, @Nullable String effect, List<Person> to) {
        return new Asks.Question(Ask.Kind.FEEDBACK, "Is a flat refund enough?", to, due, effect, "");
    }

    private Ask now(Ask ask) {
        return asks.find(company.ana(), issue, ask.id());
    }

    private List<Todo> mine(Actor actor) {
        return todos.pending(actor, 50).stream()
                .filter(todo -> todo.issuable().id() == issue.id())
                .toList();
    }

    private List<String> turnHolders() {
        return turns.on(List.of(issue.id())).stream().map(Turn::holder).map(Holder::handle).toList();
    }
}
