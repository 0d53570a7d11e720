package antipode.mergerequests;

import antipode.asks.Ask;
import antipode.asks.AskEnds;
import antipode.asks.Asks;
import antipode.hours.FairTime;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Door;
import antipode.threads.Events;
import antipode.threads.Subscriptions;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who is asked to look at a merge request, who has approved it, and which door it goes through.
@Component
public class MergeRequestReviews {

    private static final int MOST_REVIEWERS = 50;
    private static final int LONGEST_REASON = 1_000;

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Subscriptions subscriptions;
    private final Events events;
    private final Turns turns;
    private final Members members;
    private final WorkingHours hours;
    private final Access access;
    private final Asks asks;
    private final AskEnds askEnds;
    private final Verdicts verdicts;
    private final ObjectProvider<MergeRequests> requests;
    private final Clock clock;

    MergeRequestReviews(
            JdbcClient jdbc,
            Threads threads,
            Subscriptions subscriptions,
            Events events,
            Turns turns,
            Members members,
            WorkingHours hours,
            Access access,
            Asks asks,
            AskEnds askEnds,
            Verdicts verdicts,
            ObjectProvider<MergeRequests> requests,
            Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.subscriptions = subscriptions;
        this.events = events;
        this.turns = turns;
        this.members = members;
        this.hours = hours;
        this.access = access;
        this.asks = asks;
        this.askEnds = askEnds;
        this.verdicts = verdicts;
        this.requests = requests;
        this.clock = clock;
    }

    /// Who was asked to look, in the order of asking.
    public List<MergeRequest.Reviewer> reviewers(long request) {
        return reviewersOf(List.of(request)).stream().map(ReviewerOf::reviewer).toList();
    }

    /// A reviewer and what they were asked to look at.
    record ReviewerOf(long requestId, MergeRequest.Reviewer reviewer) {}

    /// The reviewers of many in one question.
    List<ReviewerOf> reviewersOf(Collection<Long> requests) {
        return jdbc.sql("""
                        select reviewer.merge_request_id, reviewer.since, reviewer.fair_at,
                               member.id, member.username, member.name, member.zone
                        from merge_request_reviewer reviewer join member on member.id = reviewer.member_id
                        where reviewer.merge_request_id = any (:requests) order by reviewer.since, member.id""")
                .param("requests", requests.toArray(Long[]::new))
                .query((row, _) -> new ReviewerOf(
                        row.getLong("merge_request_id"),
                        new MergeRequest.Reviewer(
                                Threads.person(row, ""),
                                row.getTimestamp("since").toInstant(),
                                MergeRequestRows.instant(row.getTimestamp("fair_at")))))
                .list();
    }

    public List<MergeRequest.Approval> approvals(long request) {
        return jdbc.sql("""
                        select approval.head, approval.approved_at, member.id, member.username, member.name, member.zone
                        from approval join member on member.id = approval.member_id
                        where approval.merge_request_id = :request order by approval.approved_at, member.id""")
                .param("request", request)
                .query((row, _) -> new MergeRequest.Approval(
                        Threads.person(row, ""),
                        row.getString("head"),
                        row.getTimestamp("approved_at").toInstant()))
                .list();
    }

    /// Replaces who is asked to look. Whoever is new holds a turn as soon as it is no draft.
    @Transactional
    public void review(Actor actor, MergeRequest seen, Collection<Person> people) {
        MergeRequest request = requests.getObject().lock(seen.id());
        threads.requireEditor(actor, request.header());
        MergeRequests.requireOpen(request);
        List<Person> before = reviewers(request.id()).stream().map(MergeRequest.Reviewer::person).toList();
        for (Person gone : before) {
            if (people.stream().noneMatch(person -> person.id() == gone.id())) {
                jdbc.sql("delete from merge_request_reviewer where merge_request_id = :request and member_id = :member")
                        .param("request", request.id())
                        .param("member", gone.id())
                        .update();
                turns.end(request.id(), gone.id(), "you are no longer asked for a review", actor.idOrNull(), null);
            }
        }
        ask(actor, request, people.stream()
                .filter(person -> before.stream().noneMatch(had -> had.id() == person.id()))
                .toList());
    }

