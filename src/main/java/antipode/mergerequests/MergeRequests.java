package antipode.mergerequests;

import static antipode.mergerequests.MergeRequestRows.SELECT;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where merge requests are kept: proposed, marked ready, closed. Whoever writes to one locks its header first, then
/// the issues it closes, then refs; the number counter comes last.
@Component
public class MergeRequests {

    private static final int LONGEST_QUESTION = 500;

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Events events;
    private final Access access;
    private final MergeRequestVersions versions;
    private final MergeRequestReviews reviews;
    private final AskedOwners owners;
    private final ObjectProvider<AutoMerges> autos;
    private final Clock clock;

    MergeRequests(
            JdbcClient jdbc,
            Threads threads,
            Events events,
            Access access,
            MergeRequestVersions versions,
            MergeRequestReviews reviews,
            AskedOwners owners,
            ObjectProvider<AutoMerges> autos,
            Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.events = events;
        this.access = access;
        this.versions = versions;
        this.reviews = reviews;
        this.owners = owners;
        this.autos = autos;
        this.clock = clock;
    }

    /// The merge request with this number, if the actor may see it.
    public MergeRequest find(Actor actor, Project project, long iid) {
        return access.bind(jdbc.sql(SELECT
                        + " where issuable.project_id = :project and issuable.kind = 'merge_request' and issuable.iid = :iid and "
                        + Access.VISIBLE_ISSUABLE), actor)
                .param("project", project.id())
                .param("iid", iid)
                .query(MergeRequestRows::read)
                .optional()
                .orElseThrow(() -> Problem.notFound("Merge Request"));
    }

    /// Those of these that the actor may see.
    List<MergeRequest> visible(Actor actor, Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : access.bind(jdbc.sql(SELECT + " where merge_request.id = any (:ids) and " + Access.VISIBLE_ISSUABLE), actor)
                        .param("ids", ids.toArray(Long[]::new))
                        .query(MergeRequestRows::read)
                        .list();
    }

    /// As it stands, whoever asks: for work that was allowed when it was asked for.
    public MergeRequest get(long id) {
        return jdbc.sql(SELECT + " where merge_request.id = :id").param("id", id).query(MergeRequestRows::read).single();
    }

    /// The same, unless it was deleted meanwhile.
    Optional<MergeRequest> still(long id) {
        return jdbc.sql(SELECT + " where merge_request.id = :id").param("id", id).query(MergeRequestRows::read).optional();
    }

    /// Locks the header for the rest of the transaction and reads what it heads as it now stands.
    @Transactional
    public MergeRequest lock(long id) {
        threads.lock(id);
        return get(id);
    }

    /// The open ones that merge this branch, anywhere.
    public List<MergeRequest> openFrom(long project, String sourceBranch) {
        return open("merge_request.source_branch = :branch", project, sourceBranch);
    }

    /// The open ones that merge into this branch.
    public List<MergeRequest> openInto(long project, String targetBranch) {
        return open("merge_request.target_branch = :branch", project, targetBranch);
    }

    /// The branches beginning so that were ever proposed.
    public Set<String> sources(long project, String prefix) {
        return Set.copyOf(jdbc.sql("""
                        select distinct source_branch from merge_request
                        where project_id = :project and starts_with(source_branch, :prefix)""")
                .param("project", project)
                .param("prefix", prefix)
                .query(String.class)
                .list());
    }

    public Optional<MergeRequest> openBetween(long project, String sourceBranch, String targetBranch) {
        return openFrom(project, sourceBranch).stream()
                .filter(request -> request.targetBranch().equals(targetBranch))
                .findFirst();
    }

    private List<MergeRequest> open(String which, long project, String branch) {
        return jdbc.sql(SELECT + " where merge_request.project_id = :project and issuable.state = 'opened' and " + which
                        + " order by merge_request.id")
                .param("project", project)
                .param("branch", branch)
                .query(MergeRequestRows::read)
                .list();
    }

    /// Opens a merge request; whoever opens it is responsible for it.
    @Transactional
    public MergeRequest propose(Actor actor, Project project, Proposal proposal) {
        access.require(actor, project, Role.DEVELOPER);
        return opened(actor, project, proposal);
    }

    /// The same by somebody who may take part but not write: others merge it.
    @Transactional
    public MergeRequest offer(Actor actor, Project project, Proposal proposal) {
        access.require(actor, project, Role.GUEST);
        return opened(actor, project, proposal);
    }

