package antipode.mergerequests;

import antipode.database.Outbox;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.repositories.Branches;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.threads.Issuable;
import antipode.threads.Past;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Merge requests that were proposed elsewhere, written down as they stood there; see [Past].
@Component
public class PastMergeRequests {

    private static final int MOST_COMMITS = 1_000;

    private final JdbcClient jdbc;
    private final Past past;
    private final Branches branches;
    private final Commits commits;
    private final BroughtCommits brought;
    private final Outbox outbox;

    PastMergeRequests(
            JdbcClient jdbc, Past past, Branches branches, Commits commits, BroughtCommits brought, Outbox outbox) {
        this.jdbc = jdbc;
        this.past = past;
        this.branches = branches;
        this.commits = commits;
        this.brought = brought;
        this.outbox = outbox;
    }

    /// What it proposed. Its commits may be missing here.
    public record Proposed(
            String source,
            String target,
            boolean draft,
            String head,
            String base,
            String start,
            boolean removesSource,
            @Nullable Instant mergedAt,
            @Nullable Long mergedBy,
            @Nullable String mergeCommit,
            boolean squashed) {}

    /// Between which commits of the repository its changes are.
    ///
    /// @param whole whether these are the ones it proposed; else its changes are lost, and it shows none
    public record Ends(String head, String base, String start, boolean whole) {}

    /// Nothing if the repository has no commit at all.
    public Optional<Ends> ends(Project project, Proposed proposed) {
        long id = project.id();
        Optional<String> head = there(id, proposed.head());
        // What it begins from may have gone on since it was proposed; what it changes is counted from where they parted.
        Optional<String> base = there(id, proposed.base())
                .flatMap(begun -> head.flatMap(tip -> commits.mergeBase(id, tip, begun)).map(Commit::id))
                .or(() -> head.flatMap(tip -> commits.mergeBase(id, tip, proposed.target())).map(Commit::id));
        if (head.isPresent() && base.isPresent()) {
            return Optional.of(new Ends(
                    head.get(), base.get(), there(id, proposed.start()).orElse(base.get()), true));
        }
        return branches.find(id, proposed.target())
                .or(() -> branches.find(id, project.defaultBranch()))
                .map(branch -> branch.commit().id())
                .map(tip -> new Ends(tip, tip, tip, false));
    }

    private Optional<String> there(long project, @Nullable String sha) {
        return sha != null && sha.matches("[0-9a-f]{40}") ? commits.find(project, sha).map(Commit::id) : Optional.empty();
    }

    @Transactional
    public MergeRequest bring(Actor bringer, Project project, Past.Thing thing, Proposed proposed, Ends ends) {
        Issuable header = past.open(bringer, project, thing);
        String mergeCommit = there(project.id(), proposed.mergeCommit()).orElse(null);
        jdbc.sql("""
                        insert into merge_request (id, project_id, source_branch, target_branch, draft, proposed_at, door, head, base,
                                                   start_commit, remove_source, merged_at, merged_by, merge_commit, squashed)
                        values (:id, :project, :source, :target, :draft, :proposed, 'two-way', :head, :base,
                                :start, :remove, :merged, :merger, :commit, :squashed)""")
                .param("id", header.id())
                .param("project", project.id())
                .param("source", proposed.source())
                .param("target", proposed.target())
                .param("draft", proposed.draft())
                .param("proposed", proposed.draft() ? null : Timestamp.from(thing.created()), Types.TIMESTAMP)
                .param("head", ends.head())
                .param("base", ends.base())
                .param("start", ends.start())
                .param("remove", proposed.removesSource())
                .param("merged", proposed.mergedAt() == null ? null : Timestamp.from(proposed.mergedAt()), Types.TIMESTAMP)
                .param("merger", proposed.mergedBy(), Types.BIGINT)
                .param("commit", mergeCommit, Types.VARCHAR)
                .param("squashed", proposed.squashed())
                .update();
        jdbc.sql("""
                        insert into merge_request_version (merge_request_id, head, base, start_commit, created_at)
                        values (:id, :head, :base, :start, :at)""")
                .param("id", header.id())
                .param("head", ends.head())
                .param("base", ends.base())
                .param("start", ends.start())
                .param("at", Timestamp.from(thing.created()))
                .update();
        if (ends.whole()) {
            outbox.put(HeadRefs.NAME, "merge request " + header.id(), new HeadRefs.Kept(header.id()));
        }
        if (ends.whole() && thing.state() == Issuable.State.MERGED) {
            brought.keep(
                    project.id(), header.id(),
                    commits.between(project.id(), ends.base(), ends.head(), MOST_COMMITS).stream().map(Commit::id).toList());
        }
        if (mergeCommit != null) {
            brought.keep(project.id(), header.id(), List.of(mergeCommit));
        }
        past.found(header);
        return jdbc.sql(MergeRequestRows.SELECT + " where merge_request.id = :id")
                .param("id", header.id())
                .query(MergeRequestRows::read)
                .single();
    }

    /// Somebody was asked to look at it there. Nobody waits for them here until they are asked again.
    @Transactional
    public void reviewer(long request, long member, Instant since) {
        jdbc.sql("""
                        insert into merge_request_reviewer (merge_request_id, member_id, since)
                        values (:request, :member, :since) on conflict do nothing""")
                .param("request", request)
                .param("member", member)
                .param("since", Timestamp.from(since))
                .update();
    }

    /// Somebody said there that its head may go in.
    @Transactional
    public void approval(MergeRequest request, long member, Instant at) {
        jdbc.sql("""
                        insert into approval (merge_request_id, member_id, head, approved_at)
                        values (:request, :member, :head, :at) on conflict do nothing""")
                .param("request", request.id())
                .param("member", member)
                .param("head", request.head())
                .param("at", Timestamp.from(at))
                .update();
    }
}