    /// Asks more people to look, in the caller's transaction, with the header locked or new.
    void ask(Actor actor, MergeRequest request, Collection<Person> people) {
        List<Person> asked = MergeRequests.distinct(people);
        if (asked.size() > MOST_REVIEWERS) {
            throw Problem.invalid("reviewer_ids", "can name at most " + MOST_REVIEWERS + " people");
        }
        Instant now = clock.instant();
        for (Person person : asked) {
            Member member = members.find(person.id()).orElseThrow(() -> Problem.notFound("User"));
            if (!threads.sees(Actor.of(member), request.id())) {
                throw Problem.invalid("reviewer_ids", "includes " + person.name() + ", who may not see this");
            }
            jdbc.sql("""
                            insert into merge_request_reviewer (merge_request_id, member_id, since)
                            values (:request, :member, :now) on conflict do nothing""")
                    .param("request", request.id())
                    .param("member", person.id())
                    .param("now", Timestamp.from(now))
                    .update();
            subscriptions.subscribe(request.id(), person.id(), "review");
        }
        if (!asked.isEmpty()) {
            long note = events.append(actor, request.header(), "asked for review", Map.of("to", names(asked)));
            threads.touch(request.id());
            if (!request.draft()) {
                wait(actor, request, asked, note);
            }
        }
    }

    /// It is no draft any more: now everyone asked is waited for.
    void propose(Actor actor, MergeRequest request, long note) {
        List<Person> asked = reviewers(request.id()).stream().map(MergeRequest.Reviewer::person).toList();
        if (!asked.isEmpty()) {
            wait(actor, request, asked, note);
        }
    }

    /// It is a draft again: nobody is waited for.
    void takeBack(Actor actor, MergeRequest request, long note) {
        turns.endAll(request.id(), "it is a draft again", actor.idOrNull(), note);
        jdbc.sql("update merge_request_reviewer set fair_at = null where merge_request_id = :request")
                .param("request", request.id())
                .update();
    }

    private void wait(Actor actor, MergeRequest request, List<Person> asked, long note) {
        fairTimes(request, asked);
        List<Long> others = asked.stream().map(Person::id).filter(id -> !actor.is(id)).toList();
        turns.pass(request.header(), others, new Turns.Cause(
                Todo.Action.REVIEW_REQUESTED, actor.idOrNull(), note, request.question(), null));
    }

    private void fairTimes(MergeRequest request, List<Person> asked) {
        Instant now = clock.instant();
        var schedules = hours.of(asked.stream().map(Person::id).toList());
        FairTime<Person> fair = FairTime.of(now, asked.stream()
                .map(person -> new FairTime.Asked<>(
                        person, person.firstName(), Objects.requireNonNull(schedules.get(person.id()))))
                .toList());
        for (FairTime.Each<Person> each : fair.each()) {
            jdbc.sql("""
                            update merge_request_reviewer set fair_at = :fair
                            where merge_request_id = :request and member_id = :member""")
                    .param("fair", MergeRequestRows.timestamp(each.waitedFor().orElse(null)), Types.TIMESTAMP)
                    .param("request", request.id())
                    .param("member", each.asked().who().id())
                    .update();
        }
    }

