package antipode.mergerequests;

import antipode.database.Outbox;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.repositories.Branches;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.repositories.Merges;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Problem;
import antipode.web.Times;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Merges.
@Component
public class MergeRequestMerges {

    private static final int MOST_COMMITS = 10_000;
    private static final int MOST_TRAILERS = 100;
    private static final int TRIES = 5;

    private final JdbcClient jdbc;
    private final MergeRequests requests;
    private final MergeRequestVersions versions;
    private final BroughtCommits brought;
    private final Standings standings;
    private final ClosedIssues closing;
    private final Threads threads;
    private final Members members;
    private final Projects projects;
    private final Branches branches;
    private final Commits commits;
    private final Merges merges;
    private final Outbox outbox;
    private final Clock clock;

    MergeRequestMerges(
            JdbcClient jdbc,
            MergeRequests requests,
            MergeRequestVersions versions,
            BroughtCommits brought,
            Standings standings,
            ClosedIssues closing,
            Threads threads,
            Members members,
            Projects projects,
            Branches branches,
            Commits commits,
            Merges merges,
            Outbox outbox,
            Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.versions = versions;
        this.brought = brought;
        this.standings = standings;
        this.closing = closing;
        this.threads = threads;
        this.members = members;
        this.projects = projects;
        this.branches = branches;
        this.commits = commits;
        this.merges = merges;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// How to merge.
    ///
    /// @param sha     the head that was looked at; if another stands, nothing is merged
    /// @param message what the commit says; the usual if nothing
    /// @param squash  whether all becomes one commit; what the merge request or the project says if nothing
    /// @param because why it merges, where it isn't a person's own click
    /// @param removes whether its branch goes afterwards; what the merge request or the project says if nothing
    /// @param early   why a maintainer doesn't wait for the window of a one-way door to end; empty if they do
    public record How(
            @Nullable String sha,
            @Nullable String message,
            @Nullable Boolean squash,
            @Nullable String because,
            @Nullable Boolean removes,
            String early) {

        public static How usual() {
            return of(null, null);
        }

        static How of(@Nullable String sha, @Nullable String because) {
            return new How(sha, null, null, because, null, "");
        }
    }

    /// Whether it may merge now, and by whom.
    public Standing standing(Actor actor, MergeRequest request, Project project) {
        return standings.of(actor, request, project);
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
        List<Issuable> closed = closing.lockInOrder(closing.of(actor, request));
        // Two merges into one branch take turns, so that neither has to be made twice.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:branch, 0))")
                .param("branch", "merge into " + project.id() + ":" + request.targetBranch())
                .query(row -> {});
        boolean squash = project.merging().squash().applies(how.squash() == null ? request.squash() : how.squash());
        check(standing(actor, request, project), actor, squash, how.early());
        Landed landed = land(actor, project, request, message(request, closed, how.message(), squash), squash);
        record(project, request, landed);
        jdbc.sql("""
                        update merge_request set merged_at = :now, merged_by = :by, merge_commit = :commit, squashed = :squashed,
                            landed_from = :before
                        where id = :id""")
                .param("now", Timestamp.from(clock.instant()))
                .param("by", actor.id())
                .param("commit", landed.commit())
                .param("squashed", squash)
                .param("before", landed.before())
                .param("id", request.id())
                .update();
        jdbc.sql("delete from auto_merge where merge_request_id = :id").param("id", request.id()).update();
        String because = how.early().isEmpty() ? how.because() : "it could not wait for the end of its window: “" + how.early().strip() + "”";
        Map<String, String> detail = Map.of("commit", landed.commit(), "branch", request.targetBranch());
        threads.end(actor, request.header(), Issuable.State.MERGED, because, detail);
        closing.close(actor, request, closed);
        if (how.removes() == null ? request.removesSource() || project.merging().removesSource() : how.removes()) {
            outbox.put(MergedBranches.NAME, "merge request " + request.id(), new MergedBranches.Merged(
                    request.id(), actor.id(), actor.tokenId()));
        }
        return requests.get(request.id());
    }

    private static void check(Standing standing, Actor actor, boolean squash, String early) {
        Times times = new Times(standing.now(), actor.require().zone());
        if (!standing.request().open() || standing.request().draft()) {
            throw new Problem(405, standing.whyNotYet(times).getFirst());
        }
        standing.mayNot().ifPresent(why -> {
            throw Problem.refused(why);
        });
        // One new commit needs no straight line.
        boolean onlyBehind = squash && standing.conflicts().isEmpty() && standing.targetThere();
        List<String> unmergeable = onlyBehind ? List.of() : standing.unmergeable();
        if (!unmergeable.isEmpty()) {
            throw new Problem(422, unmergeable.getFirst());
        }
        List<String> closed = standing.doorClosed(times);
        if (!closed.isEmpty() && (early.isBlank() || !standing.mayMergeEarly())) {
            throw new Problem(405, String.join(" ", closed));
        }
    }

    /// What the target was and what it has become.
    private record Landed(String before, String commit) {}

    private Landed land(Actor actor, Project project, MergeRequest request, String message, boolean squash) {
        Merges.How how = squash ? Merges.How.SQUASH : switch (project.merging().method()) {
            case MERGE -> Merges.How.COMMIT;
            case REBASE_MERGE -> Merges.How.LINEAR;
            case FF -> Merges.How.FAST_FORWARD;
        };
        Member author = members.find(request.header().author().id()).orElse(null);
        for (int tries = 1; ; tries++) {
            String before = branches.find(project.id(), request.targetBranch()).orElseThrow().commit().id();
            try {
                Merges.Outcome outcome =
                        merges.merge(actor, author, project, request.head(), request.targetBranch(), message, how, before);
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

    /// What the commit says if nobody says otherwise.
    public String message(MergeRequest request, List<Issuable> closed, @Nullable String wished, boolean squash) {
        if (wished != null && !wished.isBlank()) {
            return wished.strip() + (squash ? trailers(request) : "");
        }
        StringBuilder message = new StringBuilder(squash
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
        return message.append("\n\nSee merge request ").append(request.header().fullReference())
                .append(squash ? trailers(request) : "").toString();
    }

    /// Whoever else wrote a commit of it, in git's form.
    private String trailers(MergeRequest request) {
        String author = members.find(request.header().author().id()).map(Member::email).orElse("");
        Set<String> others = new LinkedHashSet<>();
        for (Commit commit : versions.commits(request, MOST_TRAILERS)) {
            if (!commit.author().email().equalsIgnoreCase(author)) {
                others.add("Co-authored-by: " + commit.author().name() + " <" + commit.author().email() + ">");
            }
        }
        return others.isEmpty() ? "" : "\n\n" + String.join("\n", others);
    }

    private void record(Project project, MergeRequest request, Landed landed) {
        List<String> shas = new ArrayList<>(commits.between(project.id(), landed.before(), request.head(), MOST_COMMITS)
                .stream()
                .map(Commit::id)
                .toList());
        if (!landed.commit().equals(landed.before())) {
            shas.add(landed.commit());
        }
        brought.keep(project.id(), request.id(), shas);
    }

    /// Marks it merged, since a push brought its head into the target by another way.
    @Transactional
    void arrived(Actor actor, long id, String before, String after) {
        MergeRequest request = requests.lock(id);
        long project = request.header().projectId();
        if (!request.open() || !commits.reaches(project, after, request.head())) {
            return;
        }
        List<Commit> came = commits.between(project, before, after, MOST_COMMITS);
        List<String> own = commits.between(project, before, request.head(), MOST_COMMITS).stream().map(Commit::id).toList();
        Optional<Commit> merge = came.stream()
                .filter(commit -> commit.parents().size() == 2 && commit.parents().get(1).equals(request.head()))
                .findFirst();
        // One commit that went straight in is told by its own name; several have none.
        String commit = merge.map(Commit::id).orElse(own.size() == 1 ? request.head() : null);
        List<String> shas = new ArrayList<>(own);
        merge.map(Commit::id).ifPresent(shas::add);
        brought.keep(project, id, shas);
        jdbc.sql("""
                        update merge_request set merged_at = :now, merged_by = :by, merge_commit = :commit, landed_from = :from
                        where id = :id""")
                .param("now", Timestamp.from(clock.instant()))
                .param("by", actor.idOrNull(), Types.BIGINT)
                .param("commit", commit, Types.VARCHAR)
                .param("from", merge.map(one -> one.parents().getFirst()).orElse(request.base()))
                .param("id", id)
                .update();
        jdbc.sql("delete from auto_merge where merge_request_id = :id").param("id", id).update();
        List<Issuable> closed = closing.lockInOrder(closing.of(actor, request));
        threads.end(
                actor, request.header(), Issuable.State.MERGED, "a push brought it into " + request.targetBranch(),
                Map.of("commit", commit == null ? request.head() : commit, "branch", request.targetBranch()));
        closing.close(actor, request, closed);
    }
}
