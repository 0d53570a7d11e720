package antipode.mergerequests;

import antipode.hours.FairTime;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Subscriptions;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who is asked to look at a merge request, and until when they are waited for.
@Component
public class MergeRequestReviews {

    private static final int MOST_REVIEWERS = 50;

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Subscriptions subscriptions;
    private final Events events;
    private final Turns turns;
    private final Members members;
    private final WorkingHours hours;
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
            ObjectProvider<MergeRequests> requests,
            Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.subscriptions = subscriptions;
        this.events = events;
        this.turns = turns;
        this.members = members;
        this.hours = hours;
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
                               member.id, member.username, member.name, member.zone, member.picture
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

    /// Whether this actor was asked to look.
    public boolean asks(Actor actor, MergeRequest request) {
        return reviewers(request.id()).stream().anyMatch(one -> actor.is(one.person().id()));
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

    /// Asks whoever takes the place of somebody who leaves to look instead of them; nobody looks at their own.
    @Transactional
    public void succeed(Actor actor, Issuable locked, Person holder, Person taker) {
        int gone = jdbc.sql("delete from merge_request_reviewer where merge_request_id = :request and member_id = :member")
                .param("request", locked.id()).param("member", holder.id()).update();
        if (gone > 0 && locked.author().id() != taker.id()) {
            ask(actor, requests.getObject().lock(locked.id()), List.of(taker));
        }
    }

    /// Asks more people to look, in the caller's transaction, with the header locked or new.
    void ask(Actor actor, MergeRequest request, Collection<Person> people) {
        ask(actor, request, people, "");
    }

    /// @param as what the record adds: why these
    void ask(Actor actor, MergeRequest request, Collection<Person> people, String as) {
        List<Person> asked = people.stream().distinct().toList();
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
            long note = events.append(actor, request.header(), "asked for review", Map.of("to", names(asked), "as", as));
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

    static String names(List<Person> people) {
        List<String> names = people.stream().map(Person::name).toList();
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
