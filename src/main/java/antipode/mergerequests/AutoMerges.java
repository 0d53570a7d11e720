package antipode.mergerequests;

import antipode.database.Outbox;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.jobs.Schedules;
import antipode.jobs.Task;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.threads.Discussion;
import antipode.threads.Events;
import antipode.threads.Threads;
import antipode.web.Problem;
import antipode.web.Times;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Merges what somebody lets merge as soon as its door lets it: with their rights of that moment, and only what they had seen.
@Component
public class AutoMerges implements OutboxConsumer, Task<AutoMerges.Nudged> {

    static final String NAME = "auto-merge";

    /// It may merge now.
    public record Nudged(long request) {}

    private final JdbcClient jdbc;
    private final MergeRequests requests;
    private final MergeRequestMerges merges;
    private final Standings standings;
    private final Threads threads;
    private final Events events;
    private final Members members;
    private final Projects projects;
    private final Schedules schedules;
    private final Outbox outbox;
    private final Clock clock;

    AutoMerges(
            JdbcClient jdbc,
            MergeRequests requests,
            MergeRequestMerges merges,
            Standings standings,
            Threads threads,
            Events events,
            Members members,
            Projects projects,
            Schedules schedules,
            Outbox outbox,
            Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.merges = merges;
        this.standings = standings;
        this.threads = threads;
        this.events = events;
        this.members = members;
        this.projects = projects;
        this.schedules = schedules;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Wish(long member, @Nullable Long token, String head, @Nullable Boolean squash, @Nullable String message, @Nullable Boolean removes) {}

    /// Lets it merge as soon as it can; at once if nothing is in the way.
    @Transactional
    public MergeRequest set(Actor actor, MergeRequest seen, MergeRequestMerges.How how) {
        MergeRequest request = requests.lock(seen.id());
        Project project = projects.unrestricted(request.header().projectId()).orElseThrow();
        if (!request.open()) {
            throw new Problem(405, request.merged() ? "It is merged already." : "It is closed. Reopen it first.");
        }
        if (how.sha() != null && !how.sha().equals(request.head())) {
            throw Problem.conflict("SHA does not match HEAD of source branch: " + request.head());
        }
        Standing standing = standings.of(actor, request, project);
        if (!standing.role().atLeast(Role.DEVELOPER)) {
            throw Problem.refused(standing.mayNot().orElse("Merging takes a developer of the project."));
        }
        if (standing.whyNotYet(times(actor, standing)).isEmpty()) {
            return merges.merge(actor, request, how);
        }
        if (!standing.unmergeable().isEmpty()) {
            throw new Problem(422, standing.unmergeable().getFirst());
        }
        jdbc.sql("""
                        insert into auto_merge (merge_request_id, member_id, token_id, head, squash, message, removes, set_at)
                        values (:request, :member, :token, :head, :squash, :message, :removes, :now)
                        on conflict (merge_request_id) do update set member_id = excluded.member_id, token_id = excluded.token_id,
                            head = excluded.head, squash = excluded.squash, message = excluded.message,
                            removes = excluded.removes, set_at = excluded.set_at""")
                .param("request", request.id())
                .param("member", actor.id())
                .param("token", actor.tokenId(), Types.BIGINT)
                .param("head", request.head())
                .param("squash", how.squash(), Types.BOOLEAN)
                .param("message", how.message(), Types.VARCHAR)
                .param("removes", how.removes(), Types.BOOLEAN)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        note(actor, request, "lets this merge as soon as its door lets it");
        attempt(request.id());
        return requests.get(request.id());
    }

    /// Takes that back.
    @Transactional
    public MergeRequest cancel(Actor actor, MergeRequest seen) {
        MergeRequest request = requests.lock(seen.id());
        if (!request.open()) {
            throw new Problem(405, request.merged() ? "It is merged already." : "It is closed.");
        }
        if (request.mergesWhenReady() == null) {
            throw new Problem(406, "Nobody lets it merge by itself.");
        }
        if (!actor.is(request.mergesWhenReady().id())) {
            threads.requireEditor(actor, request.header());
        }
        remove(request.id());
        note(actor, request, "does not let this merge by itself any more");
        return requests.get(request.id());
    }

    /// A push has come, in its transaction: what was seen no longer stands, unless it changes the same.
    void pushed(Actor actor, MergeRequest request, String head, boolean same) {
        if (request.mergesWhenReady() == null) {
            return;
        }
        if (same) {
            jdbc.sql("update auto_merge set head = :head where merge_request_id = :request")
                    .param("head", head)
                    .param("request", request.id())
                    .update();
            nudge(request.id());
        } else {
            remove(request.id());
            note(actor, request, "brought new commits, so it no longer merges by itself as " + request.mergesWhenReady().name() + " had wanted");
        }
    }

    /// Something has changed that may let it merge.
    void nudge(long request) {
        boolean waits = jdbc.sql("select exists (select from auto_merge where merge_request_id = :request)")
                .param("request", request)
                .query(Boolean.class)
                .single();
        if (waits) {
            outbox.put(NAME, "merge request " + request, new Nudged(request));
        }
    }

    @EventListener
    void resolved(Discussion.Resolved resolved) {
        nudge(resolved.issuable().id());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void accept(OutboxRow row) {
        attempt(row.payload(Nudged.class).request());
    }

    @Override
    public Class<Nudged> payload() {
        return Nudged.class;
    }

    @Override
    public void run(String id, Nudged payload) {
        attempt(payload.request());
    }

    private void attempt(long id) {
        if (requests.still(id).isEmpty()) {
            return;
        }
        MergeRequest request = requests.lock(id);
        Optional<Wish> set = jdbc.sql("select * from auto_merge where merge_request_id = :request")
                .param("request", id)
                .query((row, _) -> new Wish(
                        row.getLong("member_id"), row.getObject("token_id", Long.class), row.getString("head"),
                        row.getObject("squash", Boolean.class), row.getString("message"), row.getObject("removes", Boolean.class)))
                .optional();
        if (set.isEmpty() || !request.open()) {
            return;
        }
        Wish how = set.get();
        Member member = members.find(how.member()).orElseThrow();
        Actor actor = new Actor(member, Set.of("api"), how.token());
        Project project = projects.unrestricted(request.header().projectId()).orElseThrow();
        Standing standing = standings.of(actor, request, project);
        if (!standing.role().atLeast(Role.DEVELOPER) || !member.active()) {
            remove(id);
            note(actor, request, "may not merge here any more, so this does not merge by itself");
            return;
        }
        List<String> why = standing.whyNotYet(times(actor, standing));
        if (why.isEmpty()) {
            merges.merge(actor, request, new MergeRequestMerges.How(
                    how.head(), how.message(), how.squash(), "nothing was in the way any more", how.removes(), ""));
        } else {
            standing.openWindow().ifPresent(end -> schedules.at(NAME, "merge request " + id, end, new Nudged(id)));
        }
    }

    private static Times times(Actor actor, Standing standing) {
        return new Times(standing.now(), actor.require().zone());
    }

    private void remove(long request) {
        jdbc.sql("delete from auto_merge where merge_request_id = :request").param("request", request).update();
    }

    private void note(Actor actor, MergeRequest request, String sentence) {
        events.append(actor, request.header(), "auto-merge", Map.of("sentence", sentence));
        threads.touch(request.id());
    }
}
