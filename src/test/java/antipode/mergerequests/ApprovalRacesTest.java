package antipode.mergerequests;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.git.Housekeeping;
import antipode.projects.Merging;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.repositories.Commits;
import antipode.repositories.Edits;
import antipode.testing.Cast;
import antipode.threads.Comments;
import antipode.threads.Event;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ana pushes and merges while Kei approves and while Kei's rights are taken away, all at once and again and again.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalRacesTest {

    private final Cast cast;
    private final Edits edits;
    private final Commits commits;
    private final MergeRequests requests;
    private final Approvals approvals;
    private final MergeRequestMerges merges;
    private final Comments comments;
    private final Projects projects;
    private final ProjectMembers members;
    private final Outbox outbox;
    private final Housekeeping housekeeping;
    private final JdbcClient jdbc;
    private final Random random = new Random(11);
    private final AtomicInteger count = new AtomicInteger();
    private Cast.Company company;
    private Project project;

    ApprovalRacesTest(
            Cast cast, Edits edits, Commits commits, MergeRequests requests, Approvals approvals, MergeRequestMerges merges,
            Comments comments, Projects projects, ProjectMembers members, Outbox outbox, Housekeeping housekeeping,
            JdbcClient jdbc) {
        this.cast = cast;
        this.edits = edits;
        this.commits = commits;
        this.requests = requests;
        this.approvals = approvals;
        this.merges = merges;
        this.comments = comments;
        this.projects = projects;
        this.members = members;
        this.outbox = outbox;
        this.housekeeping = housekeeping;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void aProjectThatAsksForAnApproval() {
        company = cast.arrive();
        project = cast.project(company.ana(), company.team(), "races", Visibility.INTERNAL);
        members.add(project, Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
        edits.commit(company.ana(), project, "main", null, "Begin", List.of(Edits.Action.create("README.md", "Races\n")), null);
        project = projects.describe(project, project.name(), "", project.visibility(), "main", 1, false);
        project = projects.mergeBy(project, new Merging(Merging.Method.MERGE, Merging.Squash.DEFAULT_OFF, false, false));
    }

    @Test
    void nothing_merges_that_nobody_approved_and_nothing_twice() throws Exception {
        race(30);
    }

    @Test
    @Tag("long")
    void nothing_merges_that_nobody_approved_in_a_thousand_races() throws Exception {
        race(1_000);
    }

    private void race(int times) throws Exception {
        int merged = 0;
        for (int number = 0; number < times; number++) {
            merged += once() ? 1 : 0;
            if (number % 50 == 0) {
                // As it happens in the background of a server.
                outbox.drain();
                housekeeping.tidy();
            }
        }
        outbox.drain();
        assertThat(merged).as("some of them merge").isPositive();
    }

    private record Attempt(boolean merged, long begun, String said) {}

    private boolean once() throws Exception {
        String branch = "race-" + count.incrementAndGet();
        edits.commit(company.ana(), project, branch, "main", "Propose", List.of(Edits.Action.create(branch + ".md", "One\n")), null);
        MergeRequest request = requests.propose(company.ana(), project, Proposal.ready(branch, "main", branch, ""));
        boolean before = random.nextBoolean();
        if (before) {
            approvals.approve(company.kei(), request, request.head());
        }
        long[] dropped = {Long.MAX_VALUE};
        List<Callable<Attempt>> deeds = new ArrayList<>();
        deeds.add(() -> merge(request));
        deeds.add(() -> merge(request));
        deeds.add(() -> attempt(() -> edits.commit(company.ana(), project, branch, null, "Push", List.of(
                Edits.Action.update(branch + ".md", "Two\n")), null)));
        deeds.add(() -> attempt(() -> approvals.approve(company.kei(), request, request.head())));
        boolean drop = random.nextInt(3) == 0;
        if (drop) {
            deeds.add(() -> {
                members.change(project, Role.OWNER, company.kei().id(), Role.REPORTER, null);
                dropped[0] = System.nanoTime();
                return new Attempt(false, 0, "");
            });
        }
        java.util.Collections.shuffle(deeds, random);
        List<Attempt> done = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(deeds)) {
                done.add(each.get());
            }
        }
        if (drop) {
            members.change(project, Role.OWNER, company.kei().id(), Role.DEVELOPER, null);
        }
        MergeRequest after = requests.get(request.id());
        List<String> said = done.stream().map(Attempt::said).toList();
        long merges = done.stream().filter(Attempt::merged).count();
        List<Event> events = comments.of(after.header()).stream()
                .filter(note -> note instanceof Event event && event.action().equals("merged"))
                .map(Event.class::cast)
                .toList();
        assertThat(merges).as(said.toString()).isLessThanOrEqualTo(1);
        assertThat(events).hasSize((int) merges);
        if (after.merged()) {
            long winner = done.stream().filter(Attempt::merged).mapToLong(Attempt::begun).sum();
            assertThat(dropped[0]).as("Kei could still approve when the merge began").isGreaterThan(winner);
            List<String> parents = commits.find(project.id(), after.mergeCommit()).orElseThrow().parents();
            assertThat(parents.get(1)).as("what was approved is what merged").isEqualTo(after.head()).isEqualTo(request.head());
            assertThat(jdbc.sql("select count(*) from approval where merge_request_id = :id and head = :head and member_id = :kei")
                            .param("id", after.id()).param("head", parents.get(1)).param("kei", company.kei().id())
                            .query(Integer.class).single())
                    .as("it was approved").isEqualTo(1);
        }
        return after.merged();
    }

    private Attempt merge(MergeRequest request) {
        long begun = System.nanoTime();
        try {
            merges.merge(company.ana(), request, MergeRequestMerges.How.usual());
            return new Attempt(true, begun, "merged");
        } catch (Problem told) {
            return new Attempt(false, begun, told.message());
        }
    }

    private static Attempt attempt(Runnable deed) {
        try {
            deed.run();
            return new Attempt(false, 0, "done");
        } catch (Problem told) {
            return new Attempt(false, 0, told.message());
        }
    }
}