    /// Says that the version that stands may go in.
    ///
    /// @param sha the head that was looked at; if it is given and no longer stands, nothing is approved
    /// @return the id of what the record notes; 0 if it was approved already
    @Transactional
    public long approve(Actor actor, MergeRequest seen, String sha) {
        MergeRequest request = requests.getObject().lock(seen.id());
        MergeRequests.requireOpen(request);
        if (actor.is(request.header().author().id())) {
            throw Problem.refused("You wrote this yourself. Somebody else approves it.");
        }
        boolean reviewer = reviewers(request.id()).stream().anyMatch(one -> actor.is(one.person().id()));
        access.require(actor, request.header().projectId(), reviewer ? Role.GUEST : Role.DEVELOPER);
        if (!sha.isEmpty() && !sha.equals(request.head())) {
            throw Problem.conflict("A new version was pushed since you looked: " + request.head().substring(0, 8) + ".");
        }
        boolean fresh = approvals(request.id()).stream()
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
        requests.getObject().nudge(request.id());
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
        MergeRequest request = requests.getObject().lock(seen.id());
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
        MergeRequest request = requests.getObject().lock(seen.id());
        MergeRequests.requireOpen(request);
        access.require(actor, request.header().projectId(), Role.MAINTAINER);
        List<Long> approvers = reset(request.id());
        if (!approvers.isEmpty()) {
            long note = events.append(actor, request.header(), "approvals reset", Map.of("sentence", "took all approvals away"));
            threads.touch(request.id());
            askAgain(actor, request, approvers, note);
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

    /// At a one-way door everyone has fair time for what stands now, so their window begins anew.
    void waitAnew(MergeRequest request) {
        List<Person> asked = reviewers(request.id()).stream().map(MergeRequest.Reviewer::person).toList();
        if (request.oneWay() && !request.draft() && !asked.isEmpty()) {
            fairTimes(request, asked);
        }
    }

    /// Whoever had approved what stood before the push is waited for again; by itself a push makes it nobody's turn.
    void askAgain(Actor actor, MergeRequest request, List<Long> approvers, long note) {
        if (!request.draft()) {
            List<Long> others = approvers.stream().filter(approver -> !actor.is(approver)).toList();
            turns.pass(request.header(), others, Turns.Cause.of(Todo.Action.APPROVAL_REQUIRED, actor, note));
        }
    }

    /// Makes it a one-way door. Any reviewer may; what silence would have done is stopped, since silence opens none.
    @Transactional
    public void turnOneWay(Actor actor, MergeRequest seen, String reason) {
        MergeRequest request = requests.getObject().lock(seen.id());
        MergeRequests.requireOpen(request);
        boolean reviewer = reviewers(request.id()).stream().anyMatch(one -> actor.is(one.person().id()));
        boolean responsible = actor.is(request.header().dri().id());
        access.require(actor, request.header().projectId(), reviewer || responsible ? Role.GUEST : Role.MAINTAINER);
        if (reason.isBlank()) {
            throw Problem.invalid("reason", "can't be blank: say what can't be taken back");
        }
        if (reason.length() > LONGEST_REASON) {
            throw Problem.invalid("reason", "is too long (maximum is " + LONGEST_REASON + " characters)");
        }
        if (request.oneWay()) {
            return;
        }
        turn(actor, request, Door.ONE_WAY, reason.strip());
        String who = actor.require().name();
        for (Ask ask : new ArrayList<>(asks.of(request.header()))) {
            if (ask.open() && MergeEffect.KEY.equals(ask.effect())) {
                askEnds.refuse(ask.id(), who + " made this a one-way door, and silence opens none");
            }
        }
    }

    /// Makes it a two-way door again, which only a maintainer may.
    @Transactional
    public void turnTwoWay(Actor actor, MergeRequest seen, String reason) {
        MergeRequest request = requests.getObject().lock(seen.id());
        MergeRequests.requireOpen(request);
        access.require(actor, request.header().projectId(), Role.MAINTAINER);
        if (request.oneWay()) {
            turn(actor, request, Door.TWO_WAY, reason.strip());
            requests.getObject().nudge(request.id());
        }
    }

    private void turn(Actor actor, MergeRequest request, Door door, String reason) {
        jdbc.sql("update merge_request set door = :door, door_reason = :reason, door_by = :by where id = :id")
                .param("door", door.key())
                .param("reason", reason)
                .param("by", actor.id())
                .param("id", request.id())
                .update();
        events.append(actor, request.header(), "door", reason.isEmpty()
                ? Map.of("to", door.key())
                : Map.of("to", door.key(), "because", "“" + reason + "”"));
        threads.touch(request.id());
    }

    static String names(List<Person> people) {
        List<String> names = people.stream().map(Person::name).toList();
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
