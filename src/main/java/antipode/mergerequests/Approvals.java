package antipode.mergerequests;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Events;
import antipode.threads.Subscriptions;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who said that a merge request may go in, as it stood then.
@Component
public class Approvals {

    private final JdbcClient jdbc;
    private final MergeRequests requests;
    private final MergeRequestReviews reviews;
    private final Verdicts verdicts;
    private final Threads threads;
    private final Subscriptions subscriptions;
    private final Events events;
    private final Turns turns;
    private final Access access;
    private final Clock clock;

    Approvals(
            JdbcClient jdbc,
            MergeRequests requests,
            MergeRequestReviews reviews,
            Verdicts verdicts,
            Threads threads,
            Subscriptions subscriptions,
            Events events,
            Turns turns,
            Access access,
            Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.reviews = reviews;
        this.verdicts = verdicts;
        this.threads = threads;
        this.subscriptions = subscriptions;
        this.events = events;
        this.turns = turns;
        this.access = access;
        this.clock = clock;
    }

    public List<MergeRequest.Approval> of(long request) {
        return jdbc.sql("""
                        select approval.head, approval.approved_at, member.id, member.username, member.name, member.zone, member.picture
                        from approval join member on member.id = approval.member_id
                        where approval.merge_request_id = :request order by approval.approved_at, member.id""")
                .param("request", request)
                .query(Approvals::read)
                .list();
    }

    /// The approvals of those who could still give one: an approval is worth no more than its giver's rights now.
    List<MergeRequest.Approval> counting(long request) {
        return jdbc.sql("""
                        select approval.head, approval.approved_at, member.id, member.username, member.name, member.zone, member.picture
                        from approval join member on member.id = approval.member_id
                        join merge_request on merge_request.id = approval.merge_request_id
                        join project on project.id = merge_request.project_id
                        where approval.merge_request_id = :request and member.state = 'active'
                          and (member.administrator
                            or exists (select from project_authorization
                                       where project_authorization.project_id = project.id
                                         and project_authorization.member_id = member.id
                                         and project_authorization.access_level >= 30
                                         and (project_authorization.expires_on is null
                                              or project_authorization.expires_on > :actor_today))
                            or exists (select from merge_request_reviewer reviewer
                                       where reviewer.merge_request_id = approval.merge_request_id
                                         and reviewer.member_id = member.id)
                              and\s""" + Access.MEMBER_SEES_PROJECT + ") order by approval.approved_at, member.id")
                .param("request", request)
                .param("actor_today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query(Approvals::read)
                .list();
    }

    private static MergeRequest.Approval read(ResultSet row, int number) throws SQLException {
        return new MergeRequest.Approval(
                Threads.person(row, ""), row.getString("head"), row.getTimestamp("approved_at").toInstant());
    }

    /// Says that the version that stands may go in.
    ///
    /// @param sha the head that was looked at; if it is given and no longer stands, nothing is approved
    /// @return the id of what the record notes; 0 if it was approved already
    @Transactional
    public long approve(Actor actor, MergeRequest seen, String sha) {
        MergeRequest request = requests.lock(seen.id());
        MergeRequests.requireOpen(request);
        if (actor.is(request.header().author().id())) {
            throw Problem.refused("You wrote this yourself. Somebody else approves it.");
        }
        access.require(actor, request.header().projectId(), reviews.asks(actor, request) ? Role.GUEST : Role.DEVELOPER);
        if (!sha.isEmpty() && !sha.equals(request.head())) {
            throw Problem.conflict("A new version was pushed since you looked: " + request.head().substring(0, 8) + ".");
        }
        boolean fresh = of(request.id()).stream()
                .noneMatch(one -> actor.is(one.person().id()) && one.head().equals(request.head()));
        if (!fresh) {
            return 0;
        }
        verdicts.remember(actor.id(), request, Verdict.APPROVE);
        jdbc.sql("""
                        insert into approval (merge_request_id, member_id, head, approved_at)
                        values (:request, :member, :head, :now)
                        on conflict (merge_request_id, member_id)
                        do update set head = excluded.head, approved_at = excluded.approved_at""")
                .param("request", request.id())
                .param("member", actor.id())
                .param("head", request.head())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        long note = events.append(actor, request.header(), "approved", Map.of("commit", request.head()));
        requests.nudge(request.id());
        threads.touch(request.id());
        subscriptions.subscribe(request.id(), actor.id(), "review");
        boolean awaited = turns.end(request.id(), actor.id(), "you approved", actor.id(), note);
        long dri = request.header().dri().id();
        if (awaited && !actor.is(dri)) {
            turns.pass(request.header(), List.of(dri), Turns.Cause.of(Todo.Action.ANSWERED, actor, note));
        }
        return note;
    }

    @Transactional
    public void unapprove(Actor actor, MergeRequest seen) {
        MergeRequest request = requests.lock(seen.id());
        MergeRequests.requireOpen(request);
        int gone = jdbc.sql("delete from approval where merge_request_id = :request and member_id = :member")
                .param("request", request.id())
                .param("member", actor.id())
                .update();
        if (gone == 0) {
            throw Problem.notFound("Approval");
        }
        events.append(actor, request.header(), "unapproved", Map.of());
        threads.touch(request.id());
    }

    /// A push takes approvals away.
    ///
    /// @return whose
    List<Long> reset(long request) {
        return jdbc.sql("delete from approval where merge_request_id = :request returning member_id")
                .param("request", request)
                .query(Long.class)
                .list();
    }

    /// A maintainer takes all approvals away; whoever gave one is asked anew.
    @Transactional
    public void resetAll(Actor actor, MergeRequest seen) {
        MergeRequest request = requests.lock(seen.id());
        MergeRequests.requireOpen(request);
        access.require(actor, request.header().projectId(), Role.MAINTAINER);
        List<Long> approvers = reset(request.id());
        if (!approvers.isEmpty()) {
            long note = events.append(actor, request.header(), "approvals reset", Map.of("sentence", "took all approvals away"));
            threads.touch(request.id());
            reviews.askAgain(actor, request, approvers, note);
        }
    }

    /// A push that changes the same lets approvals stand, for the head as it is now.
    ///
    /// @return how many
    int carry(MergeRequest request, String head) {
        return jdbc.sql("update approval set head = :head where merge_request_id = :request and head = :before")
                .param("head", head)
                .param("before", request.head())
                .param("request", request.id())
                .update();
    }
}
