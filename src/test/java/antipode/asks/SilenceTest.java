package antipode.asks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.Holder;
import antipode.todos.Turn;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.transaction.support.TransactionTemplate;

/// What silence does: once, never early, and never more than its asker could do alone. Ana asks Kei and Mia, who sleep;
/// Thursday 04:30 is fair to both.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SilenceTest {

    private static final Instant FAIR = Instant.parse("2026-11-05T04:30:00Z");

    private final Cast cast;
    private final Threads threads;
    private final Issues issues;
    private final Comments comments;
    private final Asks asks;
    private final AskAnswers answers;
    private final AskEnds ends;
    private final AskTimes times;
    private final Turns turns;
    private final Members members;
    private final ProjectMembers projectMembers;
    private final Schedules schedules;
    private final TransactionTemplate transaction;
    private final TestClock clock;
    private Cast.Company company;
    private Project secret;
    private int count;

    SilenceTest(
            Cast cast, Threads threads, Issues issues, Comments comments, Asks asks, AskAnswers answers, AskEnds ends,
            AskTimes times, Turns turns, Members members, ProjectMembers projectMembers, Schedules schedules,
            TransactionTemplate transaction, TestClock clock) {
        this.cast = cast;
        this.threads = threads;
        this.issues = issues;
        this.comments = comments;
        this.asks = asks;
        this.answers = answers;
        this.ends = ends;
        this.times = times;
        this.turns = turns;
        this.members = members;
        this.projectMembers = projectMembers;
        this.schedules = schedules;
        this.transaction = transaction;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void raviLeadsASecretProject() {
        clock.set(TestClock.START);
        members.become(company.ravi().id(), Member.State.ACTIVE);
        secret = cast.project(company.ana(), company.team(), "secret-" + ++count, Visibility.PRIVATE);
        for (Actor one : List.of(company.kei(), company.mia(), company.ravi())) {
            projectMembers.add(secret, Role.OWNER, one.require(), one == company.ravi() ? Role.DEVELOPER : Role.GUEST, null);
        }
    }

    @Test
    void whoever_lost_the_right_meanwhile_does_nothing_by_silence() {
        Issuable issue = open(company.ana());
        Ask ask = ask(company.ravi(), issue, "close");
        projectMembers.change(secret, Role.OWNER, company.ravi().id(), Role.GUEST, null);
        due();
        assertThat(now(ask, issue).state()).isEqualTo(Ask.State.REFUSED);
        assertThat(threads.get(issue.id()).open()).isTrue();
        assertThat(holders(issue)).containsExactly("ravi");
    }

    @Test
    void whoever_may_no_longer_see_it_does_nothing_and_whoever_is_responsible_goes_on() {
        Issuable issue = open(company.ana());
        Ask ask = ask(company.ravi(), issue, "comment");
        projectMembers.remove(secret, Role.OWNER, company.ravi().id());
        due();
        assertThat(now(ask, issue).endedBecause()).isEqualTo("Ravi Krishnan may no longer see it.");
        assertThat(holders(issue)).containsExactly("ana");
        assertThat(comments.of(issue)).noneMatch(note -> note instanceof Comment);
    }

    @Test
    void whoever_is_no_longer_here_does_nothing() {
        Issuable issue = open(company.ana());
        Ask ask = ask(company.ravi(), issue, "close");
        members.become(company.ravi().id(), Member.State.DEACTIVATED);
        due();
        assertThat(now(ask, issue).endedBecause()).isEqualTo("Ravi Krishnan is no longer here.");
        assertThat(holders(issue)).containsExactly("ana");
    }

    @Test
    void where_nobody_who_was_asked_may_still_see_it_their_silence_means_nothing() {
        Issuable issue = open(company.ravi());
        Ask ask = ask(company.ravi(), issue, "close");
        threads.conceal(company.ravi(), threads.get(issue.id()), true);
        due();
        assertThat(now(ask, issue).state()).isEqualTo(Ask.State.REFUSED);
        assertThat(now(ask, issue).endedBecause()).isEqualTo("Nobody who was asked could still have said no.");
        assertThat(threads.get(issue.id()).open()).isTrue();
    }

    @Test
    void a_guest_closes_nothing_by_silence_that_is_not_theirs() {
        Issuable issue = open(company.ana());
        assertThatThrownBy(() -> asks.ask(company.kei(), issue, new Asks.Question(
                        Ask.Kind.ANSWER, "Close it?", List.of(Cast.person(company.mia())), null, "close", ""), null))
                .isInstanceOf(Problem.class);
        assertThat(asks.of(issue)).isEmpty();
    }

    @Test
    void where_everyone_has_answered_there_is_no_silence_and_nothing_happens_by_itself() {
        Issuable issue = open(company.ana());
        Ask ask = ask(company.ravi(), issue, "close");
        comments.write(company.kei(), issue, Writing.of("I would keep it."));
        comments.write(company.mia(), issue, Writing.of("Either."));
        assertThat(now(ask, issue).state()).isEqualTo(Ask.State.ANSWERED);
        due();
        assertThat(threads.get(issue.id()).open()).isTrue();
        assertThat(holders(issue)).containsExactly("ravi");
    }

    @Test
    void a_reply_below_a_question_answers_that_one_alone() {
        Issuable issue = open(company.ana());
        Comment first = comments.write(company.ana(), issue, Writing.of("Is flat enough?"));
        Ask one = asks.ask(company.ana(), issue, question(List.of(Cast.person(company.kei())), null), first.id());
        Ask other = ask(company.ravi(), issue, null);
        comments.write(company.kei(), issue, new Writing("Flat is enough.", first.id(), null));
        assertThat(now(one, issue).state()).isEqualTo(Ask.State.ANSWERED);
        assertThat(now(other, issue).asked()).extracting(Ask.Asked::answer).containsOnlyNulls();
        assertThat(answers.answer(company.kei(), other.id(), "Yes.").asked()).extracting(Ask.Asked::answer).containsExactly("answered", null);
    }

    @Test
    void a_crash_in_the_middle_leaves_nothing_and_the_next_try_does_it_once() {
        Issuable issue = open(company.ana());
        Ask ask = ask(company.ravi(), issue, "comment");
        clock.set(FAIR);
        transaction.executeWithoutResult(status -> {
            ends.takeEffect(ask.id());
            status.setRollbackOnly();
        });
        assertThat(now(ask, issue).open()).isTrue();
        assertThat(said(issue)).isZero();
        schedules.runDue();
        assertThat(now(ask, issue).state()).isEqualTo(Ask.State.DEFAULTED);
        assertThat(said(issue)).isEqualTo(1);
    }

    @Test
    void two_nodes_at_once_do_it_once() throws Exception {
        Issuable issue = open(company.ana());
        Ask ask = ask(company.ravi(), issue, "comment");
        clock.set(FAIR);
        atOnce(() -> ends.takeEffect(ask.id()).isPresent(), () -> ends.takeEffect(ask.id()).isPresent(), () -> schedules.runDue() >= 0);
        assertThat(said(issue)).isEqualTo(1);
        assertThat(now(ask, issue).state()).isEqualTo(Ask.State.DEFAULTED);
    }

    @Test
    void of_an_objection_and_a_default_at_the_same_moment_one_wins_whole() throws Exception {
        for (int i = 0; i < 5; i++) {
            clock.set(TestClock.START);
            Issuable issue = open(company.ana());
            Ask ask = ask(company.ravi(), issue, "close");
            clock.set(FAIR);
            atOnce(() -> ends.takeEffect(ask.id()).isPresent(), () -> {
                try {
                    answers.object(company.kei(), ask.id(), "Not yet.");
                    return true;
                } catch (Problem late) {
                    return false;
                }
            });
            Ask after = now(ask, issue);
            assertThat(after.state()).isIn(Ask.State.OBJECTED, Ask.State.DEFAULTED);
            assertThat(threads.get(issue.id()).open()).isEqualTo(after.state() == Ask.State.OBJECTED);
            schedules.runDue();
            assertThat(threads.get(issue.id()).open()).isEqualTo(after.state() == Ask.State.OBJECTED);
        }
    }

    @Test
    void a_clock_that_goes_back_waits_again_and_one_that_jumps_ahead_does_it_once() {
        Issuable issue = open(company.ana());
        Ask ask = ask(company.ravi(), issue, "comment");
        clock.set(FAIR.minusSeconds(5));
        assertThat(ends.takeEffect(ask.id())).contains(FAIR);
        clock.set(TestClock.START.minus(Duration.ofDays(2)));
        assertThat(ends.takeEffect(ask.id())).contains(FAIR);
        schedules.runDue();
        assertThat(now(ask, issue).open()).isTrue();
        clock.set(FAIR.plus(Duration.ofDays(40)));
        schedules.runDue();
        schedules.runDue();
        assertThat(said(issue)).isEqualTo(1);
    }

    @Test
    void more_time_moves_the_default_and_tells_the_silent_once() {
        Issuable issue = open(company.ana());
        Ask ask = ask(company.ravi(), issue, "comment");
        Instant later = FAIR.plus(Duration.ofDays(1));
        assertThatThrownBy(() -> times.extend(company.kei(), ask.id(), later)).isInstanceOf(Problem.class).hasMessageContaining("Ravi asked this");
        assertThatThrownBy(() -> times.extend(company.ravi(), ask.id(), FAIR)).isInstanceOf(Problem.class).hasMessageContaining("later");
        assertThatThrownBy(() -> times.extend(company.ravi(), ask.id(), TestClock.START)).isInstanceOf(Problem.class).hasMessageContaining("over already");
        assertThat(times.extend(company.ravi(), ask.id(), later).takesEffectAt()).isEqualTo(later);
        due();
        assertThat(now(ask, issue).open()).isTrue();
        clock.set(later);
        schedules.runDue();
        assertThat(now(ask, issue).state()).isEqualTo(Ask.State.DEFAULTED);
        assertThatThrownBy(() -> times.extend(company.ravi(), ask.id(), later.plusSeconds(600))).isInstanceOf(Problem.class)
                .hasMessageContaining("ended already");
    }

    private Issuable open(Actor author) {
        return issues.open(author, secret, Issues.Opening.of("Flat refunds", "Enough?"), false).header();
    }

    private static Asks.Question question(List<Person> to, @Nullable String effect) {
        return new Asks.Question(Ask.Kind.ANSWER, "Is flat enough?", to, null, effect, effect == null ? "" : "go flat");
    }

    private Ask ask(Actor asker, Issuable issue, @Nullable String effect) {
        return asks.ask(asker, issue, question(List.of(Cast.person(company.kei()), Cast.person(company.mia())), effect), null);
    }

    private void due() {
        clock.set(FAIR);
        schedules.runDue();
    }

    private Ask now(Ask ask, Issuable issue) {
        return asks.of(issue).stream().filter(one -> one.id() == ask.id()).findFirst().orElseThrow();
    }

    private long said(Issuable issue) {
        return comments.of(issue).stream().filter(note -> note instanceof Comment).count();
    }

    private List<String> holders(Issuable issue) {
        return turns.on(List.of(issue.id())).stream().map(Turn::holder).map(Holder::handle).toList();
    }

    @SafeVarargs
    private static void atOnce(Callable<Boolean>... deeds) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Boolean> done = new ArrayList<>();
            for (Future<Boolean> outcome : pool.invokeAll(List.of(deeds))) {
                done.add(outcome.get());
            }
            assertThat(done).hasSize(deeds.length);
        }
    }
}