    private MergeRequest opened(Actor actor, Project project, Proposal proposal) {
        if (proposal.sourceBranch().equals(proposal.targetBranch())) {
            throw Problem.invalid("target_branch", "can't be the source branch as well");
        }
        MergeRequestVersions.Ends ends = versions.ends(project.id(), proposal.sourceBranch(), proposal.targetBranch());
        requireAlone(project.id(), proposal.sourceBranch(), proposal.targetBranch());
        boolean draft = proposal.draft() || MergeRequest.saysDraft(proposal.title());
        Issuable header = threads.open(actor, project, new Threads.Opening(
                Issuable.Kind.MERGE_REQUEST,
                "merge_request",
                MergeRequest.withoutDraft(proposal.title()),
                proposal.description(),
                false,
                null,
                proposal.assignees(),
                proposal.labels()));
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into merge_request (id, project_id, source_branch, target_branch, draft, proposed_at, door,
                                                   head, base, start_commit, remove_source, question)
                        values (:id, :project, :source, :target, :draft, :proposed, :door, :head, :base, :start, :remove,
                                :question)""")
                .param("id", header.id())
                .param("project", project.id())
                .param("source", proposal.sourceBranch())
                .param("target", proposal.targetBranch())
                .param("draft", draft)
                .param("proposed", draft ? null : Timestamp.from(now), java.sql.Types.TIMESTAMP)
                .param("door", proposal.door().key())
                .param("head", ends.head())
                .param("base", ends.base())
                .param("start", ends.start())
                .param("remove", proposal.removesSource())
                .param("question", question(proposal.question()))
                .update();
        versions.begin(header.id(), ends);
        threads.announce(actor, header);
        MergeRequest request = get(header.id());
        if (!proposal.reviewers().isEmpty()) {
            reviews.ask(actor, request, proposal.reviewers());
        }
        owners.ask(actor, request);
        return request;
    }

    private static String question(String asked) {
        String plain = asked.strip();
        if (plain.length() > LONGEST_QUESTION) {
            throw Problem.invalid("question", "is too long (maximum is " + LONGEST_QUESTION + " characters)");
        }
        return plain;
    }

    /// Keeps what its author wants to know.
    void question(MergeRequest request, String question) {
        jdbc.sql("update merge_request set question = :question where id = :id")
                .param("question", question(question))
                .param("id", request.id())
                .update();
    }

    /// The same with what one wants to know of whoever looks at it; nothing leaves that as it is.
    @Transactional
    public MergeRequest ready(Actor actor, MergeRequest seen, @Nullable String question) {
        if (question != null) {
            MergeRequest request = lock(seen.id());
            threads.requireEditor(actor, request.header());
            question(request, question);
        }
        return ready(actor, seen);
    }

    /// Marks it as ready: from now on reviewers are waited for, and their fair time runs.
    @Transactional
    public MergeRequest ready(Actor actor, MergeRequest seen) {
        MergeRequest request = lock(seen.id());
        threads.requireEditor(actor, request.header());
        requireOpen(request);
        if (request.draft()) {
            jdbc.sql("update merge_request set draft = false, proposed_at = :now where id = :id")
                    .param("now", Timestamp.from(clock.instant()))
                    .param("id", request.id())
                    .update();
            long note = events.append(actor, request.header(), "readied", Map.of());
            threads.touch(request.id());
            reviews.propose(actor, get(request.id()), note);
            owners.ask(actor, get(request.id()));
            nudge(request.id());
        }
        return get(request.id());
    }

    /// Something has changed that may let it merge by itself, if somebody wants that.
    void nudge(long request) {
        autos.getObject().nudge(request);
    }

    /// Marks it as a draft again: nobody is waited for meanwhile.
    @Transactional
    public MergeRequest draft(Actor actor, MergeRequest seen) {
        MergeRequest request = lock(seen.id());
        threads.requireEditor(actor, request.header());
        requireOpen(request);
        if (!request.draft()) {
            jdbc.sql("update merge_request set draft = true, proposed_at = null where id = :id")
                    .param("id", request.id())
                    .update();
            long note = events.append(actor, request.header(), "drafted", Map.of());
            threads.touch(request.id());
            reviews.takeBack(actor, get(request.id()), note);
        }
        return get(request.id());
    }

    @Transactional
    public MergeRequest close(Actor actor, MergeRequest seen, @Nullable String because) {
        MergeRequest request = lock(seen.id());
        threads.requireEditor(actor, request.header());
        threads.end(actor, request.header(), Issuable.State.CLOSED, because, Map.of());
        return get(request.id());
    }

    /// Opens a closed one again, with its branch as it is now.
    @Transactional
    public MergeRequest reopen(Actor actor, MergeRequest seen) {
        MergeRequest request = lock(seen.id());
        threads.requireEditor(actor, request.header());
        if (request.merged()) {
            throw Problem.conflict("It is merged. Revert it instead.");
        }
        if (request.open()) {
            return request;
        }
        long project = request.header().projectId();
        MergeRequestVersions.Ends ends = versions.ends(project, request.sourceBranch(), request.targetBranch());
        requireAlone(project, request.sourceBranch(), request.targetBranch());
        threads.reopen(actor, request.header());
        if (!ends.head().equals(request.head())) {
            versions.move(request, ends);
        }
        return get(request.id());
    }

    /// Takes it away for good, with all that was said in it; its branch stays.
    @Transactional
    public void delete(Actor actor, MergeRequest seen) {
        MergeRequest request = lock(seen.id());
        access.require(actor, request.header().projectId(), Role.OWNER);
        versions.forget(actor, request);
        threads.delete(request.header());
    }

    /// One open merge request between two branches: two that are opened at once wait for each other here.
    void requireAlone(long project, String source, String target) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:pair, 0))")
                .param("pair", "merge request " + project + ":" + source + ":" + target)
                .query(row -> {});
        openBetween(project, source, target).ifPresent(other -> {
            throw Problem.conflict(
                    "Another open merge request already exists for this source branch: " + other.reference());
        });
    }

    /// Refuses what can only be done while it is open.
    public static void requireOpen(MergeRequest request) {
        if (!request.open()) {
            throw Problem.conflict("It is " + (request.merged() ? "merged" : "closed") + " already.");
        }
    }
}
