package antipode.mergerequests;

import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.database.Outbox;
import antipode.markdown.Closing;
import antipode.markdown.Marker;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.repositories.Branches;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.repositories.Merges;
import antipode.threads.Citations;
import antipode.threads.ClosingRule;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Resolutions;
import antipode.threads.Threads;
import antipode.web.Problem;
import antipode.web.Times;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Merges, and takes back what was merged.
@Component
public class MergeRequestMerges {

    private static final int MOST_COMMITS = 10_000;
    private static final int TRIES = 5;

    private final JdbcClient jdbc;
    private final MergeRequests requests;
    private final MergeRequestReviews reviews;
    private final Resolutions resolutions;
    private final Threads threads;
    private final Citations citations;
    private final Events events;
    private final Asks asks;
    private final Access access;
    private final Projects projects;
    private final Branches branches;
    private final Commits commits;
    private final Merges merges;
    private final Outbox outbox;
    private final List<ClosingRule> rules;
    private final Clock clock;

    MergeRequestMerges(
            JdbcClient jdbc,
            MergeRequests requests,
            MergeRequestReviews reviews,
            Resolutions resolutions,
            Threads threads,
            Citations citations,
            Events events,
            Asks asks,
            Access access,
            Projects projects,
            Branches branches,
            Commits commits,
            Merges merges,
            Outbox outbox,
            List<ClosingRule> rules,
            Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.reviews = reviews;
        this.resolutions = resolutions;
        this.threads = threads;
        this.citations = citations;
        this.events = events;
        this.asks = asks;
        this.access = access;
        this.projects = projects;
        this.branches = branches;
        this.commits = commits;
        this.merges = merges;
        this.outbox = outbox;
        this.rules = rules;
        this.clock = clock;
    }

    /// How to merge.
    ///
    /// @param sha     the head that was looked at; if another stands, nothing is merged
    /// @param message what the merge commit says; the usual if nothing
    /// @param because why it merges, where it isn't a person's own click
    /// @param removes whether its branch goes afterwards; what the merge request says if nothing
    public record How(
            @Nullable String sha, @Nullable String message, boolean squash, @Nullable String because, @Nullable Boolean removes) {

        public static How usual() {
            return of(null, null);
        }

        static How of(@Nullable String sha, @Nullable String because) {
            return new How(sha, null, false, because, null);
        }
    }

    /// Whether it may merge now, and by whom: with a rehearsal of the merge itself where it is open.
    public Standing standing(Actor actor, MergeRequest request, Project project) {
        boolean targetThere = !request.open() || branches.find(project.id(), request.targetBranch()).isPresent();
        List<String> conflicts = List.of();
        if (request.open()
                && targetThere
                && merges.rehearse(project.id(), request.head(), request.targetBranch())
                        instanceof Merges.Conflicting conflicting) {
            conflicts = conflicting.paths();
        }
        return new Standing(
                request,
                reviews.reviewers(request.id()),
                reviews.approvals(request.id()),
                project.approvalsRequired(),
                actor,
                access.level(actor, project),
                conflicts,
                targetThere,
                asks.of(request.header()).stream()
                        .filter(Ask::open)
                        .filter(ask -> ask.asked().stream().anyMatch(Ask.Asked::silent))
                        .map(Ask::takesEffectAt)
                        .toList(),
                reviews.reviews(request.id()),
                resolutions.unresolved(List.of(request.id())).getOrDefault(request.id(), 0),
                project.mustResolve(),
                clock.instant());
    }

