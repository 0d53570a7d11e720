package antipode.asks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.people.Absence;
import antipode.people.Absences;
import antipode.people.Actor;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.projects.Area;
import antipode.projects.Delegates;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Text;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.Holder;
import antipode.todos.Todo;
import antipode.todos.Todos;
import antipode.todos.Turn;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// It is Wednesday 12:00 in Lisbon. Ana asks Support, which is Kei, Mia and Ravi: Mia is the first to have had four hours, on
/// Wednesday 21:00 in Lisbon. Kei alone has had them on Thursday 04:30; Ravi, who answers for Kei, on Thursday 08:00.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamsAndStandInsTest {

    private static final Instant MIA = Instant.parse("2026-11-04T21:00:00Z");
    private static final Instant KEI = Instant.parse("2026-11-05T04:30:00Z");
    private static final Instant RAVI = Instant.parse("2026-11-05T08:00:00Z");

    private final Cast cast;
    private final Threads threads;
    private final Issues issues;
    private final Comments comments;
    private final Asks asks;
    private final AskAnswers answers;
    private final AskEnds ends;
    private final Turns turns;
    private final Todos todos;
    private final Absences absences;
    private final Delegates delegates;
    private final Namespaces namespaces;
    private final ProjectMembers projectMembers;
    private final Schedules schedules;
    private final TestClock clock;
    private final List<Absence> stated = new ArrayList<>();
    private Cast.Company company;
    private Text.Team support = new Text.Team(0, "", "");
    private Issuable issue;

    TeamsAndStandInsTest(
            Cast cast, Threads threads, Issues issues, Comments comments, Asks asks, AskAnswers answers, AskEnds ends,
            Turns turns, Todos todos, Absences absences, Delegates delegates, Namespaces namespaces,
            ProjectMembers projectMembers, Schedules schedules, TestClock clock) {
        this.cast = cast;
        this.threads = threads;
        this.issues = issues;
        this.comments = comments;
        this.asks = asks;
        this.answers = answers;
        this.ends = ends;
        this.turns = turns;
        this.todos = todos;
        this.absences = absences;
        this.delegates = delegates;
        this.namespaces = namespaces;
        this.projectMembers = projectMembers;
        this.schedules = schedules;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        Namespace team = namespaces.createTeam(company.team(), "support", "Support", "");
        for (Actor one : List.of(company.kei(), company.mia(), company.ravi())) {
            projectMembers.putInTeam(team.id(), Role.OWNER, one.require(), Role.DEVELOPER, null);
        }
        support = new Text.Team(team.id(), team.fullPath(), team.name());
    }

    @BeforeEach
    void anaOpensAnIssue() {
        clock.set(TestClock.START);
        issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Flat refunds", "Enough?"), false).header();
    }

    @AfterEach
    void everyoneIsBack() {
        stated.forEach(absence -> absences.withdraw(absence.id()));
        stated.clear();
    }

    @Test
    void a_team_as_one_has_had_fair_time_when_the_first_of_its_members_has() {
        Ask ask = askSupport("comment");
        assertThat(ask.names()).isEqualTo("Support");
        assertThat(ask.fairAt()).isEqualTo(MIA);
        assertThat(ask.asked().getFirst().zone().getId()).isEqualTo("America/Los_Angeles");
        assertThat(holders()).containsExactly("halyard/support");
    }

    @Test
    void who_takes_it_answers_for_the_team_and_it_is_gone_for_the_others() {
        Ask ask = askSupport(null);
        assertThat(asks.awaiting(company.kei(), List.of(ask))).isNotEmpty();
        Ask taken = answers.take(company.ravi(), ask.id());
        assertThat(taken.asked().getFirst().name()).isEqualTo("Ravi for Support");
        assertThat(holders()).containsExactly("ravi");
        assertThat(asks.awaiting(company.kei(), List.of(taken))).isEmpty();
        assertThatThrownBy(() -> answers.take(company.kei(), ask.id())).isInstanceOf(Problem.class);
        Ask answered = answers.answer(company.ravi(), ask.id(), "Yes, enough.");
        assertThat(answered.state()).isEqualTo(Ask.State.ANSWERED);
        assertThat(answered.asked().getFirst().answeredBy()).isEqualTo(Cast.person(company.ravi()));
        assertThat(holders()).containsExactly("ana");
    }

    @Test
    void whoever_of_the_team_answers_first_has_answered_for_it() {
        Ask ask = askSupport(null);
        comments.write(company.kei(), issue, Writing.of("Enough."));
        assertThat(now(ask).state()).isEqualTo(Ask.State.ANSWERED);
        assertThat(holders()).containsExactly("ana");
    }

    @Test
    void what_one_asks_of_a_team_of_ones_own_is_for_the_others_to_answer() {
        Ask ask = asks.ask(company.kei(), issue, new Asks.Question(
                Ask.Kind.ACTION, "Who rings the quay?", List.of(), List.of(support), null, null, ""), null);
        comments.write(company.kei(), issue, Writing.of("It is the one by the lighthouse."));
        assertThat(now(ask).open()).isTrue();
        assertThat(holders()).contains("halyard/support");
        assertThat(asks.awaiting(company.kei(), List.of(ask))).isEmpty();
    }

    @Test
    void a_team_in_which_nobody_else_may_see_it_is_not_asked() {
        Namespace alone = namespaces.createTeam(null, "alone" + issue.iid(), "Alone", "");
        projectMembers.putInTeam(alone.id(), Role.OWNER, company.gwen().require(), Role.DEVELOPER, null);
        assertThatThrownBy(() -> asks.ask(company.ana(), issue, new Asks.Question(
                        Ask.Kind.ANSWER, "Enough?", List.of(), List.of(new Text.Team(alone.id(), alone.fullPath(), "Alone")), null, null, ""), null))
                .isInstanceOf(Problem.class).hasMessageContaining("Alone, who may not see this");
    }

    @Test
    void for_who_is_away_too_long_their_delegate_is_waited_for_and_answers() {
        away(company.kei(), "2026-11-05", "2026-11-30", company.ravi());
        Ask ask = askKei("comment");
        Ask.Asked kei = ask.asked().getFirst();
        assertThat(kei.away()).isTrue();
        assertThat(kei.delegate()).isEqualTo(Cast.person(company.ravi()));
        assertThat(ask.fairAt()).isEqualTo(RAVI);
        assertThat(kei.note(new antipode.web.Times(TestClock.START, company.ana().require().zone())))
                .isEqualTo("Kei is away until Mon 30 Nov; Ravi answers in their place.");
        assertThat(holders()).containsExactly("ravi");
        assertThat(answers.answer(company.ravi(), ask.id(), "Enough.").state()).isEqualTo(Ask.State.ANSWERED);
    }

    @Test
    void without_a_delegate_nobody_waits_for_who_is_away_and_they_may_take_back_what_silence_did() {
        away(company.kei(), "2026-11-05", "2026-11-30", null);
        Ask ask = asks.ask(company.ana(), issue, new Asks.Question(
                Ask.Kind.ANSWER, "Close it?", List.of(Cast.person(company.kei()), Cast.person(company.mia())), null, "close", ""), null);
        assertThat(ask.fairAt()).isEqualTo(MIA);
        assertThat(holders()).containsExactly("mia");
        clock.set(MIA);
        schedules.runDue();
        assertThat(now(ask).state()).isEqualTo(Ask.State.DEFAULTED);
        assertThat(threads.get(issue.id()).open()).isFalse();
        clock.set("2026-12-01T01:00:00Z");
        assertThatThrownBy(() -> ends.reopen(company.mia(), ask.id(), "I slept.")).isInstanceOf(Problem.class)
                .hasMessageContaining("Only who was asked and away");
        assertThatThrownBy(() -> ends.reopen(company.kei(), ask.id(), " ")).isInstanceOf(Problem.class);
        assertThat(ends.reopen(company.kei(), ask.id(), "Two quays still live by it.").state()).isEqualTo(Ask.State.REOPENED);
        assertThat(threads.get(issue.id()).open()).isTrue();
        assertThat(holders()).contains("ana");
        assertThatThrownBy(() -> ends.reopen(company.kei(), ask.id(), "Again.")).isInstanceOf(Problem.class);
    }

    @Test
    void silence_means_nothing_where_everyone_asked_is_away() {
        away(company.kei(), "2026-11-05", "2026-11-30", null);
        assertThatThrownBy(() -> askKei("comment")).isInstanceOf(Problem.class).hasMessageContaining("everyone asked is away");
        assertThat(askKei(null).open()).isTrue();
    }

    @Test
    void a_delegate_who_is_away_as_well_or_asks_themselves_answers_for_nobody() {
        away(company.kei(), "2026-11-05", "2026-11-30", company.mia());
        away(company.mia(), "2026-11-04", "2026-11-30", company.kei());
        assertThat(askKei(null).asked().getFirst().leftOut()).isTrue();
        stated.forEach(absence -> absences.withdraw(absence.id()));
        away(company.kei(), "2026-11-05", "2026-11-30", company.ana());
        assertThat(askKei(null).asked().getFirst().leftOut()).isTrue();
    }

    @Test
    void a_day_off_told_after_the_question_is_waited_for_and_nothing_becomes_earlier() {
        Ask ask = askKei("comment");
        assertThat(ask.fairAt()).isEqualTo(KEI);
        away(company.kei(), "2026-11-05", "2026-11-05", null);
        clock.set(KEI);
        schedules.runDue();
        Ask moved = now(ask);
        assertThat(moved.open()).isTrue();
        assertThat(moved.takesEffectAt()).isEqualTo("2026-11-06T04:30:00Z");
        assertThat(moved.movedAt()).isEqualTo(KEI);
        stated.forEach(absence -> absences.withdraw(absence.id()));
        clock.set("2026-11-06T04:29:59Z");
        schedules.runDue();
        assertThat(now(ask).open()).isTrue();
        clock.set("2026-11-06T04:30:00Z");
        schedules.runDue();
        assertThat(now(ask).state()).isEqualTo(Ask.State.DEFAULTED);
    }

    @Test
    void who_has_fallen_ill_for_long_since_they_were_asked_is_represented_and_their_delegate_has_time() {
        Ask ask = askKei("comment");
        clock.set("2026-11-04T23:00:00Z");
        away(company.kei(), "2026-11-05", "2026-11-30", company.ravi());
        clock.set(KEI);
        schedules.runDue();
        Ask moved = now(ask);
        assertThat(moved.asked().getFirst().delegate()).isEqualTo(Cast.person(company.ravi()));
        assertThat(moved.takesEffectAt()).isEqualTo("2026-11-05T08:30:00Z");
        assertThat(holders()).contains("ravi");
        assertThat(todos.pending(company.ravi(), 50)).extracting(Todo::action).contains(Todo.Action.ASKED);
        clock.set("2026-11-05T08:30:00Z");
        schedules.runDue();
        assertThat(now(ask).state()).isEqualTo(Ask.State.DEFAULTED);
    }

    private Absence away(Actor who, String first, String last, @Nullable Actor delegate) {
        Absence absence = absences.state(who.id(), LocalDate.parse(first), LocalDate.parse(last), "");
        if (delegate != null) {
            delegates.state(absence, Area.EVERYTHING, delegate.id());
        }
        stated.add(absence);
        return absence;
    }

    private Ask askSupport(@Nullable String effect) {
        return asks.ask(company.ana(), issue, new Asks.Question(
                Ask.Kind.ANSWER, "Is flat enough?", List.of(), List.of(support), null, effect, "go flat"), null);
    }

    private Ask askKei(@Nullable String effect) {
        return asks.ask(company.ana(), issue, new Asks.Question(
                Ask.Kind.ANSWER, "Is flat enough?", List.of(Cast.person(company.kei())), null, effect, "go flat"), null);
    }

    private Ask now(Ask ask) {
        return asks.find(company.ana(), issue, ask.id());
    }

    private List<String> holders() {
        return turns.on(List.of(issue.id())).stream().map(Turn::holder).map(Holder::handle).toList();
    }
}
