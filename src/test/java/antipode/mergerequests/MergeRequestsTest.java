package antipode.mergerequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.asks.Ask;
import antipode.asks.AskAnswers;
import antipode.asks.Asks;
import antipode.database.Outbox;
import antipode.git.Git;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.Tokens;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.repositories.Edits;
import antipode.repositories.Files;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Event;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.todos.Holder;
import antipode.todos.Turn;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Ana proposes a change of the handbook. Kei in Tokyo and Mia in San Francisco sleep; Thursday 04:30 in Lisbon is fair to both.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergeRequestsTest {

    private static final Instant FAIR = Instant.parse("2026-11-05T04:30:00Z");

    private final Cast cast;
    private final MergeRequests requests;
    private final MergeRequestReviews reviews;
    private final MergeRequestEdits changes;
    private final MergeRequestVersions versions;
    private final BroughtCommits brought;
    private final Approvals approvals;
    private final DoorTurns doors;
    private final MergeRequestMerges merges;
    private final MergeRequestReverts reverts;
    private final ClosedIssues closing;
    private final Edits edits;
    private final Files files;
    private final Threads threads;
    private final Comments comments;
    private final Projects projects;
    private final Asks asks;
    private final AskAnswers answers;
    private final Turns turns;
    private final Schedules schedules;
    private final Outbox outbox;
    private final Tokens tokens;
    private final ProjectMembers members;
    private final TestClock clock;
    private final antipode.testing.Browser browser;
    @LocalServerPort int port;
    private Cast.Company company;
    private Project handbook;
    private Issuable issue;
    private int count;

    MergeRequestsTest(
            Cast cast, MergeRequests requests, MergeRequestReviews reviews, MergeRequestEdits changes, MergeRequestVersions versions, BroughtCommits brought, Approvals approvals, DoorTurns doors, MergeRequestMerges merges, MergeRequestReverts reverts, ClosedIssues closing, Edits edits,
            Files files, Threads threads, Comments comments, Projects projects, Asks asks, AskAnswers answers, Turns turns, Schedules schedules, Outbox outbox,
            Tokens tokens, ProjectMembers members, TestClock clock, antipode.testing.Browser browser) {
        this.cast = cast;
        this.requests = requests;
        this.reviews = reviews;
        this.changes = changes;
        this.versions = versions;
        this.brought = brought;
        this.approvals = approvals;
        this.doors = doors;
        this.merges = merges;
        this.reverts = reverts;
        this.closing = closing;
        this.edits = edits;
        this.files = files;
        this.threads = threads;
        this.comments = comments;
        this.projects = projects;
        this.asks = asks;
        this.answers = answers;
        this.turns = turns;
        this.schedules = schedules;
        this.outbox = outbox;
        this.tokens = tokens;
        this.members = members;
        this.clock = clock;
        this.browser = browser;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        handbook = company.handbook();
        for (Actor developer : List.of(company.kei(), company.mia())) {
            members.putInTeam(company.team().id(), Role.OWNER, developer.require(), Role.DEVELOPER, null);
        }
        members.add(handbook, Role.OWNER, company.ravi().require(), Role.MAINTAINER, null);
    }

    @BeforeEach
    void anIssueStandsOpen() {
        clock.set(TestClock.START);
        count++;
        issue = threads.open(company.kei(), handbook, new Threads.Opening(
                Issuable.Kind.ISSUE, "issue", "Flat refunds", "", false, null, List.of(), List.of()));
        threads.announce(company.kei(), issue);
        if (count == 1) {
            edits.commit(company.ana(), handbook, "main", null, "Begin", List.of(
                    Edits.Action.create("README.md", "# Handbook\n\nPaper wins.\n")), null);
        }
        edits.commit(company.ana(), handbook, "main", null, "Write a page", List.of(
                Edits.Action.create(page(), "# Timetables\n\nPaper wins.\n")), null);
        outbox.drain();
    }

    @Test
    void a_merge_brings_the_change_closes_the_issue_and_tells_which_commits_it_brought() {
        MergeRequest request = proposed(Proposal.ready(branch(), "main", "Give up paper", "Closes " + issue.reference()));
        MergeRequest merged = merges.merge(company.ana(), request, MergeRequestMerges.How.usual());
        assertThat(merged.merged()).isTrue();
        assertThat(text("main")).contains("The web wins.");
        Issuable closed = threads.get(issue.id());
        assertThat(closed.state()).isEqualTo(Issuable.State.CLOSED);
        assertThat(lastEvent(closed).sentence()).isEqualTo("closed this, because " + request.reference() + " was merged");
        assertThat(brought.by(handbook.id(), List.of(request.head(), merged.mergeCommit())))
                .hasSize(2)
                .allSatisfy((sha, brought) -> assertThat(brought.id()).isEqualTo(request.id()));
        outbox.drain();
        assertThat(events(request, "merged")).hasSize(1);
    }

    @Test
    void the_branch_goes_after_a_merge_where_that_was_wished_for() {
        MergeRequest request = proposed(Proposal.ready(branch(), "main", "Give up paper", ""));
        changes.edit(company.ana(), request, new MergeRequestEdits.Edit(null, null, null, true));
        merges.merge(company.ana(), request, MergeRequestMerges.How.usual());
        outbox.drain();
        assertThat(files.find(handbook.id(), branch(), page())).isEmpty();
        assertThat(text("main")).contains("The web wins.");
    }

    @Test
    void a_default_merges_at_the_fair_time_and_not_a_second_before_and_once() {
        MergeRequest request = proposed(Proposal.draft(branch(), "main", "Give up paper", "Closes " + issue.reference()));
        Ask ask = ask(request);
        requests.ready(company.ana(), request);
        assertThat(ask.takesEffectAt()).isEqualTo(FAIR);
        clock.set(FAIR.minusSeconds(1));
        schedules.runDue();
        assertThat(requests.get(request.id()).merged()).isFalse();
        clock.set(FAIR);
        schedules.runDue();
        schedules.runDue();
        outbox.drain();
        assertThat(requests.get(request.id()).merged()).isTrue();
        assertThat(events(request, "merged")).singleElement()
                .satisfies(event -> assertThat(event.sentence()).contains("nobody objected", "Kei and Mia"));
        assertThat(threads.get(issue.id()).open()).isFalse();
    }

    @Test
    void an_objection_stops_the_default() {
        MergeRequest request = proposed(Proposal.ready(branch(), "main", "Give up paper", ""));
        Ask ask = ask(request);
        answers.object(company.kei(), ask.id(), "At four quays there is no signal.");
        clock.set(FAIR);
        schedules.runDue();
        assertThat(requests.get(request.id()).open()).isTrue();
    }

    @Test
    void a_draft_is_not_merged_when_its_time_comes_and_the_asker_hears_why() {
        MergeRequest request = proposed(Proposal.draft(branch(), "main", "Give up paper", ""));
        Ask ask = ask(request);
        clock.set(FAIR);
        schedules.runDue();
        assertThat(requests.get(request.id()).open()).isTrue();
        assertThat(asks.find(company.ana(), request.header(), ask.id()).endedBecause())
                .isEqualTo("It is a draft. Mark it as ready first.");
        assertThat(holders(request)).containsExactly("ana");
    }

    @Test
    void a_push_takes_approvals_away_and_silence_gives_none() {
        MergeRequest request = proposed(Proposal.ready(branch(), "main", "Give up paper", ""));
        projects.describe(handbook, handbook.name(), "", handbook.visibility(), "main", 1);
        try {
            assertThatThrownBy(() -> ask(request)).isInstanceOf(Problem.class).hasMessageContaining("silence is none");
            approvals.approve(company.kei(), request, request.head());
            Ask ask = ask(request);
            edits.commit(company.ana(), handbook, request.sourceBranch(), request.sourceBranch(), "Give up more", List.of(
                    Edits.Action.update(page(), "# Timetables\n\nThe web wins everywhere.\n")), null);
            clock.set(FAIR);
            schedules.runDue();
            assertThat(requests.get(request.id()).merged()).isFalse();
            assertThat(asks.find(company.ana(), request.header(), ask.id()).endedBecause()).contains("The project asks for 1 approval");
            assertThat(holders(request)).contains("ana");
        } finally {
            projects.describe(handbook, handbook.name(), "", handbook.visibility(), "main", 0);
        }
    }

    @Test
    void a_one_way_door_refuses_silence_and_stops_what_silence_would_have_done() {
        MergeRequest request = proposed(Proposal.ready(branch(), "main", "Give up paper", ""));
        reviews.review(company.ana(), request, List.of(Cast.person(company.kei())));
        Ask ask = ask(request);
        doors.turnOneWay(company.kei(), request, "A new tender takes eight months.");
        assertThat(asks.find(company.ana(), request.header(), ask.id()).open()).isFalse();
        assertThatThrownBy(() -> ask(requests.get(request.id()))).isInstanceOf(Problem.class)
                .hasMessageContaining("Silence opens no one-way door");
        assertThatThrownBy(() -> doors.turnTwoWay(company.kei(), request, "")).isInstanceOf(Problem.class)
                .hasMessageContaining("takes a maintainer");
        doors.turnTwoWay(company.ravi(), request, "");
        assertThat(requests.get(request.id()).oneWay()).isFalse();
    }

    @Test
    void a_one_way_door_takes_an_approval_of_this_version_and_fair_time_for_every_reviewer() {
        MergeRequest request = proposed(Proposal.ready(branch(), "main", "Give up paper", ""));
        reviews.review(company.ana(), request, List.of(Cast.person(company.kei()), Cast.person(company.mia())));
        doors.turnOneWay(company.mia(), request, "A new tender takes eight months.");
        refused(request, "A one-way door needs an approval of this version; it has none.", "Its comment window is open until");
        approvals.approve(company.kei(), request, request.head());
        refused(request, "Its comment window is open until today 21:00, in 9 h");
        clock.set("2026-11-04T21:00:00Z");
        assertThat(merges.merge(company.ana(), request, MergeRequestMerges.How.usual()).merged()).isTrue();
    }

    @Test
    void a_push_makes_a_new_version_ends_the_pushers_turn_and_asks_again_whoever_had_approved(@TempDir Path folder) {
        MergeRequest request = proposed(Proposal.ready(branch(), "main", "Give up paper", ""));
        reviews.review(company.ana(), request, List.of(Cast.person(company.kei())));
        approvals.approve(company.kei(), request, "");
        assertThat(holders(request)).containsExactly("ana");
        Git git = Git.clone(url(company.ana()), folder.resolve("clone"), "-b", request.sourceBranch());
        git.write(page(), "# Timetables\n\nThe web wins, with a poster.\n").commit("Keep a poster");
        String said = git.attempt("push", "origin", request.sourceBranch()).out();
        assertThat(said).contains("View merge request for " + request.sourceBranch(), request.path());
        MergeRequest after = requests.get(request.id());
        assertThat(after.head()).isEqualTo(git.run("rev-parse", "HEAD")).isNotEqualTo(request.head());
        assertThat(approvals.of(request.id())).isEmpty();
        assertThat(versions.of(request.id())).hasSize(2);
        assertThat(holders(request)).containsExactly("kei");
        assertThat(lastEvent(after.header()).sentence())
                .isEqualTo("pushed 1 commit to " + request.sourceBranch() + "; one approval no longer holds");
        outbox.drain();
        git.run("fetch", "-q", "origin", "refs/merge-requests/" + request.iid() + "/head");
        assertThat(git.run("rev-parse", "FETCH_HEAD")).isEqualTo(after.head());
    }

    @Test
    void a_push_says_where_to_propose_it_and_an_option_proposes_it(@TempDir Path folder) {
        Git git = Git.clone(url(company.kei()), folder.resolve("clone"));
        git.run("checkout", "-q", "-b", "posters-" + count);
        git.write("posters-" + count + ".md", "# Posters\n").commit("Write about posters");
        assertThat(git.attempt("push", "origin", "posters-" + count).out())
                .contains("To create a merge request for posters-" + count + ", visit:");
        git.write("posters-" + count + ".md", "# Posters\n\nAt every quay.\n").commit("Say where");
        git.run("push", "-o", "merge_request.create", "-o", "merge_request.title=Draft: Posters",
                "-o", "merge_request.description=Closes " + issue.reference(), "origin", "posters-" + count);
        MergeRequest request = requests.openFrom(handbook.id(), "posters-" + count).getFirst();
        assertThat(request.title()).isEqualTo("Posters");
        assertThat(request.draft()).isTrue();
        assertThat(request.header().author().username()).isEqualTo("kei");
        assertThat(closing.of(company.kei(), request)).extracting(Issuable::id).containsExactly(issue.id());
    }

    @Test
    void options_of_a_push_steer_its_merge_request_and_say_what_was_not_done(@TempDir Path folder) {
        Git git = Git.clone(url(company.kei()), folder.resolve("clone"));
        git.run("checkout", "-q", "-b", "flyers-" + count);
        git.write("flyers-" + count + ".md", "# Flyers\n").commit("Write about flyers");
        var said = git.attempt("push", "-o", "merge_request.create", "-o", "merge_request.label=paper", "-o", "merge_request.label=print",
                "-o", "merge_request.assign=kei", "-o", "merge_request.remove_source_branch", "-o", "merge_request.milestone=Never", "origin", "flyers-" + count).out();
        assertThat(said).contains("View merge request for flyers-" + count, "merge_request.milestone=Never was not done");
        MergeRequest request = requests.openFrom(handbook.id(), "flyers-" + count).getFirst();
        var api = browser.program(company.kei()).get("/api/v4/projects/" + handbook.id() + "/merge_requests/" + request.iid()).json();
        assertThat(api.get("labels").toString()).isEqualTo("[\"paper\",\"print\"]");
        assertThat(api.get("assignees").get(0).get("username").asString()).isEqualTo("kei");
        assertThat(api.get("force_remove_source_branch").asBoolean()).isTrue();
        git.write("flyers-" + count + ".md", "# Flyers\n\nNone.\n").commit("Change flyers");
        git.run("push", "-q", "-o", "merge_request.unlabel=paper", "-o", "merge_request.title=No flyers", "-o", "merge_request.draft", "origin", "flyers-" + count);
        MergeRequest after = requests.get(request.id());
        assertThat(after.title()).isEqualTo("No flyers");
        assertThat(after.draft()).isTrue();
        git.run("checkout", "-q", "--orphan", "alone-" + count);
        git.run("rm", "-q", "-rf", ".");
        git.write("alone.md", "Alone\n").commit("Alone");
        assertThat(git.attempt("push", "-o", "merge_request.create", "origin", "alone-" + count).out()).contains("No merge request was opened for alone-" + count);
    }

    @Test
    void a_head_pushed_into_the_target_is_merged_and_its_issues_close(@TempDir Path folder) {
        MergeRequest request = proposed(Proposal.ready(branch(), "main", "Give up paper", "Closes " + issue.reference()));
        Git git = Git.clone(url(company.ana()), folder.resolve("clone"));
        git.run("merge", "-q", "--no-ff", "origin/" + request.sourceBranch());
        git.run("push", "origin", "main");
        outbox.drain();
        MergeRequest merged = requests.get(request.id());
        assertThat(merged.merged()).isTrue();
        assertThat(merged.mergeCommit()).isEqualTo(git.run("rev-parse", "HEAD"));
        assertThat(threads.get(issue.id()).open()).isFalse();
    }

    @Test
    void a_commit_on_the_default_branch_closes_what_it_names() {
        edits.commit(company.ana(), handbook, "main", null, "Say it at last\n\nCloses " + issue.reference(), List.of(
                Edits.Action.update(page(), "# Timetables\n\nSaid.\n")), null);
        outbox.drain();
        assertThat(threads.get(issue.id()).open()).isFalse();
    }

    @Test
    void a_conflict_is_named_and_nothing_changes() {
        MergeRequest request = proposed(Proposal.ready(branch(), "main", "Give up paper", "Closes " + issue.reference()));
        String main = edits.commit(company.ana(), handbook, "main", null, "Say otherwise", List.of(
                Edits.Action.update(page(), "# Timetables\n\nNobody wins.\n")), null);
        assertThatThrownBy(() -> merges.merge(company.ana(), request, MergeRequestMerges.How.usual()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Both branches changed " + page());
        assertThat(requests.get(request.id()).open()).isTrue();
        assertThat(threads.get(issue.id()).open()).isTrue();
        assertThat(files.find(handbook.id(), "main", page()).orElseThrow().commit()).isEqualTo(main);
    }

    @Test
    void two_open_ones_between_the_same_branches_are_refused_and_named() {
        MergeRequest request = proposed(Proposal.ready(branch(), "main", "Give up paper", ""));
        assertThatThrownBy(() -> requests.propose(company.kei(), handbook, Proposal.ready(branch(), "main", "Again", "")))
                .isInstanceOf(Problem.class)
                .hasMessage("Another open merge request already exists for this source branch: " + request.reference());
    }

    @Test
    void a_revert_is_one_click_a_draft_and_linked_both_ways() {
        MergeRequest request = proposed(Proposal.ready(branch(), "main", "Give up paper", ""));
        MergeRequest merged = merges.merge(company.ana(), request, MergeRequestMerges.How.usual());
        MergeRequest revert = reverts.revert(company.kei(), merged);
        assertThat(reverts.revert(company.mia(), merged).id()).as("a second click").isEqualTo(revert.id());
        assertThat(revert.draft()).isTrue();
        assertThat(files.find(handbook.id(), revert.head(), page()).orElseThrow().text()).contains("Paper wins.");
        assertThat(reverts.of(company.ana(), merged)).singleElement().satisfies(link -> {
            assertThat(link.outgoing()).isFalse();
            assertThat(link.other().id()).isEqualTo(revert.id());
        });
        MergeRequest back = merges.merge(company.kei(), requests.ready(company.kei(), revert), MergeRequestMerges.How.usual());
        assertThat(text("main")).contains("Paper wins.");
        MergeRequest again = merges.merge(
                company.ana(), requests.ready(company.ana(), reverts.revert(company.ana(), back)), MergeRequestMerges.How.usual());
        assertThat(text("main")).as("the revert taken back").doesNotContain("Paper wins.");
        MergeRequest second = reverts.revert(company.mia(), merged);
        assertThat(second.id()).as("what stands again can be taken back again").isNotIn(revert.id(), again.id());
        merges.merge(company.mia(), requests.ready(company.mia(), second), MergeRequestMerges.How.usual());
        assertThat(text("main")).contains("Paper wins.");
    }

    @Test
    void of_two_who_merge_at_once_one_merges_and_the_other_is_told() throws Exception {
        for (int race = 0; race < 20; race++) {
            count++;
            edits.commit(company.ana(), handbook, "main", null, "Write a page", List.of(
                    Edits.Action.create(page(), "# Timetables\n\nPaper wins.\n")), null);
            MergeRequest request = proposed(Proposal.ready(branch(), "main", "Give up paper", "Closes " + issue.reference()));
            List<String> outcomes = atOnce(
                    () -> attempt(company.ana(), request), () -> attempt(company.ravi(), request), () -> attempt(company.ana(), request));
            assertThat(outcomes).filteredOn("merged"::equals).hasSize(1);
            assertThat(outcomes).filteredOn(said -> said.contains("merged it already")).hasSize(2);
            assertThat(events(request, "merged")).hasSize(1);
        }
        outbox.drain();
    }

    @Test
    void different_ones_merged_into_one_branch_at_once_all_merge() throws Exception {
        List<Callable<String>> deeds = new ArrayList<>();
        List<MergeRequest> all = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            count++;
            edits.commit(company.ana(), handbook, "main", null, "Write a page", List.of(
                    Edits.Action.create(page(), "# Timetables\n\nPaper wins.\n")), null);
            MergeRequest request = proposed(Proposal.ready(branch(), "main", "Give up paper", "Closes " + issue.reference()));
            all.add(request);
            deeds.add(() -> attempt(company.ana(), request));
        }
        assertThat(atOnce(deeds.toArray(Callable[]::new))).containsOnly("merged");
        assertThat(all).allSatisfy(request -> assertThat(requests.get(request.id()).merged()).isTrue());
    }

    private String attempt(Actor actor, MergeRequest request) {
        try {
            merges.merge(actor, request, MergeRequestMerges.How.usual());
            return "merged";
        } catch (Problem told) {
            return told.message();
        }
    }

    @SafeVarargs
    private static List<String> atOnce(Callable<String>... deeds) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> said = new ArrayList<>();
            for (Future<String> outcome : threads.invokeAll(List.of(deeds))) {
                said.add(outcome.get());
            }
            return said;
        }
    }

    private MergeRequest proposed(Proposal proposal) {
        edits.commit(company.ana(), handbook, proposal.sourceBranch(), "main", "Give up paper", List.of(
                Edits.Action.update(page(), "# Timetables\n\nThe web wins.\n")), null);
        return requests.propose(company.ana(), handbook, proposal);
    }

    private Ask ask(MergeRequest request) {
        List<Person> both = List.of(Cast.person(company.kei()), Cast.person(company.mia()));
        return asks.ask(company.ana(), request.header(), new Asks.Question(
                Ask.Kind.FEEDBACK, "Shall we give up paper?", both, null, "merge", ""), null);
    }

    private void refused(MergeRequest request, String... why) {
        assertThatThrownBy(() -> merges.merge(company.ana(), request, MergeRequestMerges.How.usual()))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll(why);
        assertThat(requests.get(request.id()).open()).isTrue();
    }

    private List<String> holders(MergeRequest request) {
        return turns.on(List.of(request.id())).stream().map(Turn::holder).map(Holder::handle).toList();
    }

    private List<Event> events(MergeRequest request, String action) {
        return comments.of(request.header()).stream()
                .filter(note -> note instanceof Event event && event.action().equals(action))
                .map(Event.class::cast)
                .toList();
    }

    private Event lastEvent(Issuable issuable) {
        return (Event) comments.of(issuable).getLast();
    }

    private String text(String revision) {
        return files.find(handbook.id(), revision, page()).orElseThrow().text();
    }

    private String page() {
        return "timetables-" + count + ".md";
    }

    private String branch() {
        return "no-print-" + count;
    }

    private String url(Actor actor) {
        String token = tokens.create(actor.id(), "git", List.of("write_repository"), null).text();
        return "http://git:" + token + "@localhost:" + port + "/" + handbook.fullPath() + ".git";
    }
}
