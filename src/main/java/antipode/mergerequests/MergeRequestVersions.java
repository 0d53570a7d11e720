package antipode.mergerequests;

import antipode.database.Outbox;
import antipode.people.Actor;
import antipode.repositories.Branches;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The states of a source branch that were ever proposed.
@Component
public class MergeRequestVersions {

    private final JdbcClient jdbc;
    private final Branches branches;
    private final Commits commits;
    private final Outbox outbox;
    private final Clock clock;

    MergeRequestVersions(JdbcClient jdbc, Branches branches, Commits commits, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.branches = branches;
        this.commits = commits;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Another state of the source branch is proposed from now on; approvals of the former one no longer count.
    void move(MergeRequest request, Ends ends) {
        jdbc.sql("""
                        update merge_request set head = :head, base = :base, start_commit = :start, merge_error = null
                        where id = :id""")
                .param("head", ends.head())
                .param("base", ends.base())
                .param("start", ends.start())
                .param("id", request.id())
                .update();
        begin(request.id(), ends);
    }

    /// Keeps what is proposed, and its head under a ref of its own.
    void begin(long request, Ends ends) {
        jdbc.sql("""
                        insert into merge_request_version (merge_request_id, head, base, start_commit, created_at)
                        values (:request, :head, :base, :start, :now)""")
                .param("request", request)
                .param("head", ends.head())
                .param("base", ends.base())
                .param("start", ends.start())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        outbox.put(HeadRefs.NAME, "merge request " + request, new HeadRefs.Kept(request));
    }

    /// Lets go of the refs that kept them, of a merge request that is deleted.
    void forget(Actor actor, MergeRequest request) {
        branches.forget(actor, request.header().projectId(), HeadRefs.folders(request.iid()));
    }

    /// Every state that was proposed, newest first.
    public List<MergeRequest.Version> of(long request) {
        return jdbc.sql("""
                        select id, head, base, start_commit, created_at from merge_request_version
                        where merge_request_id = :id order by id desc""")
                .param("id", request)
                .query((row, _) -> new MergeRequest.Version(
                        row.getLong("id"),
                        row.getString("head"),
                        row.getString("base"),
                        row.getString("start_commit"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /// The commits it proposes or brought, oldest first.
    public List<Commit> commits(MergeRequest request, int limit) {
        return commits(request.header().projectId(), request.base(), request.head(), limit);
    }

    public List<Commit> commits(long project, String base, String head, int limit) {
        return commits.between(project, base, head, limit);
    }

    /// Where two branches are now, and where they parted.
    record Ends(String head, String base, String start) {}

    Ends ends(long project, String source, String target) {
        String head = branches.find(project, source)
                .orElseThrow(() -> Problem.invalid("source_branch", "does not exist"))
                .commit()
                .id();
        return ends(project, source, head, target);
    }

    Ends ends(long project, String source, String head, String target) {
        String start = branches.find(project, target)
                .orElseThrow(() -> Problem.invalid("target_branch", "does not exist"))
                .commit()
                .id();
        String base = commits.mergeBase(project, head, start)
                .orElseThrow(() -> Problem.invalid("source_branch", source + " has no history in common with " + target))
                .id();
        return new Ends(head, base, start);
    }
}