    /// Merges it, if it may be; or says what is in the way and changes nothing. Of two who merge at once, the second is told
    /// that it is merged already.
    @Transactional
    public MergeRequest merge(Actor actor, MergeRequest seen, How how) {
        MergeRequest request = requests.lock(seen.id());
        Project project = projects.unrestricted(request.header().projectId()).orElseThrow();
        if (request.merged()) {
            String who = request.mergedBy() == null ? "It" : request.mergedBy().name() + " merged it already; it";
            throw new Problem(405, who + " is in " + request.targetBranch() + " already.");
        }
        if (how.sha() != null && !how.sha().equals(request.head())) {
            throw Problem.conflict("SHA does not match HEAD of source branch: " + request.head());
        }
        List<Issuable> closed = lockInOrder(closes(actor, request));
        // Two merges into one branch take turns, so that neither has to be made twice.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:branch, 0))")
                .param("branch", "merge into " + project.id() + ":" + request.targetBranch())
                .query(row -> {});
        check(standing(actor, request, project), actor);
        Landed landed = land(actor, project, request, message(request, closed, how), how.squash());
        record(project, request, landed);
        jdbc.sql("update merge_request set merged_at = :now, merged_by = :by, merge_commit = :commit where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("by", actor.id())
                .param("commit", landed.commit())
                .param("id", request.id())
                .update();
        Map<String, String> detail = Map.of("commit", landed.commit(), "branch", request.targetBranch());
        threads.end(actor, request.header(), Issuable.State.MERGED, how.because(), detail);
        close(actor, request, closed);
        if (how.removes() == null ? request.removesSource() : how.removes()) {
            outbox.put(MergedBranches.NAME, "merge request " + request.id(), new MergedBranches.Merged(
                    request.id(), actor.id(), actor.tokenId()));
        }
        return requests.get(request.id());
    }

    private void check(Standing standing, Actor actor) {
        Times times = new Times(standing.now(), actor.require().zone());
        if (!standing.request().open() || standing.request().draft()) {
            throw new Problem(405, standing.whyNotYet(times).getFirst());
        }
        standing.mayNot().ifPresent(why -> {
            throw Problem.refused(why);
        });
        List<String> unmergeable = standing.unmergeable();
        if (!unmergeable.isEmpty()) {
            throw new Problem(422, unmergeable.getFirst());
        }
        List<String> closed = standing.doorClosed(times);
        if (!closed.isEmpty()) {
            throw new Problem(405, String.join(" ", closed));
        }
    }

    /// What the target was and what it has become.
    private record Landed(String before, String commit) {}

    private Landed land(Actor actor, Project project, MergeRequest request, String message, boolean squash) {
        for (int tries = 1; ; tries++) {
            String before = branches.find(project.id(), request.targetBranch()).orElseThrow().commit().id();
            try {
                Merges.Outcome outcome = merges.merge(
                        actor, project, request.head(), request.targetBranch(), message,
                        squash ? Merges.How.SQUASH : Merges.How.COMMIT, before);
                return switch (outcome) {
                    case Merges.Merged merged -> new Landed(before, merged.commit());
                    case Merges.Conflicting conflicting ->
                        throw new Problem(422, "Both branches changed " + String.join(", ", conflicting.paths()) + ".");
                };
            } catch (Problem problem) {
                // Somebody pushed to the target meanwhile: a refused move has written nothing, so it is made again.
                if (problem.status() != 409 || tries == TRIES) {
                    throw problem;
                }
            }
        }
    }

    private static String message(MergeRequest request, List<Issuable> closed, How how) {
        if (how.message() != null && !how.message().isBlank()) {
            return how.message();
        }
        StringBuilder message = new StringBuilder(how.squash()
                ? request.title()
                : "Merge branch '" + request.sourceBranch() + "' into '" + request.targetBranch() + "'\n\n" + request.title());
        if (!closed.isEmpty()) {
            message.append("\n\nCloses ");
            message.append(String.join(", ", closed.stream()
                    .map(issue -> issue.projectId() == request.header().projectId()
                            ? issue.reference()
                            : issue.fullReference())
                    .toList()));
        }
        return message.append("\n\nSee merge request ").append(request.header().fullReference()).toString();
    }

    /// Which commits it brought: what blame tells from then on. A commit that another one brought before stays with that.
    private void record(Project project, MergeRequest request, Landed landed) {
        List<String> brought = new ArrayList<>(commits.between(project.id(), landed.before(), request.head(), MOST_COMMITS)
                .stream()
                .map(Commit::id)
                .toList());
        if (!landed.commit().equals(landed.before())) {
            brought.add(landed.commit());
        }
        remember(project.id(), request.id(), brought);
    }

    void remember(long project, long request, List<String> shas) {
        jdbc.sql("""
                        insert into merge_request_commit (project_id, sha, merge_request_id)
                        select :project, sha, :request from unnest(:shas) sha on conflict do nothing""")
                .param("project", project)
                .param("request", request)
                .param("shas", shas.toArray(String[]::new))
                .update();
    }

    /// Marks it merged, since a push brought its head into the target by another way.
    @Transactional
    void arrived(Actor actor, long id, String before, String after) {
        MergeRequest request = requests.lock(id);
        long project = request.header().projectId();
        if (!request.open() || !commits.reaches(project, after, request.head())) {
            return;
        }
        List<Commit> brought = commits.between(project, before, after, MOST_COMMITS);
        List<String> own = commits.between(project, before, request.head(), MOST_COMMITS).stream().map(Commit::id).toList();
        Optional<String> merge = brought.stream()
                .filter(commit -> commit.parents().size() == 2 && commit.parents().get(1).equals(request.head()))
                .map(Commit::id)
                .findFirst();
        // One commit that went straight in can be taken back by itself; several cannot.
        String commit = merge.orElse(own.size() == 1 ? request.head() : null);
        List<String> shas = new ArrayList<>(own);
        merge.ifPresent(shas::add);
        remember(project, id, shas);
        jdbc.sql("update merge_request set merged_at = :now, merged_by = :by, merge_commit = :commit where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("by", actor.idOrNull(), Types.BIGINT)
                .param("commit", commit, Types.VARCHAR)
                .param("id", id)
                .update();
        List<Issuable> closed = lockInOrder(closes(actor, request));
        threads.end(
                actor, request.header(), Issuable.State.MERGED, "a push brought it into " + request.targetBranch(),
                Map.of("commit", commit == null ? request.head() : commit, "branch", request.targetBranch()));
        close(actor, request, closed);
    }

    /// The open issues that its description or its commits say it closes, as far as the actor may see them.
    public List<Issuable> closes(Actor actor, MergeRequest request) {
        StringBuilder said = new StringBuilder(request.header().description());
        requests.commits(request, 100).forEach(commit -> said.append("\n\n").append(commit.message()));
        return named(actor, request.header().projectPath(), said.toString());
    }

    /// The issues that a text says it closes.
    List<Issuable> named(Actor actor, String projectPath, String text) {
        Map<Long, Issuable> found = new LinkedHashMap<>();
        for (Marker marker : Closing.issues(text)) {
            String path = marker.project() == null ? projectPath : marker.project();
            projects.visibleTo(actor).find(path).flatMap(project -> issue(actor, project, marker.number()))
                    .filter(Issuable::open)
                    .ifPresent(issue -> found.put(issue.id(), issue));
        }
        return List.copyOf(found.values());
    }

    private Optional<Issuable> issue(Actor actor, Project project, long iid) {
        try {
            return Optional.of(threads.find(actor, project, Issuable.Kind.ISSUE, iid));
        } catch (Problem missing) {
            return Optional.empty();
        }
    }

    List<Issuable> lockInOrder(List<Issuable> issues) {
        return issues.stream().sorted(Comparator.comparingLong(Issuable::id)).map(issue -> threads.lock(issue.id())).toList();
    }

    private void close(Actor actor, MergeRequest request, List<Issuable> issues) {
        for (Issuable issue : issues) {
            String name = issue.projectId() == request.header().projectId()
                    ? request.reference()
                    : request.header().fullReference();
            close(actor, issue, name + " was merged");
        }
    }

    /// Closes an issue that is locked, if the actor may.
    void close(Actor actor, Issuable issue, String because) {
        if (!issue.isOf(actor) && !access.level(actor, issue.projectId()).atLeast(Role.REPORTER)) {
            return;
        }
        String why = rules.stream().map(rule -> rule.whyNotClosed(issue)).filter(Objects::nonNull).findFirst().orElse(null);
        if (why != null) {
            events.append(actor, issue, "not closed", Map.of("when", because, "why", why));
        } else {
            threads.end(actor, issue, Issuable.State.CLOSED, because, Map.of());
        }
    }

    /// Prepares to take back what was merged: a branch with the reverting commit and a draft that proposes it. If one is open
    /// already, it is that one.
    @Transactional
    public MergeRequest revert(Actor actor, MergeRequest seen) {
        MergeRequest request = requests.lock(seen.id());
        Project project = projects.unrestricted(request.header().projectId()).orElseThrow();
        access.require(actor, project, Role.DEVELOPER);
        if (!request.merged()) {
            throw Problem.conflict("It isn’t merged, so there is nothing to take back. Close it instead.");
        }
        if (request.mergeCommit() == null) {
            throw Problem.conflict("It came in by a push of several commits. Take these back by git.");
        }
        Optional<MergeRequest> open = openRevert(actor, request);
        if (open.isPresent()) {
            return open.get();
        }
        String branch = freeBranch(project, "revert-" + request.iid());
        Merges.Outcome outcome =
                merges.revert(actor, project, request.mergeCommit(), branch, request.targetBranch(), revertMessage(request));
        if (outcome instanceof Merges.Conflicting conflicting) {
            throw new Problem(422, "It can’t be taken back by itself any more: "
                    + String.join(", ", conflicting.paths()) + " changed since. Edit by hand.");
        }
        MergeRequest revert = requests.propose(actor, project, Proposal.draft(
                branch,
                request.targetBranch(),
                "Revert “" + shortened(request.title()) + "”",
                "This takes back " + request.reference() + "."));
        long note = events.append(actor, request.header(), "reverted", Map.of("in", revert.reference()));
        citations.reverts(revert.id(), request.id(), note);
        return revert;
    }

    private static String revertMessage(MergeRequest request) {
        return "Revert \"" + request.title() + "\"\n\nThis reverts merge request " + request.header().fullReference() + ".\n";
    }

    private Optional<MergeRequest> openRevert(Actor actor, MergeRequest request) {
        return reverts(actor, request).stream()
                .filter(link -> !link.outgoing() && link.other().open())
                .map(link -> requests.get(link.other().id()))
                .findFirst();
    }

    /// What takes this back, and what this takes back.
    public List<Citations.Link> reverts(Actor actor, MergeRequest request) {
        return citations.of(actor, request.id()).stream()
                .filter(link -> link.kind().equals("reverts"))
                .toList();
    }

    private String freeBranch(Project project, String wished) {
        Set<String> taken = new java.util.HashSet<>();
        branches.list(project.id()).forEach(branch -> taken.add(branch.name()));
        String name = wished;
        for (int number = 2; taken.contains(name); number++) {
            name = wished + "-" + number;
        }
        return name;
    }

    private static String shortened(String title) {
        return title.length() <= 200 ? title : title.substring(0, 199) + "…";
    }
}
